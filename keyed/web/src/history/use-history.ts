import type { RecordHistory } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** A history on its way to the screen. */
export type HistoryState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'read'; readonly history: RecordHistory };

/** Asks for all versions of a record, again whenever `head` names a newer one or `reread` is called. */
export function useHistory(recordId: string, head: string) {
  const safe = useSafe();
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<{ recordId: string; answer: HistoryState }>();
  useEffect(() => {
    let overtaken = head === undefined || attempt < 0;
    void safe.recordHistory(recordId).then((read) => {
      if (overtaken) return;
      const answer: HistoryState = read.ok
        ? { state: 'read', history: read.value }
        : { state: 'failed', failure: read.error };
      setFound({ recordId, answer });
    });
    return () => {
      overtaken = true;
    };
  }, [safe, recordId, head, attempt]);
  const reread = useCallback(() => setAttempt((count) => count + 1), []);
  const answer: HistoryState = found?.recordId === recordId ? found.answer : { state: 'loading' };
  return { answer, reread };
}
