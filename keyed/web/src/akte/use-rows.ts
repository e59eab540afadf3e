import type { PersonView } from '@siegel/safe';
import { useMemo } from 'react';
import { akteLines } from './akte-lines.ts';
import type { Drafts } from './drafts.ts';
import type { EintragListHandle } from './eintrag-list.tsx';
import { useHeldBack } from './use-held-back.ts';
import { useKeptFilter } from './use-kept-filter.ts';
import { useShowWritten } from './use-show-written.ts';
import { useWrite } from './use-write.ts';

interface RowsOf {
  readonly personId: string;
  readonly view: PersonView;
  readonly drafts: Drafts;
}

/** The rows that the filter leaves, and writing: what this screen wrote never waits, and comes into view. */
export function useRows({ personId, view, drafts }: RowsOf, list: { readonly current: EintragListHandle | null }) {
  const [filter, setFilter] = useKeptFilter(drafts, personId);
  const held = useHeldBack(view.eintraege, () => list.current?.isAtEnd() ?? true);
  const lines = useMemo(() => akteLines(held.shown, filter), [held.shown, filter]);
  const showWritten = useShowWritten(lines, list);
  const wrote = (recordId: string) => {
    showWritten(recordId);
    held.wrote(recordId);
  };
  return { filter, setFilter, held, lines, wrote, write: useWrite(personId, wrote) };
}
