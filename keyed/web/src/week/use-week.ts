import type { SafeStatus, WeekView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { startTransition, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { keptWhereSame } from '../safe/kept-where-same.ts';

/** A week on its way to the screen, and as it is now at every workplace. What was shown stays until the next one is there: `view.monday`
 *  says which week it is. */
export function useWeek(monday: string, { phase, persons }: Pick<SafeStatus, 'phase' | 'persons'>) {
  const safe = useSafe();
  const [view, setView] = useState<WeekView>();
  const [failure, setFailure] = useState<Failure>();
  const [asked, setAsked] = useState(0);
  const isReady = phase === 'ready';
  // Names come with the index: once it has grown from nothing, the same week is asked for again.
  const hasPersons = persons > 0;
  useEffect(() => {
    if (!isReady) return undefined;
    let left = false;
    const show = (next: WeekView) => {
      if (left) return;
      setView((before) => (before === undefined ? next : keptWhereSame(before, next)));
      setFailure(undefined);
    };
    const stop = safe.watchWeek(monday, show);
    void safe.weekView(monday).then((answer) => {
      // In slices: keys and the pointer are heard while hundreds of appointments are drawn.
      if (answer.ok) startTransition(() => show(answer.value));
      else if (!left) setFailure(answer.error);
    });
    return () => {
      left = true;
      stop();
    };
  }, [safe, monday, isReady, hasPersons, asked]);
  return { view, failure, again: () => setAsked((count) => count + 1) };
}
