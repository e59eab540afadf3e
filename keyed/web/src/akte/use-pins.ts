import type { PersonView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { hexOf } from './entry-types.ts';

/** Hex ids of the Eintraege pinned in an Akte, in the order they were pinned (PN1). */
export function pinnedIds({ stammdaten }: PersonView): readonly string[] {
  const pinned = 'angeheftet' in stammdaten ? stammdaten.angeheftet : undefined;
  return Array.isArray(pinned) ? pinned.flatMap((id: unknown) => (id instanceof Uint8Array ? hexOf(id) : [])) : [];
}

/** Pins and takes pins away, with the way back (PN2). */
export function usePins(personId: string, view: PersonView) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [last, setLast] = useState<{ readonly text: string; readonly done?: () => void }>();
  const [failure, setFailure] = useState<Failure>();

  async function set(recordId: string, isPinned: boolean, isUndo = false): Promise<void> {
    const done = await safe.setPinned(personId, recordId, isPinned);
    setFailure(done.ok ? undefined : done.error);
    if (!done.ok) return setLast(undefined);
    const text = t(isPinned ? 'pin.done' : 'pin.gone');
    return setLast(isUndo ? { text } : { text, done: () => void set(recordId, !isPinned, true) });
  }
  return {
    toggle: (recordId: string) => void set(recordId, !pinnedIds(view).includes(recordId)),
    last,
    failure,
    undo: () => last?.done?.(),
    dismiss: () => setLast(undefined),
  };
}
