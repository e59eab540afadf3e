import type { EintragView, PersonRow } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** What a move left to be said: where the Eintrag went, that it is back, or why it is not. */
export type MoveNews =
  | { readonly is: 'moved'; readonly copyId: string; readonly to: PersonRow }
  | { readonly is: 'back' }
  | { readonly is: 'failed'; readonly failure: Failure };

/** Moves Eintraege to other persons and takes the last move back. */
export function useMove() {
  const safe = useSafe();
  const [moving, setMoving] = useState<EintragView>();
  const [news, setNews] = useState<MoveNews>();
  async function move(eintrag: EintragView, to: PersonRow): Promise<Result<unknown>> {
    const { recordId, head: base } = eintrag;
    const moved = await safe.moveEintrag({ recordId, base, toPersonId: to.personId });
    if (moved.ok) setNews({ is: 'moved', copyId: moved.value.recordId, to });
    return moved;
  }
  async function takeBack(copyId: string): Promise<void> {
    const back = await safe.takeMoveBack(copyId);
    setNews(back.ok ? { is: 'back' } : { is: 'failed', failure: back.error });
  }
  return {
    moving,
    begin: setMoving,
    end: () => setMoving(undefined),
    move,
    news,
    takeBack: (copyId: string) => void takeBack(copyId),
    dismiss: () => setNews(undefined),
  };
}
