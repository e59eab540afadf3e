import { MerkleFrontier, type OpenedBatch, rangeNodes, type RangeProof, type TreeHead } from '@siegel/journal';
import { assert, classOfKind, encodeLeaf, type Hash, HASH_BYTES } from '@siegel/wire';
import { hasher } from '../platform/hashes.ts';

const SIZE_BYTES = 8;
/** Key of a node in one map: levels stay below 54, indices below 2^47 (JT11). */
const LEVEL_STEP = 2 ** 47;

/** The tree of one commit: grows on a copy of the writer's frontier, and answers the range proofs of its batches from what
 *  passed by, without a read. Thrown away when the commit fails. */
export class CommitTree {
  readonly #frontier: MerkleFrontier;
  readonly #nodes = new Map<number, Hash>();
  readonly #leftByFirst = new Map<number, readonly Hash[]>();
  #head: TreeHead | undefined;

  constructor(before: MerkleFrontier) {
    this.#frontier = before.clone();
  }

  get size(): number {
    return this.#frontier.size;
  }

  /** Adds the leaves of a batch. */
  append(batch: Pick<OpenedBatch, 'entries'>, receivedAt: number): void {
    this.#head = undefined;
    this.#leftByFirst.set(this.size, peaksOf(this.#frontier));
    for (const { body, entryHash } of batch.entries) {
      const leaf = hasher.leaf(encodeLeaf({ site: body.site, class: classOfKind(body.kind), receivedAt, entryHash }));
      this.#nodes.set(this.size, leaf);
      this.#frontier.append(leaf, (level, index, hash) => this.#nodes.set(level * LEVEL_STEP + index, hash));
    }
  }

  /** The proof of a batch that this commit appended at `first` (JT27). */
  proofOf(first: number, count: number): RangeProof {
    const left = this.#leftByFirst.get(first);
    assert(left !== undefined, 'JN24: the batch was appended by this commit');
    const right = rangeNodes(first, first + count, this.size).right.map(({ level, index }) => {
      const hash = this.#nodes.get(level * LEVEL_STEP + index);
      assert(hash !== undefined, 'JN24: everything right of a batch was appended by this commit');
      return hash;
    });
    return { left, right };
  }

  /** Head with everything appended so far. */
  head(): TreeHead {
    this.#head ??= { size: this.size, root: this.#frontier.root() };
    return this.#head;
  }

  /** The tree after the commit; the caller owns it from now on. */
  taken(): MerkleFrontier {
    return this.#frontier;
  }
}

/** Hashes of the complete subtrees, largest first: exactly the left side of a range proof that starts here (JT5). */
function peaksOf(frontier: MerkleFrontier): readonly Hash[] {
  const bytes = frontier.toBytes();
  return Array.from({ length: (bytes.length - SIZE_BYTES) / HASH_BYTES }, (_, i) =>
    bytes.subarray(SIZE_BYTES + i * HASH_BYTES, SIZE_BYTES + (i + 1) * HASH_BYTES),
  );
}
