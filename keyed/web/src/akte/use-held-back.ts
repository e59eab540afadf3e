import type { EintragView } from '@siegel/safe';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type HeldBack, holdBack } from './held-back.ts';

/** Follows the Akte without moving rows under the reader (`holdBack`). `release` shows what waits; `wrote` names a record
 *  this screen wrote itself, which never waits, whether its row or its name arrives first. */
export function useHeldBack(newest: readonly EintragView[], isAtEnd: () => boolean) {
  const [held, setHeld] = useState<HeldBack>({ shown: newest, waiting: 0 });
  const own = useRef(new Set<string>());
  const now = useRef({ newest, isAtEnd });
  now.current = { newest, isAtEnd };
  const takeOver = useCallback(() => {
    setHeld(({ shown }) => holdBack(shown, now.current.newest, now.current.isAtEnd(), own.current));
  }, []);
  useEffect(takeOver, [takeOver, newest]);
  const wrote = useCallback(
    (recordId: string) => {
      own.current.add(recordId);
      takeOver();
    },
    [takeOver],
  );
  return { ...held, wrote, release: () => setHeld({ shown: newest, waiting: 0 }) };
}
