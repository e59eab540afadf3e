import { equalBytes, type Hash } from '@siegel/wire';
import { STORED_LEVEL_STEP, subtreeRoot } from '@siegel/journal';
import { StoreError } from '../store-error.ts';
import { peekBody } from '../body-peek.ts';
import { isFoundByHash, prefix8, sha256, treeHasher } from './hashes.ts';
import { leafHashOf } from './leaf-hash.ts';
import type { EntryLookup } from './read-entry.ts';
import type { JournalReader } from './read-journal.ts';
import type { Prepare } from './statements.ts';

/** Entries that are checked at every start. */
export const CHECKED_AT_START = 1_000;
const GROUP = 2 ** STORED_LEVEL_STEP;

/** Checks the newest entries: body against hash index, leaves against kept nodes, and the right edge of every level above
 *  (ST30). Throws DATABASE_DAMAGED with the seq or node that does not fit. */
export function checkNewestEntries(prepare: Prepare, lookup: EntryLookup, reads: JournalReader): void {
  const size = lookup.size();
  const from = Math.floor(Math.max(0, size - CHECKED_AT_START) / GROUP) * GROUP;
  let group: Hash[] = [];
  let expected = from;
  for (const page of reads.entriesFrom(from, size)) {
    for (const { seq, receivedAt, body } of page) {
      if (seq !== expected++) damaged('seq', seq);
      const entryHash = sha256(body);
      if (isFoundByHash(peekBody(body).kind) && !isIndexed(prepare, entryHash, seq)) damaged('entry', seq);
      group.push(leafHashOf(body, receivedAt, entryHash));
      if (group.length < GROUP) continue;
      checkNode(reads, STORED_LEVEL_STEP, (seq + 1) / GROUP - 1, group);
      group = [];
    }
  }
  checkRightEdge(reads, size);
}

/** The last complete node of every kept level from 8 on, against its 16 children. */
function checkRightEdge(reads: JournalReader, size: number): void {
  for (let level = 2 * STORED_LEVEL_STEP; size >= 2 ** level; level += STORED_LEVEL_STEP) {
    const index = Math.floor(size / 2 ** level) - 1;
    const children = reads.treeNodes({ level: level - STORED_LEVEL_STEP, first: index * GROUP, count: GROUP });
    checkNode(reads, level, index, children);
  }
}

function checkNode(reads: JournalReader, level: number, index: number, children: readonly Hash[]): void {
  const [kept] = reads.treeNodes({ level, first: index, count: 1 });
  if (kept === undefined || children.length !== GROUP || !equalBytes(kept, subtreeRoot(treeHasher, children)))
    damaged(`node level ${level}`, index);
}

function isIndexed(prepare: Prepare, entryHash: Hash, seq: number): boolean {
  return prepare('SELECT seq FROM entry_hash WHERE hash8 = ? AND seq = ?').get(prefix8(entryHash), seq) !== undefined;
}

function damaged(what: string, at: number): never {
  throw new StoreError({ code: 'DATABASE_DAMAGED', facts: { what, at } });
}
