import { useEffect } from 'react';
import { useSafe } from '../safe/safe-context.ts';

const SIGNS = ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const;
const EVERY_MS = 200;

/** Tells the safe now and then that somebody types, clicks or scrolls: what nobody waits for gives way to them (SF35). */
export function useHeard(): void {
  const safe = useSafe();
  useEffect(() => {
    let toldMs = Number.NEGATIVE_INFINITY;
    const tell = ({ timeStamp }: Event) => {
      if (timeStamp - toldMs < EVERY_MS) return;
      toldMs = timeStamp;
      void safe.heard();
    };
    for (const sign of SIGNS) window.addEventListener(sign, tell, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, tell, { capture: true });
    };
  }, [safe]);
}
