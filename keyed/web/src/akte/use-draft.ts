import { useEffect, useRef, useState } from 'react';
import { restoredDrafts } from '../text-blocks/restored-drafts.ts';
import type { Draft, Drafts } from './drafts.ts';

/** A draft kept in `drafts` under `of` with every key; `first` is what stands there while nothing is kept. A draft that
 *  says the same as `first` is not kept. One that came back with its user is said to be back (TB17). */
export function useDraft(drafts: Drafts, of: string, first: Draft): [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState<Draft>(() => drafts.get(of) ?? first);
  const [start] = useState(first);
  const set = (newest: Draft) => {
    const isChanged = newest.text !== start.text || newest.day !== start.day;
    drafts.keep(of, isChanged ? newest : undefined);
    setDraft(newest);
  };
  const newestSet = useRef(set);
  newestSet.current = set;
  useEffect(() => {
    const kept = drafts.takeRestored(of);
    if (kept === undefined) return undefined;
    const discard = () => newestSet.current(start);
    const giveBack = () => newestSet.current(kept);
    restoredDrafts.say({ of, text: kept.text, discard, giveBack });
    return () => restoredDrafts.forget(of);
  }, [drafts, of, start]);
  return [draft, set];
}
