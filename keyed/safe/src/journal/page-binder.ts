import { type EntryHasher, MerkleFrontier, openFieldsFit, type TreeHead } from '@siegel/journal';
import {
  classOfKind,
  decodeStatement,
  equalBytes,
  type ErrorCode,
  FIRST_RECORD_KIND,
  type Hash,
  type Id,
  LEAF_BYTES,
  LEAF_CLASS,
  peekBody,
  type Leaf,
  WIRE_KINDS,
  writeLeaf,
} from '@siegel/wire';
import type { BoundBatch, JournalColumns } from './journal-columns.ts';
import type { PageItem } from './page-items.ts';
import { readBody } from './read-body.ts';
import type { TreeNodes } from './tree-nodes.ts';

/** A leaf this device may not read, with its seq. */
export interface HiddenLeaf {
  readonly seq: number;
  readonly leaf: Leaf;
}

/** Takes the items of one page in order, rebuilds the tree over them and stages the entries. Nothing counts before the
 *  caller has compared `root()` with a signed checkpoint. Throws nothing: `fault` is the first rule broken. */
export class PageBinder {
  readonly #columns: JournalColumns;
  readonly #hasher: EntryHasher;
  readonly #tenant: Id;
  readonly #tree: MerkleFrontier;
  readonly #leafBytes = new Uint8Array(LEAF_BYTES);
  readonly hidden: HiddenLeaf[] = [];
  /** Seqs of case-key entries whose open fields did not come. */
  readonly withoutOpen: number[] = [];
  #batch: BoundBatch | undefined;
  #batchTree: MerkleFrontier;
  #lastReceivedAt: number;
  readonly #mustPass: readonly TreeHead[];
  readonly #nodes: TreeNodes | undefined;
  readonly #onCompleted = (level: number, index: number, hash: Hash) => this.#nodes?.put(level, index, hash);

  constructor(
    columns: JournalColumns,
    tree: MerkleFrontier,
    given: {
      readonly hasher: EntryHasher;
      readonly tenant: Id;
      readonly mustPass?: readonly TreeHead[];
      readonly nodes?: TreeNodes;
    },
  ) {
    this.#columns = columns;
    this.#tree = tree.clone();
    this.#hasher = given.hasher;
    this.#tenant = given.tenant;
    this.#mustPass = given.mustPass ?? [];
    this.#nodes = given.nodes;
    this.#batchTree = MerkleFrontier.empty(given.hasher);
    this.#lastReceivedAt = columns.size === 0 ? 0 : columns.receivedAt(columns.size - 1);
  }

  get tree(): MerkleFrontier {
    return this.#tree;
  }

  /** True between the first and the last entry of a batch. */
  get isInsideBatch(): boolean {
    return this.#batch !== undefined;
  }

  /** Takes one item. @returns the batch it completes, a code when a rule is broken (JN1, JN21), else undefined. */
  take(item: Exclude<PageItem, { item: 'page' }>): BoundBatch | ErrorCode | undefined {
    switch (item.item) {
      case 'batch':
        return this.#begin(item);
      case 'leaf':
        this.hidden.push({ seq: this.#columns.size, leaf: item.leaf });
        return this.#leaf(item.leaf, () => this.#columns.push(item.leaf, undefined, undefined));
      case 'entry':
        return this.#entry(item);
    }
  }

  #begin(item: Extract<PageItem, { item: 'batch' }>): ErrorCode | undefined {
    if (this.#batch !== undefined || item.firstSeq !== this.#columns.size || item.count === 0) return 'PROOF_WRONG';
    const { firstSeq, count, statement } = item;
    this.#batch = { firstSeq, count, statement, said: decodeStatement(statement.bytes) };
    this.#batchTree = MerkleFrontier.empty(this.#hasher);
    return undefined;
  }

  #entry(item: Extract<PageItem, { item: 'entry' }>): BoundBatch | ErrorCode | undefined {
    const place = peekBody(item.body, this.#tenant);
    if (place === undefined) return 'LAYOUT_MALFORMED';
    const fault = this.#openFault(item, place.kind);
    if (fault !== undefined) return fault;
    const leaf: Leaf = {
      site: place.site,
      class: classOfKind(place.kind),
      receivedAt: item.receivedAt,
      entryHash: this.#hasher.sha256(item.body),
    };
    return this.#leaf(leaf, () => this.#columns.push(leaf, { body: item.body, open: item.open }, place));
  }

  /** Open fields are those the body names by hash. They are missing when the body names none, or when they were erased; the
   *  house erases nothing, and of an Akte the tombstone must be found (JN22). */
  #openFault({ body: bytes, open }: Extract<PageItem, { item: 'entry' }>, kind: number): ErrorCode | undefined {
    const mustBeThere = isOfHouse(kind) || kind === WIRE_KINDS.caseKey;
    if (open === null && !mustBeThere) return undefined;
    const body = readBody(bytes);
    if (body === undefined || (open === null && body.openHash === null)) return undefined;
    if (open !== null) return openFieldsFit(body, open, this.#hasher.sha256) ? undefined : 'OPEN_FIELDS_MISMATCH';
    if (isOfHouse(kind)) return 'CONTENT_WITHHELD';
    this.withoutOpen.push(this.#columns.size);
    return undefined;
  }

  #leaf(leaf: Leaf, push: () => void): BoundBatch | ErrorCode | undefined {
    const batch = this.#batch;
    if (batch === undefined || leaf.receivedAt < this.#lastReceivedAt) return 'PROOF_WRONG';
    this.#lastReceivedAt = leaf.receivedAt;
    writeLeaf(leaf, this.#leafBytes, 0);
    const leafHash = this.#hasher.leaf(this.#leafBytes);
    this.#nodes?.put(0, this.#tree.size, leafHash);
    this.#tree.append(leafHash, this.#onCompleted);
    if (this.#isForked()) return 'LOG_FORKED';
    this.#batchTree.append(this.#hasher.leaf(leaf.entryHash));
    push();
    if (this.#batchTree.size < batch.count) return undefined;
    this.#batch = undefined;
    if (!statementFits(batch, this.#batchTree.root())) return 'STATEMENT_MISMATCH';
    this.#columns.batches.push(batch);
    return batch;
  }

  /** True where another root was seen at this size. */
  #isForked(): boolean {
    const { size } = this.#tree;
    return this.#mustPass.some((head) => head.size === size && !equalBytes(head.root, this.#tree.root()));
  }
}

/** Entries the membership is made of; the names of staff are records and may be erased. */
function isOfHouse(kind: number): boolean {
  return kind < FIRST_RECORD_KIND && classOfKind(kind) === LEAF_CLASS.house;
}

/** True when the signed statement covers exactly these entries; its signature is checked on attribution. */
function statementFits({ count, said }: BoundBatch, root: Hash): boolean {
  return said.count === count && equalBytes(said.root, root);
}
