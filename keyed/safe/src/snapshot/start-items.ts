import {
  type CborValue,
  decodeSnapshotHead,
  fixedBytes,
  type Hash,
  HASH_BYTES,
  LayoutError,
  LIMITS,
  list,
  natural,
  type OpenFields,
  openFieldsOfCbor,
  SHARDS,
  type SignedStatement,
  signedStatementOfCbor,
  type SnapshotHead,
  someBytes,
  tuple,
} from '@siegel/wire';

/** The set of one site as the server names it. */
export interface OfferedSet {
  readonly head: SnapshotHead;
  readonly attestationSeq: number;
  /** Shards somebody reported as wrong; the server's word only. */
  readonly wrong: readonly number[];
}

/** One entry of the house with its path into its batch. */
export interface HouseEntry {
  readonly seq: number;
  readonly receivedAt: number;
  readonly body: Uint8Array;
  readonly open: OpenFields | null;
  readonly path: readonly Hash[];
}

/** A batch with the entries of the house in it. */
export interface HouseBatch {
  readonly firstSeq: number;
  readonly count: number;
  readonly statement: SignedStatement;
  readonly entries: HouseEntry[];
}

/** What the server offers to begin at (SN20); nothing of it is believed yet. */
export interface OfferedStart {
  /** Newest first, at least one. */
  readonly sets: readonly OfferedSet[];
  /** The frontier of the tree at the size the newest set covers. */
  readonly tree: Uint8Array;
  readonly house: readonly HouseBatch[];
}

const MOST_BYTES = 8192;
const MOST_PATH = 64;
const ITEM = { set: 20, batch: 21, entry: 22, tree: 23 } as const;

/** Reads the answer of SN20. Throws LayoutError. */
export function offeredStartOfItems(items: readonly CborValue[]): OfferedStart {
  const sets: OfferedSet[] = [];
  const house: HouseBatch[] = [];
  let tree: Uint8Array | undefined;
  for (const item of items) {
    const type = Array.isArray(item) ? (item as readonly CborValue[])[0] : undefined;
    if (type === ITEM.set) sets.push(setOfItem(item));
    else if (type === ITEM.tree) tree = someBytes(tuple(item, 2, 'tree')[1], MOST_BYTES, 'tree');
    else if (type === ITEM.batch) house.push(batchOfItem(item));
    else if (type === ITEM.entry) (house.at(-1)?.entries ?? missing()).push(entryOfItem(item));
    else throw new LayoutError('start item');
  }
  if (tree === undefined || sets.length === 0) throw new LayoutError('start');
  return { sets, tree, house };
}

function setOfItem(item: CborValue): OfferedSet {
  const [, head, seq, wrong] = tuple(item, 4, 'set');
  return {
    head: decodeSnapshotHead(someBytes(head, MOST_BYTES, 'head')),
    attestationSeq: natural(seq, LIMITS.integer, 'attestation'),
    wrong: list(wrong, SHARDS, 'wrong').map((number) => natural(number, SHARDS - 1, 'shard')),
  };
}

function batchOfItem(item: CborValue): HouseBatch {
  const [, firstSeq, count, bytes, signature] = tuple(item, 5, 'batch');
  return {
    firstSeq: natural(firstSeq, LIMITS.integer, 'first seq'),
    count: natural(count, LIMITS.batchEntries, 'count'),
    statement: signedStatementOfCbor([bytes ?? null, signature ?? null]),
    entries: [],
  };
}

function entryOfItem(item: CborValue): HouseEntry {
  const [, seq, receivedAt, body, open, path] = tuple(item, 6, 'house entry');
  return {
    seq: natural(seq, LIMITS.integer, 'seq'),
    receivedAt: natural(receivedAt, LIMITS.integer, 'received at'),
    body: someBytes(body, LIMITS.bodyBytes, 'body'),
    open: openFieldsOfCbor(open),
    path: list(path, MOST_PATH, 'path').map((hash) => fixedBytes(hash, HASH_BYTES, 'hash')),
  };
}

function missing(): never {
  throw new LayoutError('an entry without its batch');
}
