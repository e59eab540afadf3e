import type { SafeStatus, WaitingListView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** The waiting list as it is now, again whenever something was written at any workplace. */
export function useWaitingList({ phase, journalSize }: Pick<SafeStatus, 'phase' | 'journalSize'>) {
  const safe = useSafe();
  const [view, setView] = useState<WaitingListView>();
  const [failure, setFailure] = useState<Failure>();
  const isReady = phase === 'ready';
  const load = useCallback(async () => {
    const answer = await safe.waitingList();
    setFailure(answer.ok ? undefined : answer.error);
    if (answer.ok) setView(answer.value);
  }, [safe]);
  useEffect(() => {
    if (isReady) void load();
  }, [load, isReady, journalSize]);
  return { view, failure, again: load };
}
