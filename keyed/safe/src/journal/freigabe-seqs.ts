import { releasedBy } from '@siegel/journal';
import { equalBytes, type Hash, type Id, WIRE_KINDS } from '@siegel/wire';
import type { JournalColumns } from './journal-columns.ts';
import { readOpen } from './read-open.ts';

/** The Freigabe that releases the version at `head`, among the followed entries that `counts` admits; its entries stand in the Akte
 *  of what they release. Nothing is attributed here. */
export function releasingSeq(
  columns: JournalColumns,
  head: number,
  counts: (seq: number) => boolean,
): number | undefined {
  const akte = columns.placeAt(head)?.akte;
  if (akte === undefined) return undefined;
  const version = columns.hashAt(head);
  return columns.seqsOfAkte(akte).find((seq) => {
    if (columns.kindAt(seq) !== WIRE_KINDS.freigabe || !counts(seq)) return false;
    const released = releasedBy(WIRE_KINDS.freigabe, readOpen(columns.entryAt(seq)?.open ?? null) ?? null);
    return released !== undefined && equalBytes(released, version);
  });
}

/** Where the Freigabe of an Akte with this entry hash stands. */
export function freigabeSeq(columns: JournalColumns, akte: Id, entryHash: Hash): number | undefined {
  return columns
    .seqsOfAkte(akte)
    .find((seq) => columns.kindAt(seq) === WIRE_KINDS.freigabe && equalBytes(columns.hashAt(seq), entryHash));
}
