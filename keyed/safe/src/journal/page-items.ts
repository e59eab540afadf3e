import {
  type CborValue,
  decodeLeaf,
  fixedBytes,
  type Leaf,
  LayoutError,
  LEAF_BYTES,
  LIMITS,
  natural,
  type OpenFields,
  openFieldsOfCbor,
  signedStatementOfCbor,
  type SignedStatement,
  someBytes,
  tuple,
} from '@siegel/wire';

/** One item of a journal page (SY20). */
export type PageItem =
  | { readonly item: 'page'; readonly from: number; readonly to: number; readonly checkpoint: Uint8Array }
  | { readonly item: 'batch'; readonly firstSeq: number; readonly count: number; readonly statement: SignedStatement }
  | { readonly item: 'leaf'; readonly leaf: Leaf }
  | {
      readonly item: 'entry';
      readonly receivedAt: number;
      readonly body: Uint8Array;
      readonly open: OpenFields | null;
    };

const MOST_CHECKPOINT_LENGTH = 4096;

/** Reads one item; throws LayoutError on anything else. */
export function pageItemOfCbor(value: CborValue): PageItem {
  if (!Array.isArray(value)) throw new LayoutError('page item');
  const items = value as readonly CborValue[];
  switch (items[0] as number) {
    case 3:
      return entryItem(items);
    case 2:
      return { item: 'leaf', leaf: decodeLeaf(fixedBytes(tuple(items, 2, 'leaf')[1], LEAF_BYTES, 'leaf')) };
    case 1:
      return batchItem(items);
    case 0:
      return pageHead(items);
    default:
      throw new LayoutError('page item');
  }
}

function entryItem(items: readonly CborValue[]): PageItem {
  const [, receivedAt, body, open] = tuple(items, 4, 'entry');
  return {
    item: 'entry',
    receivedAt: natural(receivedAt, LIMITS.integer, 'received at'),
    body: someBytes(body, LIMITS.bodyBytes, 'body'),
    open: openFieldsOfCbor(open),
  };
}

function batchItem(items: readonly CborValue[]): PageItem {
  const [, firstSeq, count, bytes, signature] = tuple(items, 5, 'batch');
  return {
    item: 'batch',
    firstSeq: natural(firstSeq, LIMITS.integer, 'first seq'),
    count: natural(count, LIMITS.batchEntries, 'count'),
    statement: signedStatementOfCbor([bytes ?? null, signature ?? null]),
  };
}

function pageHead(items: readonly CborValue[]): PageItem {
  const [, from, to, checkpoint] = tuple(items, 4, 'page');
  if (typeof checkpoint !== 'string' || checkpoint.length > MOST_CHECKPOINT_LENGTH) throw new LayoutError('checkpoint');
  return {
    item: 'page',
    from: natural(from, LIMITS.integer, 'from'),
    to: natural(to, LIMITS.integer, 'to'),
    checkpoint: new TextEncoder().encode(checkpoint),
  };
}
