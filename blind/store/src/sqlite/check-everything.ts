import { decodeBody, equalBytes, type Hash, type Id, unpackOpenFields, WIRE_KINDS, type Body } from '@siegel/wire';
import { isStoredLevel, MerkleFrontier, newParts } from '@siegel/journal';
import type { FullCheckReport } from '../contract.ts';
import type { Connection } from './connection.ts';
import { isFoundByHash, prefix8, sha256, treeHasher } from './hashes.ts';
import { leafHashOf } from './leaf-hash.ts';
import { digestProjection, foldJournal } from './projection.ts';
import { createEntryLookup, type EntryLookup, openFieldsOf } from './read-entry.ts';
import { ENVELOPES_PER_ENTRY, NODES_PER_LEVEL, projectionDdl } from './schema.ts';
import { type Prepare, statementCache } from './statements.ts';

const MOST_FINDINGS = 100;

interface Check {
  readonly prepare: Prepare;
  readonly lookup: EntryLookup;
  /** Seqs of entries that tombstones name: their content may be missing. */
  readonly erased: ReadonlySet<number>;
  readonly found: (what: string, at: number) => void;
}

/** Checks pages, hashes, tree and derived rows of one snapshot (ST32). Blocks its thread. Throws on damaged pages. */
export function checkEverything(db: Connection): FullCheckReport {
  const findings: { what: string; at: number }[] = [];
  const found = (what: string, at: number) => {
    if (findings.length < MOST_FINDINGS) findings.push({ what, at });
  };
  const prepare = statementCache(db);
  const lookup = createEntryLookup(prepare);
  db.exec('BEGIN');
  if (db.pragma('integrity_check', { simple: true }) !== 'ok') found('page', 0);
  const check = { prepare, lookup, erased: erasedByTombstones(prepare, lookup), found };
  const entries = checkEntries(check);
  if (!readsWell(() => isProjectionRight(db))) found('projection', entries);
  db.exec('ROLLBACK');
  return { entries, findings };
}

function checkEntries(check: Check): number {
  const { prepare, lookup, found } = check;
  const size = lookup.size();
  const frontier = MerkleFrontier.empty(treeHasher);
  const keptNode = prepare('SELECT hash FROM tree_node WHERE id = ?');
  const compareNode = (level: number, index: number, hash: Hash) => {
    if (!isStoredLevel(level)) return;
    const row = keptNode.get((level / 4) * NODES_PER_LEVEL + index) as [Uint8Array] | undefined;
    if (row === undefined || !equalBytes(row[0], hash)) found(`node level ${level}`, index);
  };
  const entry = prepare('SELECT received_at, body FROM entry WHERE seq = ?');
  let before = 0;
  for (let seq = 0; seq < size; seq++) {
    const row = entry.get(seq) as [number, Uint8Array] | undefined;
    if (row === undefined) {
      found('entry', seq);
      return seq;
    }
    const [receivedAt, body] = row;
    if (receivedAt < before) found('time', seq);
    before = receivedAt;
    if (!readsWell(() => checkEntry(check, seq, body))) found('body', seq);
    frontier.append(leafHashOf(body, receivedAt), compareNode);
  }
  return size;
}

function checkEntry(check: Check, seq: number, bytes: Uint8Array): true {
  const { prepare, found } = check;
  const entryHash = sha256(bytes);
  const body = decodeBody(bytes);
  const isMissing = () =>
    prepare('SELECT seq FROM entry_hash WHERE hash8 = ? AND seq = ?').get(prefix8(entryHash), seq) === undefined;
  if (isFoundByHash(body.kind) && isMissing()) found('hash index', seq);
  checkOpenFields(check, seq, body);
  checkEnvelopes(check, seq, body);
  return true;
}

/** False when what `check` reads has not the form it must have. Errors of driver and disk carry a code and go on. */
function readsWell(check: () => boolean): boolean {
  try {
    return check();
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error;
    return false;
  }
}

/** What the body says of its open fields against what lies there. */
function checkOpenFields({ prepare, erased, found }: Check, seq: number, body: Body): void {
  const row = prepare('SELECT salted FROM open_fields WHERE seq = ?').get(seq) as [Uint8Array] | undefined;
  if (row === undefined) {
    if (body.openHash !== null && !erased.has(seq)) found('open fields', seq);
  } else if (body.openHash === null || !equalBytes(sha256(row[0]), body.openHash)) found('open fields', seq);
}

/** Every part the entry brought against its envelope. A part whose versions are all erased has none. */
function checkEnvelopes({ prepare, lookup, erased, found }: Check, seq: number, body: Body): void {
  const parentSeq = body.parent === null ? undefined : lookup.seqOfHash(body.parent);
  const parent = parentSeq === undefined ? undefined : decodeBody(lookup.body(parentSeq));
  const envelope = prepare('SELECT bytes FROM envelope WHERE id = ?');
  for (const part of newParts(body, parent)) {
    const row = envelope.get(seq * ENVELOPES_PER_ENTRY + part.compartment) as [Uint8Array] | undefined;
    if (row === undefined) {
      if (!erased.has(seq)) found('envelope', seq);
    } else if (row[0].length !== part.sizeBytes || !equalBytes(sha256(row[0]), part.envelopeHash))
      found('envelope', seq);
  }
}

/** Seqs that tombstones name: the reason why content may be missing stands in the journal, not in a table (ST22). */
function erasedByTombstones(prepare: Prepare, lookup: EntryLookup): ReadonlySet<number> {
  const erased = new Set<number>();
  const rows = prepare('SELECT h.seq, o.salted FROM house h JOIN open_fields o ON o.seq = h.seq').all();
  for (const [seq, salted] of rows as [number, Uint8Array][]) {
    if (decodeBody(lookup.body(seq)).kind !== WIRE_KINDS.tombstone) continue;
    const open = openFieldsOf(salted);
    const named = open === null ? undefined : unpackOpenFields(open)['entries'];
    for (const entryHash of Array.isArray(named) ? (named as readonly Id[]) : []) {
      const target = lookup.seqOfHash(entryHash);
      if (target !== undefined) erased.add(target);
    }
  }
  return erased;
}

/** Folds the journal into temporary tables of the same names, which hide the kept ones, and compares both. */
function isProjectionRight(db: Connection): boolean {
  db.exec(projectionDdl(true));
  const prepare = statementCache(db);
  foldJournal(prepare, createEntryLookup(prepare));
  return equalBytes(digestProjection(db, 'temp'), digestProjection(db, 'main'));
}
