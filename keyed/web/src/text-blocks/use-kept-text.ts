import { use, useCallback, useEffect, useRef, useState } from 'react';
import { DraftsContext } from './drafts-context.ts';
import { restoredDrafts } from './restored-drafts.ts';

/** A text of an editor that outlives crash, lock, sign-out and update until it is saved or given up (TB16). @param of hex id of the
 *  record and a word for the field (`<id>.nachtrag`), or `new.<word>` for what has no record yet. @returns the text, a setter, and what is
 *  to be called once the text is saved or given up. */
export function useKeptText(of: string, first = ''): readonly [string, (text: string) => void, () => void] {
  const drafts = use(DraftsContext);
  const [text, setText] = useState(() => drafts.get(of)?.text ?? first);
  const start = useRef(first);
  const set = useCallback(
    (newest: string) => {
      drafts.keep(of, newest === start.current ? undefined : { kuerzel: undefined, text: newest, day: '' });
      setText(newest);
    },
    [drafts, of],
  );
  const done = useCallback(() => drafts.keep(of, undefined), [drafts, of]);
  useEffect(() => {
    const kept = drafts.takeRestored(of);
    if (kept === undefined) return undefined;
    restoredDrafts.say({ of, text: kept.text, discard: () => set(start.current), giveBack: () => set(kept.text) });
    return () => restoredDrafts.forget(of);
  }, [drafts, of, set]);
  return [text, set, done];
}
