import type { BackupStateView, SafeStatus } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

const ASK_MS = 300_000;

/** What is wrong with the backups of the house, for everybody who is signed in (BK48); undefined: nothing is known to be. */
export function useBackupTrouble({
  phase,
  online,
}: Pick<SafeStatus, 'phase' | 'online'>): BackupStateView['failure'] | undefined {
  const safe = useSafe();
  const [state, setState] = useState<BackupStateView>();
  const isAsked = phase === 'ready' && online;
  useEffect(() => {
    if (!isAsked) return undefined;
    let hasLeft = false;
    const ask = async () => {
      const answer = await safe.backupState();
      if (!hasLeft && answer.ok) setState(answer.value);
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_MS);
    return () => {
      hasLeft = true;
      clearInterval(timer);
    };
  }, [safe, isAsked]);
  return state?.failure;
}
