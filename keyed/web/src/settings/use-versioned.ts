import type { SafeApi } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** A setting that names the entry it is of. */
interface Versioned {
  readonly version: string;
}

/** What somebody else has changed while this form was open: what it was made from, and what holds now. */
export interface MeanwhileChanged<T> {
  readonly before: T;
  readonly now: T;
}

/** A setting with its version. `save` hands the version on; when somebody else was faster nothing is written, what they changed
 *  is said, and the next save counts over it (EI9). A change of another rule in the same entry disturbs nobody. */
export function useVersioned<T extends Versioned>(
  loadFrom: (safe: SafeApi) => Promise<Result<T>>,
  isSame: (a: T, b: T) => boolean,
) {
  const safe = useSafe();
  const [base, setBase] = useState<T>();
  const [failure, setFailure] = useState<Failure>();
  const [meanwhile, setMeanwhile] = useState<MeanwhileChanged<T>>();
  const [isBusy, setIsBusy] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const reload = useCallback(async () => {
    const loaded = await loadFrom(safe);
    if (loaded.ok) setBase(loaded.value);
    else setFailure(loaded.error);
    return loaded.ok ? loaded.value : undefined;
  }, [loadFrom, safe]);
  useEffect(() => void reload(), [reload]);

  async function save(write: (version: string) => Promise<Result<true>>): Promise<boolean> {
    if (base === undefined || isBusy) return false;
    setIsBusy(true);
    setFailure(undefined);
    setIsSaved(false);
    let done = await write(base.version);
    if (!done.ok && done.error.code === 'ENTRY_STALE') {
      const now = await reload();
      if (now !== undefined && isSame(base, now)) done = await write(now.version);
      else if (now !== undefined) setMeanwhile({ before: base, now });
    }
    setIsBusy(false);
    if (!done.ok) {
      setFailure(done.error);
      return false;
    }
    setMeanwhile(undefined);
    setIsSaved(true);
    await reload();
    return true;
  }
  return { base, failure, meanwhile, isBusy, isSaved, save, changed: () => setIsSaved(false) };
}
