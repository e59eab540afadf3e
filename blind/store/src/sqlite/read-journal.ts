import { decodeBody, type Hash, type Id } from '@siegel/wire';
import { frontierAt, frontierNodes, isStoredLevel, type StoredRange } from '@siegel/journal';
import type { EntryRow, RecordHead } from '../contract-rows.ts';
import { sha256, treeHasher } from './hashes.ts';
import { keptNodeSource } from './kept-nodes.ts';
import { leafHashOf } from './leaf-hash.ts';
import { batchesFrom } from './read-batches.ts';
import { type EntryLookup, openFieldsOf } from './read-entry.ts';
import { ENVELOPES_PER_ENTRY, NODES_PER_LEVEL } from './schema.ts';
import type { Prepare } from './statements.ts';

/** Rows read at once: a stream holds no statement open while its reader is busy elsewhere. */
const PAGE_ROWS = 2_000;
const ENTRY_COLUMNS = 'e.seq, e.received_at, e.body, o.salted FROM entry e LEFT JOIN open_fields o ON o.seq = e.seq';
// Texts are joined once, here: joining and hashing them at every call costs as much as the query.
const ONE_ENTRY = `SELECT ${ENTRY_COLUMNS} WHERE e.seq = ?`;
const ENTRY_PAGE = `SELECT ${ENTRY_COLUMNS} WHERE e.seq >= ? AND e.seq < ? ORDER BY e.seq`;
const HOUSE_PAGE = `SELECT ${ENTRY_COLUMNS} JOIN house h ON h.seq = e.seq WHERE h.seq >= ? ORDER BY h.seq LIMIT ${PAGE_ROWS}`;

type EntryColumns = [seq: number, receivedAt: number, body: Uint8Array, salted: Uint8Array | null];

function entryRowOf([seq, receivedAt, body, salted]: EntryColumns): EntryRow {
  return { seq, receivedAt, body, open: openFieldsOf(salted) };
}

/** The synchronous inside of `JournalReads`. */
export type JournalReader = ReturnType<typeof createJournalReads>;

/** Reading entries, batches and tree nodes over one connection. */
export function createJournalReads(prepare: Prepare, lookup: EntryLookup, tenant: Id) {
  const treeNodes = ({ level, first, count }: StoredRange): Hash[] =>
    level === 0 ? leafHashes(prepare, first, first + count) : innerNodes(prepare, { level, first, count });

  return {
    size: () => lookup.size(),
    treeNodes,

    rootAt(size: number): Hash | undefined {
      if (size > lookup.size()) return undefined;
      const frontier = frontierAt(treeHasher, size, keptNodeSource(treeNodes, frontierNodes(size)));
      return frontier.ok ? frontier.value.root() : undefined;
    },

    entryAt(seq: number): EntryRow | undefined {
      const row = prepare(ONE_ENTRY).get(seq) as EntryColumns | undefined;
      return row === undefined ? undefined : entryRowOf(row);
    },

    *entriesFrom(from: number, to: number): Generator<readonly EntryRow[]> {
      const page = prepare(ENTRY_PAGE);
      for (let at = from; at < to; at += PAGE_ROWS) {
        const rows = page.all(at, Math.min(at + PAGE_ROWS, to)) as EntryColumns[];
        if (rows.length === 0) return;
        yield rows.map(entryRowOf);
      }
    },

    *houseEntriesFrom(from: number): Generator<readonly EntryRow[]> {
      const page = prepare(HOUSE_PAGE);
      for (let at = from; ; ) {
        const rows = (page.all(at) as EntryColumns[]).map(entryRowOf);
        const last = rows.at(-1);
        if (last === undefined) return;
        yield rows;
        at = last.seq + 1;
      }
    },

    batchesFrom: (from: number, to: number) => batchesFrom(prepare, tenant, from, to),

    seqsOfHashes: (entryHashes: readonly Hash[]) => entryHashes.map((hash) => lookup.seqOfHash(hash)),

    headsOf: (records: readonly Id[]) =>
      records.map((record) => {
        const no = lookup.recordNo(record);
        return no === undefined ? undefined : headOfRecord(prepare, lookup, no);
      }),
  };
}

/** The newest version of record `no`, with the places of its parts. */
export function headOfRecord(prepare: Prepare, lookup: EntryLookup, no: number): RecordHead {
  const [seq, released] = prepare(
    'SELECT r.head, (SELECT COUNT(*) FROM freigabe f WHERE f.target = r.head) FROM record r WHERE r.no = ?',
  ).get(no) as [number, number];
  const bytes = lookup.body(seq);
  const body = decodeBody(bytes);
  const seqByCompartment = carriedSeqs(prepare, no);
  return {
    seq,
    entryHash: sha256(bytes),
    body,
    partSeqs: body.parts.map((part) => seqByCompartment.get(part.compartment) ?? seq),
    released: released > 0,
  };
}

/** Where the carried parts of the head of record `no` lie. */
export function carriedSeqs(prepare: Prepare, no: number): ReadonlyMap<number, number> {
  const from = no * ENVELOPES_PER_ENTRY;
  const rows = prepare('SELECT id, seq FROM carried_part WHERE id >= ? AND id < ?').all(
    from,
    from + ENVELOPES_PER_ENTRY,
  ) as [number, number][];
  return new Map(rows.map(([id, seq]) => [id - from, seq]));
}

function leafHashes(prepare: Prepare, from: number, to: number): Hash[] {
  const rows = prepare('SELECT received_at, body FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq').all(from, to);
  return (rows as [number, Uint8Array][]).map(([receivedAt, body]) => leafHashOf(body, receivedAt));
}

function innerNodes(prepare: Prepare, { level, first, count }: StoredRange): Hash[] {
  if (!isStoredLevel(level)) throw new RangeError('JT12: only every fourth level is kept');
  const from = (level / 4) * NODES_PER_LEVEL + first;
  const rows = prepare('SELECT hash FROM tree_node WHERE id >= ? AND id < ? ORDER BY id').all(from, from + count);
  return (rows as [Uint8Array][]).map(([hash]) => hash);
}
