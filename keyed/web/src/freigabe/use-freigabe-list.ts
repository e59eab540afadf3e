import type { FreigabeList } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** A burst of writing elsewhere is looked at once. */
const LOOK_AFTER_MS = 400;

/** What is presented; read anew whenever the journal has grown. */
export function useFreigabeList(journalSize: number) {
  const safe = useSafe();
  const [list, setList] = useState<FreigabeList>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const read = await safe.freigabeList();
    setFailure(read.ok ? undefined : read.error);
    if (read.ok) setList(read.value);
  }, [safe]);
  useEffect(() => void load(), [load]);
  useEffect(() => {
    const timer = setTimeout(() => void load(), LOOK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [journalSize, load]);
  return { list, failure, load };
}
