import type { Desk, PersonRow } from '@siegel/safe';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Place, pathOfPlace } from '../place/place.ts';
import { useSafe } from '../safe/safe-context.ts';
import { openAkte } from './open-akten.ts';

const MOST_RECENT = 20;

/** The Akten opened in this tab: those open beside each other, and the newest ones for the list at home. They leave the page
 *  when the workspace locks, for a locked screen knows no name, and come back with whoever unlocks it. */
export function useOpenAkten(withDraft: readonly string[], kept: Desk | null) {
  const safe = useSafe();
  const [open, setOpen] = useState<readonly PersonRow[]>(kept?.open ?? []);
  const [recent, setRecent] = useState<readonly PersonRow[]>(kept?.recent ?? []);
  const drafts = useRef(withDraft);
  drafts.current = withDraft;
  const opened = useCallback(
    (row: PersonRow) => {
      // Beyond this tab the safe remembers it, sealed.
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

/** Leaves what lies open with the safe, sealed (DV41). */
export function useKeptDesk({ open, recent }: Pick<Desk, 'open' | 'recent'>, place: Place): void {
  const safe = useSafe();
  const path = pathOfPlace(place);
  useEffect(() => {
    if (path !== '/anmelden') void safe.keepDesk({ open, recent, path });
  }, [safe, open, recent, path]);
}
