import { createHash } from 'node:crypto';
import {
  assert,
  type Body,
  classOfKind,
  decodeBody,
  type Hash,
  isWorkOfHouse,
  LEAF_CLASS,
  type OpenFields,
  type PartDescriptor,
  unpackOpenFields,
  WIRE_KINDS,
} from '@siegel/wire';
import { newParts, releasedBy } from '@siegel/journal';
import type { Connection } from './connection.ts';
import { prefix8 } from './hashes.ts';
import { caseKeySeqs } from './read-akten.ts';
import type { EntryLookup } from './read-entry.ts';
import { carriedSeqs } from './read-journal.ts';
import { ENVELOPES_PER_ENTRY, PROJECTION_TABLES } from './schema.ts';
import type { Prepare } from './statements.ts';

/** An entry as the projection folds it. */
export interface FoldedEntry {
  readonly seq: number;
  readonly body: Body;
  /** Null also when they were erased: the fold then leaves out what stood in them. */
  readonly open: OpenFields | null;
}

/** Adds one entry to the derived rows (JN40). @returns its new parts, whose envelopes travel with it, in order. */
export function foldEntry(prepare: Prepare, lookup: EntryLookup, entry: FoldedEntry): readonly PartDescriptor[] {
  const { seq, body, open } = entry;
  if (classOfKind(body.kind) === LEAF_CLASS.house) prepare('INSERT INTO house (seq) VALUES (?)').run(seq);
  if (body.kind === WIRE_KINDS.caseKey) foldCaseKey(prepare, lookup, entry);
  if (body.kind === WIRE_KINDS.freigabe && open !== null) foldFreigabe(prepare, lookup, seq, open);
  return foldRecord(prepare, lookup, entry);
}

function foldRecord(prepare: Prepare, lookup: EntryLookup, { seq, body }: FoldedEntry): readonly PartDescriptor[] {
  const no = lookup.recordNo(body.record);
  assert((no === undefined) === (body.parent === null), 'JN4: a first entry has no parent, a later one has');
  if (no === undefined) {
    const akte = lookup.akteNo(body.akte);
    assert(
      akte !== undefined || classOfKind(body.kind) !== LEAF_CLASS.records || isWorkOfHouse(body.kind),
      'JN12: an Akte begins with its case key',
    );
    prepare('INSERT INTO record (no, head, akte, kind) VALUES (?, ?, ?, ?)').run(seq, seq, akte ?? null, body.kind);
    prepare('INSERT INTO record_key (id8, no) VALUES (?, ?)').run(prefix8(body.record), seq);
    return body.parts;
  }
  const [head] = prepare('SELECT head FROM record WHERE no = ?').get(no) as [number];
  const fresh = newParts(body, decodeBody(lookup.body(head)));
  moveCarriedParts(prepare, { no, head }, body, fresh);
  prepare('UPDATE record SET head = ? WHERE no = ?').run(seq, no);
  return fresh;
}

/** Notes where the parts of the new head lie that it did not bring itself. */
function moveCarriedParts(
  prepare: Prepare,
  { no, head }: { readonly no: number; readonly head: number },
  body: Body,
  fresh: readonly PartDescriptor[],
): void {
  const before = carriedSeqs(prepare, no);
  const first = no * ENVELOPES_PER_ENTRY;
  if (before.size > 0)
    prepare('DELETE FROM carried_part WHERE id >= ? AND id < ?').run(first, first + ENVELOPES_PER_ENTRY);
  for (const part of body.parts) {
    if (fresh.includes(part)) continue;
    const seq = before.get(part.compartment) ?? head;
    prepare('INSERT INTO carried_part (id, seq) VALUES (?, ?)').run(first + part.compartment, seq);
  }
}

function foldCaseKey(prepare: Prepare, lookup: EntryLookup, { seq, body }: FoldedEntry): void {
  const known = lookup.akteNo(body.akte);
  if (known === undefined) {
    prepare('INSERT INTO akte (no, id, key_seq, person, stammakte) VALUES (?, ?, NULL, NULL, 0)').run(seq, body.akte);
  }
  const akte = known ?? seq;
  prepare('INSERT INTO case_key (seq, akte) VALUES (?, ?)').run(seq, akte);
  projectCaseKeys(prepare, lookup, akte);
}

/** Sets what an Akte's newest case-key entry with open fields says; nothing when all of them are erased. */
export function projectCaseKeys(prepare: Prepare, lookup: EntryLookup, akteNo: number): void {
  const seq = caseKeySeqs(prepare, akteNo).findLast((keySeq) => lookup.open(keySeq) !== null);
  const open = seq === undefined ? null : lookup.open(seq);
  const { person, stammakte } = open === null ? {} : unpackOpenFields(open);
  prepare('UPDATE akte SET key_seq = ?, person = ?, stammakte = ? WHERE no = ?').run(
    seq ?? null,
    person instanceof Uint8Array ? person : null,
    stammakte === true ? 1 : 0,
    akteNo,
  );
}

function foldFreigabe(prepare: Prepare, lookup: EntryLookup, seq: number, open: OpenFields): void {
  const released = releasedBy(WIRE_KINDS.freigabe, unpackOpenFields(open));
  const target = released === undefined ? undefined : lookup.seqOfHash(released);
  if (target !== undefined) prepare('INSERT INTO freigabe (seq, target) VALUES (?, ?)').run(seq, target);
}

/** Folds the whole journal into empty tables: those of the file, or temporary ones of the same names. */
export function foldJournal(prepare: Prepare, lookup: EntryLookup): void {
  for (let seq = 0; seq < lookup.size(); seq++) {
    foldEntry(prepare, lookup, { seq, body: decodeBody(lookup.body(seq)), open: lookup.open(seq) });
  }
}

/** Empties the derived tables. */
export function clearProjection(prepare: Prepare): void {
  for (const { name } of PROJECTION_TABLES) prepare(`DELETE FROM ${name}`).run();
}

/** SHA-256 over all derived rows: table by table, ordered by key, each value with its type and length. */
export function digestProjection(db: Connection, schema: 'main' | 'temp' = 'main'): Hash {
  const digest = createHash('sha256');
  for (const { name, key } of PROJECTION_TABLES) {
    digest.update(`${name}\n`);
    const rows = db.prepare(`SELECT * FROM ${schema}.${name} ORDER BY ${key}`).raw(true).safeIntegers(true);
    for (const row of rows.iterate() as Iterable<(bigint | Uint8Array | null)[]>) {
      for (const value of row) {
        const bytes = value instanceof Uint8Array;
        digest.update(bytes ? `b${value.length}:` : `n${value};`);
        if (bytes) digest.update(value);
      }
      digest.update('\n');
    }
  }
  return digest.digest();
}
