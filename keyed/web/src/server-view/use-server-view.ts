import type { ServerView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** The server's side of a record on its way to the screen. */
export type ServerViewState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'read'; readonly view: ServerView; readonly readAtMs: number };

/** Asks for the bytes the server holds of a record, again whenever a newer version of it appears or `reread` is called. */
export function useServerView(recordId: string, versions: number) {
  const safe = useSafe();
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<{ recordId: string; answer: ServerViewState }>();
  useEffect(() => {
    let overtaken = versions < 0 || attempt < 0;
    void safe.serverView(recordId).then((read) => {
      if (overtaken) return;
      const answer: ServerViewState = read.ok
        ? { state: 'read', view: read.value, readAtMs: Date.now() }
        : { state: 'failed', failure: read.error };
      setFound({ recordId, answer });
    });
    return () => {
      overtaken = true;
    };
  }, [safe, recordId, versions, attempt]);
  const reread = useCallback(() => setAttempt((count) => count + 1), []);
  const answer: ServerViewState = found?.recordId === recordId ? found.answer : { state: 'loading' };
  return { answer, reread };
}
