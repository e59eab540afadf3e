import type { PersonRow } from '@siegel/safe';
import { useCallback, useRef, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { openAkte } from './open-akten.ts';

const MOST_RECENT = 20;

/** The Akten opened in this session: those open as tabs, and the newest ones for the list at home. In memory only, and
 *  gone when the workspace locks: a locked screen knows no name. */
export function useOpenAkten(withDraft: readonly string[]) {
  const safe = useSafe();
  const [open, setOpen] = useState<readonly PersonRow[]>([]);
  const [recent, setRecent] = useState<readonly PersonRow[]>([]);
  const drafts = useRef(withDraft);
  drafts.current = withDraft;
  const opened = useCallback(
    (row: PersonRow) => {
      // Beyond this session the safe remembers it, sealed.
      void safe.noteOpened(row.personId);
      setOpen((rows) => openAkte(rows, row, drafts.current));
      setRecent((rows) => [row, ...rows.filter(({ personId }) => personId !== row.personId)].slice(0, MOST_RECENT));
    },
    [safe],
  );
  const close = useCallback((closedId: string) => {
    setOpen((rows) => rows.filter(({ personId }) => personId !== closedId));
  }, []);
  return { open, recent, opened, close };
}
