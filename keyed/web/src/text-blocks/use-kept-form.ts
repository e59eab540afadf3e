import { use, useEffect, useRef } from 'react';
import { DraftsContext } from './drafts-context.ts';
import { readKeptForm, shownForms } from './kept-forms.ts';
import { restoredDrafts } from './restored-drafts.ts';

interface KeptForm<T> {
  readonly form: T;
  /** What of it is said when it is back. */
  readonly words: (form: T) => string;
  readonly onForm: (form: T) => void;
}

/** Keeps all of a form that holds its own state: it comes back after crash, lock, sign-out and update, and is given up with the form
 *  (TB16). @param of as for `useKeptText`. @param given a form that lives through JSON. */
export function useKeptForm<T>(of: string, given: KeptForm<T>): void {
  const drafts = use(DraftsContext);
  const first = useRef(given.form);
  const now = useRef(given);
  now.current = given;
  useEffect(() => {
    shownForms.add(of);
    const kept = drafts.takeRestored(of) === undefined ? undefined : (readKeptForm(drafts, of) as T | undefined);
    if (kept !== undefined) {
      const giveBack = () => now.current.onForm(kept);
      giveBack();
      const discard = () => now.current.onForm(first.current);
      restoredDrafts.say({ of, text: now.current.words(kept), discard, giveBack });
    }
    return () => {
      shownForms.delete(of);
      restoredDrafts.forget(of);
      // Closed by its user. At lock and sign-out the drafts have left the page before their forms do, and stay on the device.
      drafts.keep(of, undefined);
    };
  }, [drafts, of]);
  const isShown = useRef(false);
  const text = JSON.stringify(given.form);
  useEffect(() => {
    // What comes back is not in the form yet when it first appears.
    const isChanged = text !== JSON.stringify(first.current);
    if (isShown.current) drafts.keep(of, isChanged ? { kuerzel: undefined, text, day: '' } : undefined);
    isShown.current = true;
  }, [drafts, of, text]);
}
