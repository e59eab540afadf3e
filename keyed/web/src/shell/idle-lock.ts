import { useEffect, useRef } from 'react';

/** Minutes without a key, click or touch after which the workspace locks itself. */
const IDLE_LOCK_MINUTES = 15;

const CHECK_EVERY_MS = 5_000;
const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/** Calls `lock` once nobody has touched the page for fifteen minutes. Time is compared, not counted: a laptop that slept
 *  locks as soon as it wakes. */
export function useIdleLock(lock: () => void): void {
  const newest = useRef(lock);
  newest.current = lock;
  useEffect(() => {
    let lastMs = Date.now();
    const alive = () => {
      lastMs = Date.now();
    };
    const timer = setInterval(() => {
      if (Date.now() - lastMs >= IDLE_LOCK_MINUTES * 60_000) newest.current();
    }, CHECK_EVERY_MS);
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive);
    };
  }, []);
}
