import type { ExportDone, ExportProgress, PersonRow } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseFile } from '../parts/choose-file.ts';
import { saveFile } from '../parts/save-file.ts';
import { useSafe } from '../safe/safe-context.ts';
import { localDay } from '../text/format.ts';

/** Long enough for the browser to copy a large archive to its place. */
const ARCHIVE_HELD_MS = 60_000;

/** How far giving out is. */
export type GiveOutState =
  | { readonly stage: 'no-right' }
  | { readonly stage: 'choose'; readonly failure?: Failure }
  | { readonly stage: 'done'; readonly done: ExportDone };

/** Giving Akten out, from the choice to the archive on the disk. */
export interface GiveOutActions {
  readonly state: GiveOutState;
  readonly progress: ExportProgress;
  /** All Akten without a person. */
  readonly start: (person: PersonRow | undefined) => void;
  readonly stop: () => void;
  readonly restart: () => void;
}

/** Where the browser lets a page write a file piece by piece, the archive goes straight to the disk; elsewhere it is handed over as a
 *  download. */
export function useGiveOut(): GiveOutActions {
  const safe = useSafe();
  const { t } = useTranslation();
  const [state, setState] = useState<GiveOutState>({ stage: 'choose' });
  const [progress, setProgress] = useState<ExportProgress>({ state: 'idle' });
  useEffect(() => safe.watchExport(setProgress), [safe]);
  useEffect(() => {
    void safe.mayExport().then((may) => !may && setState({ stage: 'no-right' }));
  }, [safe]);

  const start = async (person: PersonRow | undefined) => {
    // No name in the file name: it stands in lists of downloads.
    const suggestedName = `${t('export.fileName')}-${localDay(Date.now())}.zip`;
    const target = await chooseFile(suggestedName);
    if (target === 'cancelled') return;
    const done = await safe.exportAkten({
      ...(person !== undefined && { personId: person.personId }),
      ...(target !== undefined && { file: target }),
    });
    if (!done.ok) return setState({ stage: 'choose', failure: done.error });
    if (done.value.archive !== undefined) saveFile(suggestedName, done.value.archive, ARCHIVE_HELD_MS);
    setState({ stage: 'done', done: done.value });
  };
  return {
    ...{ state, progress },
    start: (person) => void start(person),
    stop: () => void safe.stopExport(),
    restart: () => setState({ stage: 'choose' }),
  };
}
