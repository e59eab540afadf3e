import type { HomeView, SafeStatus } from '@siegel/safe';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

const PAUSE_MS = 300;

/** What home shows; asked again when the journal or the index has grown, and after `again`. Undefined until it is there. */
export function useHome({ journalSize, persons, phase }: SafeStatus): {
  readonly home: HomeView | undefined;
  readonly again: () => void;
} {
  const safe = useSafe();
  const [home, setHome] = useState<HomeView>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (phase !== 'ready') return;
    let left = false;
    const timer = setTimeout(
      () =>
        void safe.home(startOfToday()).then((answer) => {
          if (!left && answer.ok) setHome(answer.value);
        }),
      PAUSE_MS,
    );
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [safe, journalSize, persons, phase, asked]);
  const again = useCallback(() => setAsked((count) => count + 1), []);
  return { home, again };
}

function startOfToday(): number {
  return new Date().setHours(0, 0, 0, 0);
}
