import {
  assert,
  concatBytes,
  encodeStatement,
  equalBytes,
  type Hash,
  HASH_BYTES,
  type Id,
  SIGNATURE_BYTES,
} from '@siegel/wire';
import { frontierAt, frontierNodes, isStoredLevel, type MerkleFrontier, type TreeHead } from '@siegel/journal';
import type { AppendBatch, AppendEntry, BatchPosition } from '../contract-rows.ts';
import { StoreError } from '../store-error.ts';
import { isFoundByHash, prefix8, treeHasher } from './hashes.ts';
import { keptNodeSource } from './kept-nodes.ts';
import { leafHashOf } from './leaf-hash.ts';
import { createNumbering, type Numbering } from './numbering.ts';
import { foldEntry } from './projection.ts';
import type { EntryLookup } from './read-entry.ts';
import type { JournalReader } from './read-journal.ts';
import { ENVELOPES_PER_ENTRY, NODES_PER_LEVEL, WRAPS_PER_ENTRY } from './schema.ts';
import type { Prepare } from './statements.ts';

/** What is remembered to undo a savepoint or a transaction in memory, as the database undoes it on disk. */
export interface JournalMark {
  readonly frontier: MerkleFrontier;
}

/** Appends batches to the tables and the tree. Holds the frontier of the open transaction. */
export interface JournalWriter {
  append(batch: AppendBatch, at: BatchPosition): void;
  treeHead(): TreeHead;
  mark(): JournalMark;
  undo(mark: JournalMark): void;
}

interface Tables {
  readonly prepare: Prepare;
  readonly lookup: EntryLookup;
  readonly numbering: Numbering;
}

const NOTHING = new Uint8Array(0);

/** Makes the writer of one tenant; reads the frontier from the kept nodes. Throws DATABASE_DAMAGED when one is missing. */
export function createJournalWriter(
  prepare: Prepare,
  lookup: EntryLookup,
  reader: JournalReader,
  tenant: Id,
): JournalWriter {
  const tables: Tables = { prepare, lookup, numbering: createNumbering(prepare) };
  const keepNode = (level: number, index: number, hash: Hash): void => {
    if (!isStoredLevel(level)) return;
    prepare('INSERT INTO tree_node (id, hash) VALUES (?, ?)').run((level / 4) * NODES_PER_LEVEL + index, hash);
  };
  let frontier = openFrontier(lookup.size(), reader);
  return {
    append(batch, at) {
      assert(at.firstSeq === frontier.size, 'ST11: a batch begins where the journal ends');
      assert(equalBytes(batch.statement.tenant, tenant), 'JN1: a statement names its tenant');
      insertBatch(tables, batch, at.firstSeq);
      for (const [i, entry] of batch.entries.entries()) {
        insertEntry(tables, entry, at.firstSeq + i, at.receivedAt);
        frontier.append(leafHashOf(entry.bodyBytes, at.receivedAt, entry.entryHash), keepNode);
      }
    },
    treeHead: () => ({ size: frontier.size, root: frontier.root() }),
    mark: () => ({ frontier: frontier.clone() }),
    undo(mark) {
      frontier = mark.frontier;
      tables.numbering.forget();
    },
  };
}

/** Keeps a statement by what it says: it has one encoding, so its signed bytes can be written again (ST12). */
function insertBatch(
  { prepare, numbering }: Tables,
  { statement, signed, entries }: AppendBatch,
  firstSeq: number,
): void {
  const [first] = entries;
  assert(first !== undefined && statement.count === entries.length, 'JN1: the statement counts its entries');
  assert(equalBytes(encodeStatement(statement), signed.bytes), 'ST12: a statement can be written again');
  assert(signed.signature.length === SIGNATURE_BYTES, 'JN1: a signature has 64 bytes');
  // The root over one entry follows from its body; every other one is kept.
  const rootFollows = entries.length === 1;
  assert(
    !rootFollows || equalBytes(treeHasher.leaf(first.entryHash), statement.root),
    'JN1: the root is the one over the entries',
  );
  prepare('INSERT INTO batch (first_seq, count, signer, seen_size, signed) VALUES (?, ?, ?, ?, ?)').run(
    firstSeq,
    statement.count,
    numbering.signer(statement),
    statement.seenSize,
    concatBytes(signed.signature, statement.seenRoot, rootFollows ? NOTHING : statement.root),
  );
}

function insertEntry(tables: Tables, entry: AppendEntry, seq: number, receivedAt: number): void {
  const { prepare, lookup, numbering } = tables;
  const { open, envelopes, wraps } = entry.packet;
  assert(entry.entryHash.length === HASH_BYTES, 'WR11: an entry hash has 32 bytes');
  prepare('INSERT INTO entry (seq, received_at, body) VALUES (?, ?, ?)').run(seq, receivedAt, entry.bodyBytes);
  if (isFoundByHash(entry.body.kind))
    prepare('INSERT INTO entry_hash (hash8, seq) VALUES (?, ?)').run(prefix8(entry.entryHash), seq);
  if (open !== null) {
    prepare('INSERT INTO open_fields (seq, salted) VALUES (?, ?)').run(seq, concatBytes(open.salt, open.bytes));
  }
  const parts = foldEntry(prepare, lookup, { seq, body: entry.body, open });
  assert(parts.length === envelopes.length, 'JN10: every new part comes with its envelope');
  for (const [i, { compartment }] of parts.entries()) {
    const id = seq * ENVELOPES_PER_ENTRY + compartment;
    prepare('INSERT INTO envelope (id, bytes) VALUES (?, ?)').run(id, envelopes[i] ?? NOTHING);
  }
  for (const [i, wrap] of wraps.entries()) {
    prepare('INSERT INTO wrap (id, wrapper, compartment, key_id, bytes) VALUES (?, ?, ?, ?, ?)').run(
      seq * WRAPS_PER_ENTRY + i,
      numbering.wrapper(wrap),
      wrap.compartment,
      wrap.wrappedKeyId,
      wrap.bytes,
    );
  }
}

function openFrontier(size: number, reader: JournalReader): MerkleFrontier {
  const source = keptNodeSource((range) => reader.treeNodes(range), frontierNodes(size));
  const frontier = frontierAt(treeHasher, size, source);
  if (!frontier.ok) throw new StoreError(frontier.error);
  return frontier.value;
}
