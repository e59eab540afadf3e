import type { SafeStatus, TasksView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** All open tasks as they are now at every workplace; undefined until they are there. */
export function useTasks({ phase, persons }: Pick<SafeStatus, 'phase' | 'persons'>) {
  const safe = useSafe();
  const [view, setView] = useState<TasksView>();
  const [failure, setFailure] = useState<Failure>();
  const [asked, setAsked] = useState(0);
  const isReady = phase === 'ready';
  // Names come with the index: once it has grown from nothing, the same is asked for again.
  const hasPersons = persons > 0;
  useEffect(() => {
    if (!isReady) return undefined;
    let left = false;
    const show = (next: TasksView) => {
      if (left) return;
      setView(next);
      setFailure(undefined);
    };
    const stop = safe.watchTasks(show);
    void safe.tasksView().then((answer) => {
      if (answer.ok) show(answer.value);
      else if (!left) setFailure(answer.error);
    });
    return () => {
      left = true;
      stop();
    };
  }, [safe, isReady, hasPersons, asked]);
  return { view, failure, again: () => setAsked((count) => count + 1) };
}
