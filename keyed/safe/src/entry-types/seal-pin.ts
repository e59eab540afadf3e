import type { PlainRecord } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { type EntryPacket, equalBytes, fail, type Id, ok, type Result } from '@siegel/wire';
import type { VisibleRecord } from '../records/visible-records.ts';
import { areHere } from '../safe/is-here.ts';
import { fetchHistory } from '../safe/open-history.ts';
import type { Safe } from '../safe/safe.ts';
import { sealNextVersion } from '../safe/write-records.ts';

const MOST_PINS = 100;

/** Which Eintrag is pinned, or no longer. */
export interface PinWish {
  readonly eintrag: Id;
  readonly isPinned: boolean;
}

/** Seals the person's record with one Eintrag more or less pinned (PN1). Undefined: it stands there so already. PINS_FULL, UNREADABLE,
 *  codes of `fetchHistory` and `sealNextVersion`. */
export async function sealPin(
  safe: Safe,
  { newest }: VisibleRecord,
  { eintrag, isPinned }: PinWish,
): Promise<Result<EntryPacket | undefined>> {
  // A version of somebody else that has just come is here by its entry alone.
  if (!(await areHere(safe, [newest]))) {
    const fetched = await fetchHistory(safe, [newest.body.akte], 'open');
    if (!fetched.ok) return fetched;
  }
  const opened = await safe.open(newest);
  if (isUnreadable(opened)) return fail('UNREADABLE');
  const value = opened.value as PlainRecord;
  const before = (value['angeheftet'] ?? []) as readonly Uint8Array[];
  const others = before.filter((one) => !equalBytes(one, eintrag));
  if (others.length < before.length === isPinned) return ok(undefined);
  if (isPinned && others.length >= MOST_PINS) return fail('PINS_FULL');
  const angeheftet = isPinned ? [...others, eintrag] : others;
  return sealNextVersion(safe, newest.body.record, { ...value, angeheftet });
}
