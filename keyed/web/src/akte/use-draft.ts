import { useState } from 'react';
import type { Draft, Drafts } from './drafts.ts';

/** A draft kept in `drafts` under `of` with every key; `first` is what stands there while nothing is kept. A draft that
 *  says the same as `first` is not kept. */
export function useDraft(drafts: Drafts, of: string, first: Draft): [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState<Draft>(() => drafts.get(of) ?? first);
  const [start] = useState(first);
  return [
    draft,
    (newest) => {
      const isChanged = newest.text !== start.text || newest.day !== start.day;
      drafts.keep(of, isChanged ? newest : undefined);
      setDraft(newest);
    },
  ];
}
