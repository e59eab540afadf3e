import {
  type CborValue,
  fixedBytes,
  HASH_BYTES,
  ID_BYTES,
  LayoutError,
  LIMITS,
  list,
  natural,
  nullable,
  openFieldsOfCbor,
  openFieldsToCbor,
  signedStatementOfCbor,
  signedStatementToCbor,
  someBytes,
  tuple,
  type WrappedKey,
  wrappedKeyOfCbor,
  wrappedKeyToCbor,
} from '@siegel/wire';
import type { AccountRow, BatchRow, BlobRow, EntryRow, SlotRow, StoredEnvelope } from '@siegel/store';

// What a sealed file of a backup is made of: items of a CBOR sequence, each an array whose first value names it (BK10). A reader needs
// no program of ours: every name and every place stands in docs/spec/backup.md.

const NAMES = {
  batch: 1,
  entry: 2,
  wraps: 3,
  blob: 4,
  bytes: 5,
  account: 6,
  slot: 7,
  secret: 8,
} as const;
const MOST_SLOT_BYTES = 65_536;
const MOST_SECRET_BYTES = 1 << 24;
const MOST_PIECE_BYTES = 1 << 20;

/** One item. A batch stands before its entries; a blob before its bytes, which may go on in the next file. */
export type SegmentItem =
  | { readonly item: 'batch'; readonly batch: BatchRow; readonly receivedAt: number }
  | {
      readonly item: 'entry';
      readonly seq: number;
      readonly body: Uint8Array;
      readonly open: EntryRow['open'];
      /** Of the parts that are still there, in order of their compartments. */
      readonly envelopes: readonly Omit<StoredEnvelope, 'seq'>[];
    }
  | { readonly item: 'wraps'; readonly seq: number; readonly wraps: readonly WrappedKey[] }
  | { readonly item: 'blob'; readonly blob: Pick<BlobRow, 'hash' | 'akte' | 'sizeBytes'> }
  | { readonly item: 'bytes'; readonly hash: Uint8Array; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly item: 'account'; readonly account: AccountRow }
  | { readonly item: 'slot'; readonly slot: SlotRow }
  | { readonly item: 'secret'; readonly name: string; readonly value: Uint8Array };

/** The item as it is written. */
export function itemToCbor(item: SegmentItem): CborValue {
  switch (item.item) {
    case 'batch':
      return [NAMES.batch, item.batch.firstSeq, item.batch.count, item.receivedAt, signedStatementToCbor(item.batch)];
    case 'entry': {
      const envelopes = item.envelopes.map(({ compartment, bytes }) => [compartment, bytes]);
      return [NAMES.entry, item.seq, item.body, openFieldsToCbor(item.open), envelopes];
    }
    case 'wraps':
      return [NAMES.wraps, item.seq, item.wraps.map(wrappedKeyToCbor)];
    case 'blob':
      return [NAMES.blob, item.blob.hash, item.blob.akte, item.blob.sizeBytes];
    case 'bytes':
      return [NAMES.bytes, item.hash, item.offset, item.bytes];
    case 'account':
      return [NAMES.account, item.account.account, item.account.user, item.account.opaqueRecord];
    case 'slot': {
      const { slotId, user, device, kind, bytes } = item.slot;
      return [NAMES.slot, slotId, user, device, kind, bytes];
    }
    case 'secret':
      return [NAMES.secret, item.name, item.value];
  }
}

const id = (value: CborValue | undefined, what: string) => fixedBytes(value, ID_BYTES, what);
const hash = (value: CborValue | undefined, what: string) => fixedBytes(value, HASH_BYTES, what);
const seqOf = (value: CborValue | undefined) => natural(value, LIMITS.integer, 'seq');

function text(value: CborValue | undefined, what: string): string {
  if (typeof value !== 'string') throw new LayoutError(`${what}: text expected`);
  return value;
}

const READERS: readonly ((value: CborValue) => SegmentItem)[] = [
  (value) => {
    const [, firstSeq, count, receivedAt, signed] = tuple(value, 5, 'batch');
    const batch = { firstSeq: seqOf(firstSeq), count: natural(count, LIMITS.batchEntries, 'count') };
    return {
      item: 'batch',
      batch: { ...batch, ...signedStatementOfCbor(signed ?? null) },
      receivedAt: natural(receivedAt, LIMITS.integer, 'received at'),
    };
  },
  (value) => {
    const [, seq, body, open, envelopes] = tuple(value, 5, 'entry');
    return {
      item: 'entry',
      seq: seqOf(seq),
      body: someBytes(body, LIMITS.bodyBytes, 'body'),
      open: openFieldsOfCbor(open),
      envelopes: list(envelopes, LIMITS.parts, 'envelopes').map((one) => {
        const [compartment, bytes] = tuple(one, 2, 'envelope');
        return {
          compartment: natural(compartment, 255, 'compartment'),
          bytes: someBytes(bytes, LIMITS.envelopeBytes, 'envelope'),
        };
      }),
    };
  },
  (value) => {
    const [, seq, wraps] = tuple(value, 3, 'wraps');
    return { item: 'wraps', seq: seqOf(seq), wraps: list(wraps, LIMITS.wrapsPerEntry, 'wraps').map(wrappedKeyOfCbor) };
  },
  (value) => {
    const [, of, akte, sizeBytes] = tuple(value, 4, 'blob');
    const blob = { hash: hash(of, 'blob'), akte: id(akte, 'akte') };
    return { item: 'blob', blob: { ...blob, sizeBytes: natural(sizeBytes, LIMITS.integer, 'size') } };
  },
  (value) => {
    const [, of, offset, bytes] = tuple(value, 4, 'bytes');
    return {
      item: 'bytes',
      hash: hash(of, 'blob'),
      offset: natural(offset, LIMITS.integer, 'offset'),
      bytes: someBytes(bytes, MOST_PIECE_BYTES, 'piece'),
    };
  },
  (value) => {
    const [, account, user, opaqueRecord] = tuple(value, 4, 'account');
    const record = someBytes(opaqueRecord, MOST_SLOT_BYTES, 'OPAQUE record');
    return {
      item: 'account',
      account: { account: text(account, 'account'), user: id(user, 'user'), opaqueRecord: record },
    };
  },
  (value) => {
    const [, slotId, user, device, kind, bytes] = tuple(value, 6, 'slot');
    const whose = {
      slotId: id(slotId, 'slot'),
      user: id(user, 'user'),
      device: nullable(device, (one) => id(one, 'device')),
    };
    return {
      item: 'slot',
      slot: { ...whose, kind: text(kind, 'kind'), bytes: someBytes(bytes, MOST_SLOT_BYTES, 'slot') },
    };
  },
  (value) => {
    const [, name, bytes] = tuple(value, 3, 'secret');
    return { item: 'secret', name: text(name, 'name'), value: someBytes(bytes, MOST_SECRET_BYTES, 'secret') };
  },
];

/** Reads an item. Throws LayoutError. */
export function itemOfCbor(value: CborValue): SegmentItem {
  const name = Array.isArray(value) ? value[0] : undefined;
  const read = typeof name === 'number' ? READERS[name - 1] : undefined;
  if (read === undefined) throw new LayoutError('backup: an item with a known name expected');
  return read(value);
}
