import { mayBeReleased } from './may-be-released.ts';

/** Forced mode (FG30): whether a record may be exported, passed on, billed or printed. What nobody releases goes with the rest.
 *  Server and every client ask it for export and passing on; the unmodified client asks it for printing. Billing, which does not
 *  exist yet, asks it for each Eintrag a Leistung rests on. */
export function mayLeaveHouse(
  record: { readonly kind: number; readonly isReleased: boolean },
  rules: { readonly isForced: boolean },
): boolean {
  return !rules.isForced || record.isReleased || !mayBeReleased(record.kind);
}
