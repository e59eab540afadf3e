import { assembleProof, type OpenedBatch, rangeNodes, type RangeProof } from '@siegel/journal';
import { readSubtrees, type ReadView, StoreError } from '@siegel/store';
import { equalBytes, type Hash, hexOf } from '@siegel/wire';
import { hasher } from '../platform/hashes.ts';

/** Finds batches that stand in the journal already: an answer that was lost is asked again with the same bytes (JN5, SY11). */
export class RepeatFinder {
  readonly #reads: ReadView;
  readonly #seqByFirstHash = new Map<string, number>();
  readonly #acceptedFirst = new Map<string, { readonly firstSeq: number; readonly batch: OpenedBatch }>();

  private constructor(reads: ReadView) {
    this.#reads = reads;
  }

  /** Looks up the first entry of every batch in one read. */
  static async read(reads: ReadView, batches: readonly OpenedBatch[]): Promise<RepeatFinder> {
    const finder = new RepeatFinder(reads);
    const firsts = batches.flatMap(({ entries }) => entries[0]?.entryHash ?? []);
    const seqs = await reads.seqsOfHashes(firsts);
    seqs.forEach((seq, i) => {
      if (seq !== undefined) finder.#seqByFirstHash.set(hexOf(firsts[i] as Hash), seq);
    });
    return finder;
  }

  /** Notes a batch this commit has accepted: it may stand in the queue twice. */
  accepted(batch: OpenedBatch, firstSeq: number): void {
    this.#acceptedFirst.set(firstKey(batch), { firstSeq, batch });
  }

  /** The seq at which all entries of `batch` stand one after the other, or undefined. */
  async firstSeqOf(batch: OpenedBatch): Promise<number | undefined> {
    const key = firstKey(batch);
    const twin = this.#acceptedFirst.get(key);
    if (twin !== undefined) return sameEntries(twin.batch, batch) ? twin.firstSeq : undefined;
    const firstSeq = this.#seqByFirstHash.get(key);
    if (firstSeq === undefined) return undefined;
    const seqs = await this.#reads.seqsOfHashes(batch.entries.map(({ entryHash }) => entryHash));
    return seqs.every((seq, i) => seq === firstSeq + i) ? firstSeq : undefined;
  }
}

/** The proof of entries that are in the journal already, at its size now (JT27). */
export async function readRangeProof(
  reads: ReadView,
  range: { readonly first: number; readonly count: number },
  size: number,
): Promise<RangeProof> {
  const { left, right } = rangeNodes(range.first, range.first + range.count, size);
  const source = await readSubtrees(reads, hasher, [...left, ...right]);
  const [lefts, rights] = [left, right].map((side) =>
    assembleProof(
      hasher,
      side.map((subtree) => [subtree]),
      source,
    ),
  );
  if (lefts?.ok !== true || rights?.ok !== true) throw new StoreError({ code: 'DATABASE_DAMAGED' });
  return { left: lefts.value, right: rights.value };
}

function firstKey({ entries }: OpenedBatch): string {
  return entries[0] === undefined ? '' : hexOf(entries[0].entryHash);
}

/** Count and root are over the entry hashes in order, so that equal ones mean equal entries (WR14). */
function sameEntries(a: OpenedBatch, b: OpenedBatch): boolean {
  return a.entries.length === b.entries.length && equalBytes(a.statement.root, b.statement.root);
}
