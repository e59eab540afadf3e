import {
  type CborValue,
  fixedBytes,
  type Id,
  ID_BYTES,
  LayoutError,
  LIMITS,
  list,
  natural,
  someBytes,
  tuple,
  type WrappedKey,
  wrappedKeyOfCbor,
} from '@siegel/wire';

/** What content answers consist of (SY21..SY24): wraps of an Akte, one envelope, wraps of a group key. */
export type ContentItem =
  | { readonly item: 'wraps'; readonly akte: Id; readonly wraps: readonly WrappedKey[] }
  | { readonly item: 'envelope'; readonly akte: Id; readonly bytes: Uint8Array }
  | {
      readonly item: 'group-wraps';
      readonly group: Id;
      readonly version: number;
      readonly wraps: readonly WrappedKey[];
    };

/** What stands first in an item. */
export const CONTENT_ITEM = { wraps: 4, envelope: 5, groupWraps: 6 } as const;

/** Reads one item; throws LayoutError on anything else. */
export function contentItemOfCbor(value: CborValue): ContentItem {
  if (!Array.isArray(value)) throw new LayoutError('content item');
  const items = value as readonly CborValue[];
  if (items[0] === CONTENT_ITEM.wraps) {
    const [, akte, wraps] = tuple(items, 3, 'wraps');
    return { item: 'wraps', akte: fixedBytes(akte, ID_BYTES, 'akte'), wraps: wrapsOf(wraps) };
  }
  if (items[0] === CONTENT_ITEM.envelope) {
    const [, akte, bytes] = tuple(items, 3, 'envelope');
    return {
      item: 'envelope',
      akte: fixedBytes(akte, ID_BYTES, 'akte'),
      bytes: someBytes(bytes, LIMITS.envelopeBytes, 'envelope'),
    };
  }
  if (items[0] !== CONTENT_ITEM.groupWraps) throw new LayoutError('content item');
  const [, group, version, wraps] = tuple(items, 4, 'group wraps');
  return {
    item: 'group-wraps',
    group: fixedBytes(group, ID_BYTES, 'group'),
    version: natural(version, LIMITS.integer, 'version'),
    wraps: wrapsOf(wraps),
  };
}

function wrapsOf(value: CborValue | undefined): readonly WrappedKey[] {
  return list(value, LIMITS.wrapsPerEntry, 'wraps').map(wrappedKeyOfCbor);
}
