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
  return releasingSeqs(columns, [head], counts)[0];
}

/** All Freigaben that release one of these versions of one record. */
export function releasingSeqs(
  columns: JournalColumns,
  versions: readonly number[],
  counts: (seq: number) => boolean,
): readonly number[] {
  const [first] = versions;
  const akte = first === undefined ? undefined : columns.placeAt(first)?.akte;
  if (akte === undefined) return [];
  return columns.seqsOfAkte(akte).filter((seq) => {
    if (columns.kindAt(seq) !== WIRE_KINDS.freigabe || !counts(seq)) return false;
    const released = releasedBy(WIRE_KINDS.freigabe, readOpen(columns.openAt(seq)) ?? null);
    return released !== undefined && versions.some((version) => equalBytes(columns.hashAt(version), released));
  });
}

/** Where Freigaben of an Akte with this entry hash stand: one, unless a server shows it again. */
export function freigabeSeqs(columns: JournalColumns, akte: Id, entryHash: Hash): readonly number[] {
  return columns
    .seqsOfAkte(akte)
    .filter((seq) => columns.kindAt(seq) === WIRE_KINDS.freigabe && equalBytes(columns.hashAt(seq), entryHash));
}
