import type { ImportRuns } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

type RunsState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'read'; readonly answer: ImportRuns };

/** The runs of the journal on their way to the screen, and a way to read them again. */
export type Runs = RunsState & { readonly reread: () => void };

/** Reads the runs once, and again when told. */
export function useRuns(): Runs {
  const safe = useSafe();
  const [found, setFound] = useState<RunsState>({ state: 'loading' });
  const [count, setCount] = useState(0);
  useEffect(() => {
    let left = false;
    void safe.importRuns().then((answer) => {
      if (!left)
        setFound(answer.ok ? { state: 'read', answer: answer.value } : { state: 'failed', failure: answer.error });
    });
    return () => {
      left = true;
    };
  }, [safe, count]);
  const reread = useCallback(() => setCount((before) => before + 1), []);
  return { ...found, reread };
}
