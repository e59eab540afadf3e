import type { MessagesView, SafeStatus } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

const AT_ONCE = 500;

/** The newest messages as they are now at every workplace; `older` looks further back. */
export function useMessages({ phase, persons }: Pick<SafeStatus, 'phase' | 'persons'>) {
  const safe = useSafe();
  const [view, setView] = useState<MessagesView>();
  const [failure, setFailure] = useState<Failure>();
  const [asked, setAsked] = useState({ count: 0, most: AT_ONCE });
  const isReady = phase === 'ready';
  const hasPersons = persons > 0;
  const { most } = asked;
  useEffect(() => {
    if (!isReady) return undefined;
    let left = false;
    const load = () =>
      safe.messagesView(most).then((answer) => {
        if (left) return;
        if (answer.ok) setView(answer.value);
        setFailure(answer.ok ? undefined : answer.error);
      });
    // What is pushed holds the newest; whoever looks further back asks anew.
    const stop = safe.watchMessages((next) => {
      if (left) return;
      if (most === AT_ONCE) setView(next);
      else void load();
    });
    void load();
    return () => {
      left = true;
      stop();
    };
  }, [safe, isReady, hasPersons, asked, most]);
  return {
    view,
    failure,
    again: () => setAsked((before) => ({ ...before, count: before.count + 1 })),
    older: () => setAsked((before) => ({ count: before.count + 1, most: before.most + AT_ONCE })),
  };
}
