import type { OpenedFile } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** A file on its way to the screen. */
export type FileState =
  | { readonly state: 'loading'; readonly transferId: string }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'open'; readonly opened: OpenedFile; readonly url: string };

/** Fetches and opens the file of a record. Leaving it cancels the transfer and gives the opened bytes back. */
export function useFile(recordId: string) {
  const safe = useSafe();
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<{ recordId: string; answer: FileState }>();
  const transferId = `file-${recordId}-${attempt}`;
  useEffect(() => {
    let left = false;
    let url: string | undefined;
    const show = (answer: FileState) => setFound({ recordId, answer });
    show({ state: 'loading', transferId });
    void safe.openFile({ recordId, transferId }).then((opened) => {
      if (left) return;
      if (!opened.ok) return show({ state: 'failed', failure: opened.error });
      url = URL.createObjectURL(opened.value.file);
      show({ state: 'open', opened: opened.value, url });
    });
    return () => {
      left = true;
      if (url === undefined) void safe.cancelTransfer(transferId);
      else URL.revokeObjectURL(url);
    };
  }, [safe, recordId, transferId]);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  const answer: FileState = found?.recordId === recordId ? found.answer : { state: 'loading', transferId };
  return { answer, again, cancel: () => void safe.cancelTransfer(transferId) };
}
