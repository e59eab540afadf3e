import type { DayView, SafeStatus } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** A day on its way to the screen, and as it is now at every workplace. */
export function useDay(day: string, { phase, persons }: Pick<SafeStatus, 'phase' | 'persons'>) {
  const safe = useSafe();
  const [view, setView] = useState<DayView>();
  const [failure, setFailure] = useState<Failure>();
  const [asked, setAsked] = useState(0);
  const isReady = phase === 'ready';
  // Names come with the index: once it has grown from nothing, the same day is asked for again.
  const hasPersons = persons > 0;
  useEffect(() => {
    if (!isReady) return undefined;
    let left = false;
    const show = (next: DayView) => {
      if (left) return;
      setView(next);
      setFailure(undefined);
    };
    const stop = safe.watchDay(day, show);
    void safe.dayView(day).then((answer) => {
      if (answer.ok) show(answer.value);
      else if (!left) setFailure(answer.error);
    });
    return () => {
      left = true;
      stop();
    };
  }, [safe, day, isReady, hasPersons, asked]);
  // What belongs to the day before is never shown.
  return { view: view?.day === day ? view : undefined, failure, again: () => setAsked((count) => count + 1) };
}
