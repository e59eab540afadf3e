import { person } from '@siegel/akten';
import { equalBytes, type Id, WIRE_KINDS } from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';
import { readOpen } from '../journal/read-open.ts';

/** A set is made anew after so many changed identity parts, or after so long (SN12). */
export const RENEW = { changes: 2_000, afterMs: 24 * 3_600_000 } as const;
/** What a day must have brought at least: every entry behind a set is one more to follow at a start. */
const MOST_TAIL = 10_000;

/** Where the newest set of a site stands in the journal, as its attestation says. */
export interface LastSet {
  readonly coversSeq: number;
  readonly madeAt: number;
}

/** The newest attestation of a set of a site; the founding when there is none. */
function lastSetOf(columns: JournalColumns, site: Id): LastSet {
  for (let seq = columns.size - 1; seq > 0; seq--) {
    if (columns.kindAt(seq) !== WIRE_KINDS.attestation) continue;
    const fields = readOpen(columns.entryAt(seq)?.open ?? null);
    const { logSize, shardRoot, siteScope } = fields ?? {};
    const isOfSite =
      Array.isArray(siteScope) &&
      siteScope.some((each: unknown) => each instanceof Uint8Array && equalBytes(each, site));
    if (shardRoot instanceof Uint8Array && isOfSite && typeof logSize === 'number')
      return { coversSeq: logSize, madeAt: columns.receivedAt(seq) };
  }
  return { coversSeq: 0, madeAt: columns.receivedAt(0) };
}

/** Whether the set of a site should be made anew: 2,000 persons changed, a day has passed since one did, or the group has a new
 *  key (SN12). */
export function isSnapshotDue(columns: JournalColumns, site: Id, nowMs: number): boolean {
  const last = lastSetOf(columns, site);
  let changes = 0;
  for (let seq = last.coversSeq; seq < columns.size; seq++) {
    const kind = columns.kindAt(seq);
    if (kind === WIRE_KINDS.groupKey && last.coversSeq > 0) return true;
    if (kind === person.code && ++changes >= RENEW.changes) return true;
  }
  const isWorthIt = changes > 0 || columns.size - last.coversSeq >= MOST_TAIL;
  return isWorthIt && nowMs - last.madeAt >= RENEW.afterMs;
}
