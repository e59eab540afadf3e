import { movedToOf } from '@siegel/journal';
import { WIRE_KINDS } from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';
import { readOpen } from '../journal/read-open.ts';

/** True for an entry that only gives an Akte a further key: nothing about the person has changed (IV44). */
export function isRenewal(columns: JournalColumns, seq: number): boolean {
  if (columns.kindAt(seq) !== WIRE_KINDS.caseKey) return false;
  const place = columns.placeAt(seq);
  if (place === undefined || columns.seqsOfRecord(place.record)[0] === seq) return false;
  // A move changes what is shown of the person (BS8).
  const open = readOpen(columns.openAt(seq));
  return open === undefined || movedToOf(open) === undefined;
}

/** True for one that is for the same groups as before: nobody has come to the Akte by it. One for other groups carries all versions. */
export function isMereRenewal(columns: JournalColumns, seq: number): boolean {
  return isRenewal(columns, seq) && readOpen(columns.openAt(seq))?.['older'] === undefined;
}
