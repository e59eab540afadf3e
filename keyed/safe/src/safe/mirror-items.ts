import {
  CborError,
  type CborValue,
  decodeCborAt,
  LayoutError,
  LIMITS,
  list,
  natural,
  sequenceItemLength,
  someBytes,
  tuple,
  type WrappedKey,
  wrappedKeyOfCbor,
} from '@siegel/wire';

/** What lies beside one entry (SY23): wrapped keys, and the sealed parts the entry brought. */
export interface BesideEntry {
  readonly seq: number;
  readonly wraps: readonly WrappedKey[];
  readonly envelopes: readonly { readonly compartment: number; readonly bytes: Uint8Array }[];
}

/** Where one item lies, found without decoding it. */
export interface MirrorItemPlace {
  readonly seq: number;
  readonly at: number;
  /** Where the next item starts. */
  readonly end: number;
}

const ITEM_KIND = 7;
const ITEM_HEAD = 0x84;
const MOST_ITEM_BYTES = 8 * 1024 * 1024;
const ONE_BYTE_VALUES = 24;

/** The item at `at`, or undefined when it is not complete before `end`. Throws CborError or LayoutError for anything that is
 *  no mirror item; what is inside is read strictly when it is used (`besideEntryAt`). */
export function mirrorItemPlace(bytes: Uint8Array, at: number, end: number): MirrorItemPlace | undefined {
  const length = at < end ? sequenceItemLength(bytes.subarray(0, end), at) : undefined;
  if ((length ?? end - at) > MOST_ITEM_BYTES) throw new CborError('item too large');
  if (length === undefined || at + length > end) return undefined;
  if (bytes[at] !== ITEM_HEAD || bytes[at + 1] !== ITEM_KIND) throw new LayoutError('mirror item');
  return { seq: uintAt(bytes, at + 2), at, end: at + length };
}

/** A small unsigned integer without a value made of the item around it: 100,000 items are only passed over. */
function uintAt(bytes: Uint8Array, at: number): number {
  const head = bytes[at] as number;
  if (head < ONE_BYTE_VALUES) return head;
  return natural(decodeCborAt(bytes, at).value, LIMITS.integer, 'seq');
}

/** Reads the item at `at`. Throws CborError or LayoutError. */
export function besideEntryAt(bytes: Uint8Array, at: number): BesideEntry {
  const value = decodeCborAt(bytes, at).value;
  const [kind, seq, wraps, envelopes] = tuple(value, 4, 'mirror item');
  if (kind !== ITEM_KIND) throw new LayoutError('mirror item');
  return {
    seq: natural(seq, LIMITS.integer, 'seq'),
    wraps: list(wraps, LIMITS.wrapsPerEntry, 'wraps').map(wrappedKeyOfCbor),
    envelopes: list(envelopes, LIMITS.parts, 'envelopes').map(envelopeOf),
  };
}

function envelopeOf(value: CborValue): BesideEntry['envelopes'][number] {
  const [compartment, bytes] = tuple(value, 2, 'envelope');
  return {
    compartment: natural(compartment, LIMITS.parts - 1, 'compartment'),
    bytes: someBytes(bytes, LIMITS.envelopeBytes, 'envelope'),
  };
}
