import type { SafeStatus } from '@siegel/safe';
import { useEffect, useState } from 'react';

const EVERY_MS = 30_000;
const keptAs = (user: string) => `siegel-verbunden-${user}`;

/** When this user's safe on this device last had a line to the server: what is shown without one is as of then (EV52). A time and a
 *  random id are kept, nothing else. @returns undefined while there is a line, and when nobody knows. */
export function useLastHeard(
  { online, phase }: Pick<SafeStatus, 'online' | 'phase'>,
  userId: string,
): number | undefined {
  const [lastMs] = useState(() => Number(localStorage.getItem(keptAs(userId)) ?? Number.NaN));
  const [heardMs, setHeardMs] = useState<number>();
  const isThere = online && phase === 'ready';
  useEffect(() => {
    if (!isThere) return undefined;
    const note = () => {
      localStorage.setItem(keptAs(userId), String(Date.now()));
      setHeardMs(Date.now());
    };
    note();
    const timer = setInterval(note, EVERY_MS);
    return () => clearInterval(timer);
  }, [isThere, userId]);
  if (online) return undefined;
  return heardMs ?? (Number.isNaN(lastMs) ? undefined : lastMs);
}
