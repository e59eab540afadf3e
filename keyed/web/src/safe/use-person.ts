import type { PersonView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from './safe-context.ts';

/** An Akte on its way to the screen. */
export type PersonState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'open'; readonly view: PersonView };

const LOADING: PersonState = { state: 'loading' };

/** Opens the Akten of a person and follows every change, whoever makes it. Each opening is recorded by the safe, so it
 *  happens once per `personId`; `retry` asks again after a failure. */
export function usePerson(personId: string): { readonly person: PersonState; readonly retry: () => void } {
  const safe = useSafe();
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<{ personId: string; person: PersonState }>({ personId, person: LOADING });

  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    const show = (person: PersonState) => {
      if (!left) setFound({ personId, person });
    };
    show(LOADING);
    void safe.openPerson(personId).then((opened) => {
      if (!opened.ok) return show({ state: 'failed', failure: opened.error });
      show({ state: 'open', view: opened.value });
      if (!left) stop = safe.watchPerson(personId, (view) => show({ state: 'open', view }));
    });
    return () => {
      left = true;
      stop?.();
    };
  }, [safe, personId, attempt]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  // What belongs to the person before is never shown, not even for one frame.
  return { person: found.personId === personId ? found.person : LOADING, retry };
}
