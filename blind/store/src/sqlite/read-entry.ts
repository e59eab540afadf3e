import { equalBytes, type Hash, type Id, type OpenFields, SALT_BYTES } from '@siegel/wire';
import { peekBody } from '../body-peek.ts';
import { prefix8, sha256 } from './hashes.ts';
import type { Prepare } from './statements.ts';

/** Lookups of single entries that every other part builds on. Synchronous; `prepare` decides whose state is seen. */
export interface EntryLookup {
  size(): number;
  /** The kept bytes of a body; throws for a seq beyond the journal. */
  body(seq: number): Uint8Array;
  open(seq: number): OpenFields | null;
  seqOfHash(entryHash: Hash): number | undefined;
  /** Number of a record: the seq of its first entry. */
  recordNo(record: Id): number | undefined;
  akteNo(akte: Id): number | undefined;
}

/** Salt and fields as the two values they travel as. */
export function openFieldsOf(salted: Uint8Array | null): OpenFields | null {
  if (salted === null) return null;
  return { salt: salted.subarray(0, SALT_BYTES), bytes: salted.subarray(SALT_BYTES) };
}

/** Makes the lookups over one connection. */
export function createEntryLookup(prepare: Prepare): EntryLookup {
  const body = (seq: number): Uint8Array => {
    const row = prepare('SELECT body FROM entry WHERE seq = ?').get(seq) as [Uint8Array] | undefined;
    if (row === undefined) throw new Error(`broken invariant: ST10: entry ${seq} is kept`);
    return row[0];
  };
  return {
    body,
    size() {
      const [last] = prepare('SELECT MAX(seq) FROM entry').get() as [number | null];
      return last === null ? 0 : last + 1;
    },
    open(seq) {
      const row = prepare('SELECT salted FROM open_fields WHERE seq = ?').get(seq) as [Uint8Array] | undefined;
      return openFieldsOf(row?.[0] ?? null);
    },
    seqOfHash(entryHash) {
      const rows = prepare('SELECT seq FROM entry_hash WHERE hash8 = ?').all(prefix8(entryHash)) as [number][];
      return rows.find(([seq]) => equalBytes(sha256(body(seq)), entryHash))?.[0];
    },
    recordNo(record) {
      const rows = prepare('SELECT no FROM record_key WHERE id8 = ?').all(prefix8(record)) as [number][];
      return rows.find(([no]) => equalBytes(peekBody(body(no)).record, record))?.[0];
    },
    akteNo(akte) {
      const row = prepare('SELECT no FROM akte WHERE id = ?').get(akte) as [number] | undefined;
      return row?.[0];
    },
  };
}
