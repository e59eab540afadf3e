import { use, useEffect, useRef } from 'react';
import { DraftsContext } from './drafts-context.ts';
import { restoredDrafts } from './restored-drafts.ts';

/** Keeps one text of a form that holds its own state: it comes back after crash, lock, sign-out and update, and is given up with the form
 *  (TB16). @param of as for `useKeptText`. */
export function useKeptField(of: string, text: string, onText: (text: string) => void): void {
  const drafts = use(DraftsContext);
  const first = useRef(text);
  const set = useRef(onText);
  set.current = onText;
  useEffect(() => {
    const kept = drafts.takeRestored(of);
    if (kept !== undefined) {
      const discard = () => set.current(first.current);
      const giveBack = () => set.current(kept.text);
      giveBack();
      restoredDrafts.say({ of, text: kept.text, discard, giveBack });
    }
    return () => {
      restoredDrafts.forget(of);
      // Closed by its user. At lock and sign-out the drafts have left the page before their forms do, and stay on the device.
      drafts.keep(of, undefined);
    };
  }, [drafts, of]);
  const isShown = useRef(false);
  useEffect(() => {
    // What comes back is not in the field yet when it first appears.
    if (isShown.current) drafts.keep(of, text === first.current ? undefined : { kuerzel: undefined, text, day: '' });
    isShown.current = true;
  }, [drafts, of, text]);
}
