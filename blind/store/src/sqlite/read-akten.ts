import {
  decodeBody,
  type Hash,
  hexOf,
  type Id,
  LayoutError,
  unpackOpenFields,
  WIRE_KINDS,
  type WrappedKey,
} from '@siegel/wire';
import { person as personKind } from '@siegel/akten';
import { caseKeyStateOf, olderKeyIds } from '@siegel/journal';
import { peekBody } from '../body-peek.ts';
import type {
  AkteContent,
  AkteRow,
  EntryContent,
  EntryName,
  GroupKeyWraps,
  RecordHead,
  StoredEnvelope,
} from '../contract-rows.ts';
import { sha256 } from './hashes.ts';
import type { EntryLookup } from './read-entry.ts';
import { carriedSeqs, headOfRecord } from './read-journal.ts';
import { ENVELOPES_PER_ENTRY, WRAPS_PER_ENTRY } from './schema.ts';
import { WRAP_COLUMNS, type WrapColumns, wrapOf, wrapsOf } from './read-wraps.ts';
import type { Prepare } from './statements.ts';

const PAGE_AKTEN = 500;
const PAGE_ENTRIES = 2_000;
const IDENTITY = 0;
// Texts are joined once, here: joining and hashing them at every call costs as much as the query.
const WRAPS_FOR = `SELECT ${WRAP_COLUMNS} FROM wrap w JOIN wrapper k ON k.no = w.wrapper
  WHERE w.id >= ? AND w.id < ? AND (k.kind = ? OR (k.kind = ? AND k.id = ?)) ORDER BY w.id`;
const OWN = `SELECT e.id, e.bytes FROM record r JOIN envelope e
  ON e.id >= r.head * ${ENVELOPES_PER_ENTRY} AND e.id < (r.head + 1) * ${ENVELOPES_PER_ENTRY}`;
const CARRIED = `SELECT e.id, e.bytes FROM record r JOIN carried_part c
  ON c.id >= r.no * ${ENVELOPES_PER_ENTRY} AND c.id < (r.no + 1) * ${ENVELOPES_PER_ENTRY}
  JOIN envelope e ON e.id = c.seq * ${ENVELOPES_PER_ENTRY} + (c.id - r.no * ${ENVELOPES_PER_ENTRY})`;
const OWN_ENVELOPES = `${OWN} WHERE r.akte = ? ORDER BY r.no, e.id`;
const CARRIED_ENVELOPES = `${CARRIED} WHERE r.akte = ? ORDER BY r.no, e.id`;
const OWN_OF_RECORD = `${OWN} WHERE r.no = ? ORDER BY e.id`;
const CARRIED_OF_RECORD = `${CARRIED} WHERE r.no = ? ORDER BY e.id`;
const RECORD_OF_AKTE = 'SELECT no FROM record WHERE no = ? AND akte = ? AND kind = ?';
const STAMMAKTEN = `SELECT no FROM akte WHERE stammakte = 1 AND no > ? ORDER BY no LIMIT ${PAGE_AKTEN}`;

function envelopeOf([id, bytes]: [number, Uint8Array]): StoredEnvelope {
  return { seq: Math.floor(id / ENVELOPES_PER_ENTRY), compartment: id % ENVELOPES_PER_ENTRY, bytes };
}

/** Reading by Akte and person: the synchronous inside of `AkteReads`. */
export function createAkteReads(prepare: Prepare, lookup: EntryLookup) {
  const reads = { prepare, lookup };
  const contentOf = (akte: Id, envelopes: readonly StoredEnvelope[], no: number): AkteContent => ({
    akte,
    wraps: caseKeySeqs(prepare, no).flatMap((seq) => wrapsOf(prepare, seq, seq + 1).map(wrapOf)),
    envelopes,
  });

  return {
    aktenOf: (akten: readonly Id[]) =>
      akten.map((akte) => {
        const no = lookup.akteNo(akte);
        return no === undefined ? undefined : akteRow(reads, no);
      }),

    aktenOfPerson(person: Id): AkteRow[] {
      const rows = prepare('SELECT no FROM akte WHERE person = ? ORDER BY no').all(person) as [number][];
      return rows.map(([no]) => akteRow(reads, no));
    },

    recordsOfAkte: (akte: Id): RecordHead[] => recordNos(reads, akte).map((no) => headOfRecord(prepare, lookup, no)),

    versionsOfAkte: (akte: Id): EntryName[] =>
      recordNos(reads, akte)
        .flatMap((no) => versionSeqs(reads, no))
        .toSorted((a, b) => a - b)
        .map((seq) => ({ seq, entryHash: sha256(lookup.body(seq)) })),

    contentOfAkte(akte: Id, { history }: { readonly history: boolean }): AkteContent | undefined {
      const no = lookup.akteNo(akte);
      if (no === undefined) return undefined;
      const seqs = history ? recordNos(reads, akte).flatMap((record) => versionSeqs(reads, record)) : undefined;
      return contentOf(akte, seqs === undefined ? newestEnvelopes(prepare, no) : envelopesOfSeqs(prepare, seqs), no);
    },

    contentOfRecords(
      akte: Id,
      { kinds, records }: { readonly kinds: readonly number[]; readonly records: readonly Id[] },
    ): AkteContent | undefined {
      const no = lookup.akteNo(akte);
      if (no === undefined) return undefined;
      const nos = records.flatMap((record) =>
        kinds.map((kind) => prepare(RECORD_OF_AKTE).get(lookup.recordNo(record) ?? -1, no, kind)),
      );
      const known = nos.filter((row): row is [number] => row !== undefined);
      return contentOf(
        akte,
        known.flatMap(([record]) => newestEnvelopesOf(prepare, record)),
        no,
      );
    },

    *identityParts(sinceSeq: number): Generator<readonly AkteContent[]> {
      for (const nos of sinceSeq === 0 ? stammakten(prepare) : changedStammakten(reads, sinceSeq)) {
        yield nos.map((no) => contentOf(peekBody(lookup.body(no)).akte.slice(), identityEnvelopes(reads, no), no));
      }
    },

    *contentOfRange(from: number, to: number): Generator<readonly EntryContent[]> {
      for (let at = from; at < to; at += PAGE_ENTRIES) {
        const page = contentOfEntries(prepare, at, Math.min(at + PAGE_ENTRIES, to));
        if (page.length > 0) yield page;
        else if (at >= lookup.size()) return;
      }
    },

    groupKeyWraps: (user: Id) => groupKeyWrapsOf(reads, user),
  };
}

interface Reads {
  readonly prepare: Prepare;
  readonly lookup: EntryLookup;
}

function akteRow({ prepare, lookup }: Reads, no: number): AkteRow {
  const [keySeq, person, stammakte] = prepare('SELECT key_seq, person, stammakte FROM akte WHERE no = ?').get(no) as [
    number | null,
    Uint8Array | null,
    number,
  ];
  const { akte, site } = peekBody(lookup.body(no));
  const open = keySeq === null ? null : lookup.open(keySeq);
  const fields = open === null ? undefined : unpackOpenFields(open);
  const keyId = fields?.['keyId'];
  const caseKey =
    keySeq !== null && fields !== undefined && keyId instanceof Uint8Array
      ? { ...caseKeyStateOf(fields), seq: keySeq, keyId }
      : null;
  return { akte, site, caseKey, person, stammakte: stammakte === 1 };
}

/** Numbers of the records of an Akte, ascending; none for an unknown one. */
function recordNos({ prepare, lookup }: Reads, akte: Id): number[] {
  const no = lookup.akteNo(akte);
  if (no === undefined) return [];
  const rows = prepare('SELECT no FROM record WHERE akte = ? ORDER BY no').all(no) as [number][];
  return rows.map(([record]) => record);
}

/** Seqs of all versions of a record, newest first: the chain of parents. */
export function versionSeqs({ prepare, lookup }: Reads, no: number): number[] {
  const [head] = prepare('SELECT head FROM record WHERE no = ?').get(no) as [number];
  const seqs: number[] = [];
  for (let seq: number | undefined = head; seq !== undefined; ) {
    seqs.push(seq);
    const { parent }: { parent: Hash | null } = decodeBody(lookup.body(seq));
    seq = parent === null ? undefined : lookup.seqOfHash(parent);
  }
  return seqs;
}

/** Entries that brought versions of the case key of Akte `no`. */
export function caseKeySeqs(prepare: Prepare, no: number): number[] {
  const rows = prepare('SELECT seq FROM case_key WHERE akte = ? ORDER BY seq').all(no) as [number][];
  return rows.map(([seq]) => seq);
}

function envelopesOfSeqs(prepare: Prepare, seqs: readonly number[]): StoredEnvelope[] {
  return seqs.toSorted((a, b) => a - b).flatMap((seq) => envelopesBetween(prepare, seq, seq + 1));
}

function envelopesBetween(prepare: Prepare, from: number, to: number): StoredEnvelope[] {
  const rows = prepare('SELECT id, bytes FROM envelope WHERE id >= ? AND id < ? ORDER BY id').all(
    from * ENVELOPES_PER_ENTRY,
    to * ENVELOPES_PER_ENTRY,
  );
  return (rows as [number, Uint8Array][]).map(envelopeOf);
}

function newestEnvelopes(prepare: Prepare, akteNo: number): StoredEnvelope[] {
  const own = prepare(OWN_ENVELOPES).all(akteNo);
  const carried = prepare(CARRIED_ENVELOPES).all(akteNo);
  return [...(own as [number, Uint8Array][]), ...(carried as [number, Uint8Array][])].map(envelopeOf);
}

function newestEnvelopesOf(prepare: Prepare, recordNo: number): StoredEnvelope[] {
  const own = prepare(OWN_OF_RECORD).all(recordNo);
  const carried = prepare(CARRIED_OF_RECORD).all(recordNo);
  return [...(own as [number, Uint8Array][]), ...(carried as [number, Uint8Array][])].map(envelopeOf);
}

function identityEnvelopes({ prepare }: Reads, akteNo: number): StoredEnvelope[] {
  const heads = prepare('SELECT no, head FROM record WHERE akte = ? AND kind = ? ORDER BY no').all(
    akteNo,
    personKind.code,
  ) as [number, number][];
  return heads.flatMap(([no, head]) => {
    const id = (carriedSeqs(prepare, no).get(IDENTITY) ?? head) * ENVELOPES_PER_ENTRY + IDENTITY;
    const row = prepare('SELECT id, bytes FROM envelope WHERE id = ?').get(id) as [number, Uint8Array] | undefined;
    return row === undefined ? [] : [envelopeOf(row)];
  });
}

function* stammakten(prepare: Prepare): Generator<number[]> {
  for (let after = -1; ; ) {
    const rows = prepare(STAMMAKTEN).all(after) as [number][];
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(([no]) => no);
    after = last[0];
  }
}

/** Stammakten that are new since a seq, have a new version of their person, or were wrapped for other groups, each once. Another further
 *  version of a case key changes nothing for an index (IV44); who needs it to open a new version gets it with that. A device asks this often and
 *  with a recent seq, so it walks the tail of the journal instead of all Akten. */
function* changedStammakten({ prepare, lookup }: Reads, sinceSeq: number): Generator<number[]> {
  const changed = new Set<number>();
  const end = lookup.size();
  for (let seq = sinceSeq; seq < end; seq++) {
    const { kind, akte } = peekBody(lookup.body(seq));
    if (kind !== personKind.code && kind !== WIRE_KINDS.caseKey) continue;
    const row = prepare('SELECT no FROM akte WHERE id = ? AND stammakte = 1').get(akte) as [number] | undefined;
    // An Akte has the number of the entry that founded it.
    const isChange = row !== undefined && (kind === personKind.code || row[0] === seq || isForOthers(lookup, seq));
    if (isChange) changed.add(row[0]);
  }
  const nos = [...changed].toSorted((a, b) => a - b);
  for (let i = 0; i < nos.length; i += PAGE_AKTEN) yield nos.slice(i, i + PAGE_AKTEN);
}

function isForOthers(lookup: EntryLookup, seq: number): boolean {
  const open = lookup.open(seq);
  return open !== null && olderKeyIds(unpackOpenFields(open)).length > 0;
}

function contentOfEntries(prepare: Prepare, from: number, to: number): EntryContent[] {
  const bySeq = new Map<number, { seq: number; wraps: WrappedKey[]; envelopes: StoredEnvelope[] }>();
  const at = (seq: number) => {
    const known = bySeq.get(seq) ?? { seq, wraps: [], envelopes: [] };
    bySeq.set(seq, known);
    return known;
  };
  for (const envelope of envelopesBetween(prepare, from, to)) at(envelope.seq).envelopes.push(envelope);
  for (const row of wrapsOf(prepare, from, to)) at(Math.floor(row[0] / WRAPS_PER_ENTRY)).wraps.push(wrapOf(row));
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
}

/** WR19 wrapper codes. */
const WRAPPED_FOR_USER = 0;
const WRAPPED_FOR_NEXT_VERSION = 3;

function groupKeyWrapsOf({ prepare, lookup }: Reads, user: Id): GroupKeyWraps[] {
  const own = entriesWithWraps(prepare, WRAPPED_FOR_USER, user).flatMap((seq) => groupKeyAt(lookup, seq) ?? []);
  // Whoever came after a change of keys gets the older versions, too: each lies under the one behind it, wherever that was entered.
  const groups = new Map(own.map(({ group }) => [hexOf(group), group]));
  const chain = [...groups.values()].flatMap((group) => entriesWithWraps(prepare, WRAPPED_FOR_NEXT_VERSION, group));
  const ownSeqs = new Set(own.map(({ seq }) => seq));
  const older = [...new Set(chain)].filter((seq) => !ownSeqs.has(seq)).flatMap((seq) => groupKeyAt(lookup, seq) ?? []);
  return [...own, ...older]
    .toSorted((a, b) => a.seq - b.seq)
    .map((key) => ({ ...key, wraps: wrapsFor(prepare, key.seq, user) }));
}

/** The entries that carry a wrap for a recipient, in order. */
function entriesWithWraps(prepare: Prepare, kind: number, recipient: Id): readonly number[] {
  const rows = prepare(
    'SELECT w.id FROM wrapper k JOIN wrap w ON w.wrapper = k.no WHERE k.kind = ? AND k.id = ? ORDER BY w.id',
  ).all(kind, recipient) as [number][];
  return [...new Set(rows.map(([id]) => Math.floor(id / WRAPS_PER_ENTRY)))];
}

/** What the group-key entry at `seq` says; undefined for an entry of another kind or an erased one. */
function groupKeyAt(lookup: EntryLookup, seq: number): Omit<GroupKeyWraps, 'wraps'> | undefined {
  const open = peekBody(lookup.body(seq)).kind === WIRE_KINDS.groupKey ? lookup.open(seq) : null;
  if (open === null) return undefined;
  const { group, version } = unpackOpenFields(open);
  if (!(group instanceof Uint8Array) || typeof version !== 'number') throw new LayoutError('group key: open fields');
  return { seq, group, version };
}

function wrapsFor(prepare: Prepare, seq: number, user: Id): WrappedKey[] {
  const rows = prepare(WRAPS_FOR).all(
    seq * WRAPS_PER_ENTRY,
    (seq + 1) * WRAPS_PER_ENTRY,
    WRAPPED_FOR_NEXT_VERSION,
    WRAPPED_FOR_USER,
    user,
  );
  return (rows as WrapColumns[]).map(wrapOf);
}
