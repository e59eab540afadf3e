import { WIRE_KINDS } from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';

/** True for an entry that only gives an Akte a further key: nothing about the person has changed (IV44). */
export function isRenewal(columns: JournalColumns, seq: number): boolean {
  if (columns.kindAt(seq) !== WIRE_KINDS.caseKey) return false;
  const place = columns.placeAt(seq);
  return place !== undefined && columns.seqsOfRecord(place.record)[0] !== seq;
}
