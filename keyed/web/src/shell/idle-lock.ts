import type { SafeStatus } from '@siegel/safe';
import { useEffect, useRef } from 'react';
import { idleMinutes, ownIdleMinutes } from './idle-minutes.ts';

const MINUTE_MS = 60_000;
const CHECK_EVERY_MS = 5_000;
const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/** Calls `lock` once nobody has touched the page for as long as rule and browser say (AZ10). Time is compared, not counted: a laptop
 *  that slept locks as soon as it wakes. */
export function useIdleLock(lock: () => void, idle: SafeStatus['idle']): void {
  const newest = useRef({ lock, idle });
  newest.current = { lock, idle };
  useEffect(() => {
    let lastMs = Date.now();
    const alive = () => {
      lastMs = Date.now();
    };
    const timer = setInterval(() => {
      const minutes = idleMinutes(newest.current.idle, ownIdleMinutes());
      if (Date.now() - lastMs >= minutes * MINUTE_MS) newest.current.lock();
    }, CHECK_EVERY_MS);
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive);
    };
  }, []);
}
