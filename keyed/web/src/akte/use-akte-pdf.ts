import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../parts/save-file.ts';
import { useSafe } from '../safe/safe-context.ts';
import { useBranding } from '../settings/branding.ts';
import { localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { aktePdfSheet } from './akte-pdf-sheet.ts';
import type { AktePrintProps } from './akte-print.tsx';
import type { Leaving } from './leaving.ts';
import { useSheetFacts } from './sheet-facts.ts';

/** How long the page works on a PDF before it looks after keys and paint. */
const SLICE_MS = 12;
/** How long the browser may read the file that is being saved. */
const HELD_MS = 60_000;

/** How far a PDF is. */
export type PdfState =
  | { readonly is: 'idle' | 'failed' }
  | { readonly is: 'making'; readonly done: number; readonly total: number }
  | { readonly is: 'made'; readonly pages: number };

/** Makes the PDF of what goes, on this device and in slices, and offers it as a file. The log knows before the file is handed out (AT83). A
 *  page that is left or locked ends it. */
export function useAktePdf({ personId, view, ticked, userName }: AktePrintProps, going: Leaving) {
  const { t } = useTranslation();
  const language = useLanguage();
  const branding = useBranding();
  const safe = useSafe();
  const factsNow = useSheetFacts();
  const [state, setState] = useState<PdfState>({ is: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  // What is said of one selection is not true of the next.
  useEffect(() => {
    if (running.current === undefined) setState({ is: 'idle' });
  }, [ticked]);

  async function make(): Promise<void> {
    if (running.current !== undefined) return;
    const stop = new AbortController();
    running.current = stop;
    setState({ is: 'making', done: 0, total: 0 });
    try {
      const { akteToPdf } = await import('../pdf/akte-pdf.ts');
      const facts = factsNow(view, going, userName);
      const sheet = aktePdfSheet({ facts, lines: going.lines, branding, userName, language, t });
      const onProgress = (done: number, total: number) => setState({ is: 'making', done, total });
      const made = await akteToPdf(sheet, { pause: slices(stop.signal), onProgress });
      stop.signal.throwIfAborted();
      await safe.notePrint(personId, t('aktePrint.logged.pdf', { count: going.lines.length }));
      // Locked or left meanwhile: nothing is handed out.
      stop.signal.throwIfAborted();
      saveFile(fileName(), made.file, HELD_MS);
      setState({ is: 'made', pages: made.pages });
    } catch {
      setState({ is: stop.signal.aborted ? 'idle' : 'failed' });
    } finally {
      running.current = undefined;
    }
  }

  /** Without a name: the list of downloads outlives the lock. */
  function fileName(): string {
    const number = view.person.patientennummer ?? t('aktePrint.fileNoNumber');
    return t('aktePrint.fileName', { number, day: localDay(Date.now()) });
  }

  return { state, make, cancel: () => running.current?.abort() };
}

/** Gives the page a turn after every slice; rejects when nobody wants the PDF any more. */
function slices(signal: AbortSignal): () => Promise<void> {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
    begun = performance.now();
  };
}
