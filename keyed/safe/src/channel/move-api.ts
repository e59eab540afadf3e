import type { Result } from '@siegel/wire';
import type { WriteOutcome } from './akte-api.ts';
import type { CallForms } from './call-form.ts';

/** An Eintrag that was written for the wrong person. */
export interface MoveApi {
  /** Moves an Eintrag to the Akte of another person at the same site (AT40, AT41); `recordId` of the answer is the copy's.
   *  MOVE_NEEDS_SERVER without a line, MOVE_TARGET_WRONG, ENTRY_STALE, UNREADABLE, KEY_UNKNOWN, RIGHT_MISSING. */
  moveEintrag(wish: MoveWish): Promise<Result<WriteOutcome>>;
  /** Takes a move back (AT42). @param copyId the record that `moveEintrag` made. */
  takeMoveBack(copyId: string): Promise<Result<WriteOutcome>>;
}

export const MOVE_CALLS = { moveEintrag: 'result', takeMoveBack: 'result' } as const satisfies CallForms<MoveApi>;

export interface MoveWish {
  readonly recordId: string;
  /** `EintragView.head` of the Eintrag as it was shown. */
  readonly base: string;
  readonly toPersonId: string;
}
