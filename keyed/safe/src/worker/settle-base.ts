import { kindByCode, mergeRecords, type PlainRecord } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { RecordVersion } from '../records/visible-records.ts';
import { areHere } from '../safe/is-here.ts';
import { fetchHistory } from '../safe/open-history.ts';
import { waitingHeadOf } from '../safe/pending-entries.ts';
import type { Safe } from '../safe/safe.ts';

/** A change as somebody made it: of which version, and to what. */
export interface ChangeFrom {
  /** Hex of the version's entry hash; undefined for callers that show no version (imports). */
  readonly base: string | undefined;
  readonly value: PlainRecord;
}

/** The value to write on top of the newest version of a record: the change itself when it began there, else both changes joined
 *  where that hurts nobody (AT50, AT51). ENTRY_STALE when a human has to look. */
export async function settleBase(safe: Safe, record: Id, change: ChangeFrom): Promise<Result<PlainRecord>> {
  const { value } = change;
  const base = journalBaseOf(safe, record, change.base);
  if (base === undefined) return ok(value);
  const versions = safe.records.versionsOf(record);
  const newest = versions.at(-1);
  if (newest === undefined || headOf(safe, newest) === base) return ok(value);
  const begun = versions.find((version) => headOf(safe, version) === base);
  const kind = kindByCode(newest.body.kind);
  if (begun === undefined || kind === undefined) return fail('ENTRY_STALE');
  if (!(await areHere(safe, [begun, newest]))) {
    const fetched = await fetchHistory(safe, [newest.body.akte], 'open');
    if (!fetched.ok) return fetched;
  }
  const [before, theirs] = await Promise.all([safe.open(begun), safe.open(newest)]);
  if (isUnreadable(before) || isUnreadable(theirs)) return fail('ENTRY_STALE');
  const values = { base: before.value as PlainRecord, mine: value, theirs: theirs.value as PlainRecord };
  const outcome = mergeRecords(kind, values);
  return 'merged' in outcome ? ok(outcome.merged) : fail('ENTRY_STALE');
}

/** What waits here gives way to the change: that begins where it began. Undefined: there is nothing it could be written over. */
function journalBaseOf(safe: Safe, record: Id, base: string | undefined): string | undefined {
  const waiting = waitingHeadOf(safe, record);
  return waiting === undefined || waiting.head !== base ? base : (waiting.base ?? undefined);
}

function headOf(safe: Safe, { seq }: RecordVersion): string {
  return hexOf(safe.follower.columns.hashAt(seq));
}
