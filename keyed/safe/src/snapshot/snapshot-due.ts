import { person } from '@siegel/akten';
import { equalBytes, type Id, WIRE_KINDS } from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';
import { readOpen } from '../journal/read-open.ts';

/** A set is made anew after so many changed identity parts, or after so long (SN12). */
export const RENEW = { changes: 2_000, afterMs: 24 * 3_600_000 } as const;
/** In strict mode somebody who was moved away is to be gone from the set of the old site after so long (BS45). */
export const LEFT_AFTER_MS = 10 * 60_000;
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
    const fields = readOpen(columns.openAt(seq));
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
 *  key (SN12); in strict mode also ten minutes after the last when an Akte was moved away since (BS45). */
export function isSnapshotDue(
  columns: JournalColumns,
  { site, isStrict }: { readonly site: Id; readonly isStrict: boolean },
  nowMs: number,
): boolean {
  const last = lastSetOf(columns, site);
  const mayEndForMove = isStrict && nowMs - last.madeAt >= LEFT_AFTER_MS;
  let changes = 0;
  for (let seq = last.coversSeq; seq < columns.size; seq++) {
    const kind = columns.kindAt(seq);
    if (last.coversSeq > 0 && endsSet(columns, seq, mayEndForMove ? site : undefined)) return true;
    if (kind === person.code && ++changes >= RENEW.changes) return true;
  }
  const isWorthIt = changes > 0 || columns.size - last.coversSeq >= MOST_TAIL;
  return isWorthIt && nowMs - last.madeAt >= RENEW.afterMs;
}

/** A new key of the group, the end of all sets with a turn of strict mode (BS27), or a move away from the site, where one is given. */
function endsSet(columns: JournalColumns, seq: number, movedFrom: Id | undefined): boolean {
  const kind = columns.kindAt(seq);
  if (kind === WIRE_KINDS.groupKey || kind === WIRE_KINDS.policy) return true;
  return movedFrom !== undefined && kind === WIRE_KINDS.caseKey && isMovedFrom(columns, seq, movedFrom);
}

/** Whether an entry closes an Akte of this site (BS8). */
function isMovedFrom(columns: JournalColumns, seq: number, site: Id): boolean {
  const place = columns.placeAt(seq);
  if (place === undefined || !equalBytes(place.site, site)) return false;
  return readOpen(columns.openAt(seq))?.['movedTo'] instanceof Uint8Array;
}
