import type { WrappedKey } from '@siegel/wire';
import type { EntryContent } from '../contract-rows.ts';
import { WRAPS_PER_ENTRY } from './schema.ts';
import type { Prepare } from './statements.ts';

const PAGE_ENTRIES = 2_000;
export const WRAP_COLUMNS = 'w.id, k.kind, k.id, k.key_id, w.key_id, w.compartment, w.bytes';
const WRAPS = `SELECT ${WRAP_COLUMNS} FROM wrap w JOIN wrapper k ON k.no = w.wrapper WHERE w.id >= ? AND w.id < ? ORDER BY w.id`;

/** A wrap and whom it is for, as a statement over WRAP_COLUMNS gives it. */
export type WrapColumns = [
  id: number,
  wrapper: number,
  wrapperId: Uint8Array,
  wrapperKeyId: Uint8Array,
  wrappedKeyId: Uint8Array,
  compartment: number,
  bytes: Uint8Array,
];

/** The row as a wrapped key. */
export function wrapOf([
  ,
  wrapper,
  wrapperId,
  wrapperKeyId,
  wrappedKeyId,
  compartment,
  bytes,
]: WrapColumns): WrappedKey {
  return { wrapper: wrapper as WrappedKey['wrapper'], wrapperId, wrapperKeyId, wrappedKeyId, compartment, bytes };
}

/** Rows of the wraps beside entries `from` to `to` - 1, in order. */
export function wrapsOf(prepare: Prepare, from: number, to: number): WrapColumns[] {
  return prepare(WRAPS).all(from * WRAPS_PER_ENTRY, to * WRAPS_PER_ENTRY) as WrapColumns[];
}

/** Pages of the wraps beside entries `from` to `to` - 1, in order; entries without one are left out. */
export function* wrapPages(
  prepare: Prepare,
  { from, to }: { readonly from: number; readonly to: number },
): Generator<readonly Pick<EntryContent, 'seq' | 'wraps'>[]> {
  for (let at = from; at < to; at += PAGE_ENTRIES) {
    const bySeq = new Map<number, WrappedKey[]>();
    for (const row of wrapsOf(prepare, at, Math.min(at + PAGE_ENTRIES, to))) {
      const seq = Math.floor(row[0] / WRAPS_PER_ENTRY);
      const wraps = bySeq.get(seq) ?? [];
      wraps.push(wrapOf(row));
      bySeq.set(seq, wraps);
    }
    if (bySeq.size > 0) yield [...bySeq].map(([seq, wraps]) => ({ seq, wraps }));
  }
}
