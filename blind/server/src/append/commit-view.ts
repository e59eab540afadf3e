import {
  type AkteState,
  archiveBy,
  type CaseKeyState,
  type FreigabeState,
  type HeadState,
  type JournalView,
  isClosedByArchive,
  type OpenedBatch,
  OverlaidView,
  type PersonArchive,
  type PersonPointer,
  pointerBy,
} from '@siegel/journal';
import type { ReadView, RecordHead } from '@siegel/store';
import { sitesOfPerson } from '../fetch/sites-of-person.ts';
import {
  type Body,
  decodeBody,
  equalBytes,
  type Hash,
  hexOf,
  type Id,
  PERSON_KIND,
  PERSON_MERGE_KIND,
  unpackOpenFields,
  WIRE_KINDS,
} from '@siegel/wire';

interface KnownAkte extends AkteState {
  readonly caseKey: CaseKeyState | undefined;
}

/** What a batch may ask of the journal before it. */
interface Named {
  readonly records: ReadonlyMap<string, Id>;
  readonly akten: ReadonlyMap<string, Id>;
  readonly freigaben: ReadonlyMap<string, Hash>;
  /** Akten that a batch moves to another site. */
  readonly moved: ReadonlyMap<string, Id>;
  /** Stammakten that a batch joins or parts. */
  readonly joined: ReadonlyMap<string, Id>;
  /** Akten that a batch works in: an archived person is closed to it. */
  readonly worked: ReadonlyMap<string, Id>;
}

/** Heads, Akten and Freigaben before a commit, read once for all its batches, with the accepted batches laid over them (JN4, FG4). */
export class CommitView implements JournalView {
  readonly #over: OverlaidView;

  private constructor(below: JournalView) {
    this.#over = new OverlaidView(below);
  }

  /** Reads everything `batches` name; where persons have Akten only when strict mode asks for it. */
  static async read(reads: ReadView, batches: readonly OpenedBatch[], isStrict: boolean): Promise<CommitView> {
    const named = namedBy(batches);
    const sites = isStrict || mayTurnStrict(batches) ? await sitesByPerson(reads, batches) : undefined;
    const heads = await headsOf(reads, named);
    const akten = await aktenOf(reads, named);
    const freigaben = await freigabenOf(reads, named);
    const counts = await entryCountsOf(reads, named);
    const { pointers, archives } = await stammaktenOf(reads, stammaktenNamed(named, akten));
    return new CommitView({
      headOf: (record) => heads.get(hexOf(record)),
      akteOf: (akte) => akten.get(hexOf(akte)),
      caseKeyOf: (akte) => akten.get(hexOf(akte))?.caseKey,
      entriesOf: (akte) => counts.get(hexOf(akte)) ?? 0,
      holdsAllSites: true,
      sitesOfPerson: (person) => (sites === undefined ? undefined : (sites.get(hexOf(person)) ?? [])),
      isReleased: (record) => heads.get(hexOf(record))?.released === true,
      pointerOf: (stammakte) => pointers.get(hexOf(stammakte)),
      archiveOf: (stammakte) => archives.get(hexOf(stammakte)),
      freigabeOf: (akte, entryHash) => {
        const found = freigaben.get(hexOf(entryHash));
        return found !== undefined && equalBytes(found.body.akte, akte) ? found : undefined;
      },
    });
  }

  headOf(record: Id): HeadState | undefined {
    return this.#over.headOf(record);
  }

  akteOf(akte: Id): AkteState | undefined {
    return this.#over.akteOf(akte);
  }

  caseKeyOf(akte: Id): CaseKeyState | undefined {
    return this.#over.caseKeyOf(akte);
  }

  entriesOf(akte: Id): number {
    return this.#over.entriesOf(akte);
  }

  get holdsAllSites(): boolean {
    return this.#over.holdsAllSites;
  }

  sitesOfPerson(person: Id): readonly Id[] | undefined {
    return this.#over.sitesOfPerson(person);
  }

  isReleased(record: Id): boolean {
    return this.#over.isReleased(record);
  }

  pointerOf(stammakte: Id): PersonPointer | undefined {
    return this.#over.pointerOf(stammakte);
  }

  archiveOf(stammakte: Id): PersonArchive | undefined {
    return this.#over.archiveOf(stammakte);
  }

  freigabeOf(akte: Id, entryHash: Hash): FreigabeState | undefined {
    return this.#over.freigabeOf(akte, entryHash);
  }

  /** Lays an accepted batch over the view. */
  put(batch: OpenedBatch): void {
    for (const { body, entryHash, fields } of batch.entries) this.#over.put({ entryHash, body }, fields);
  }
}

function namedBy(batches: readonly OpenedBatch[]): Named {
  const records = new Map<string, Id>();
  const akten = new Map<string, Id>();
  const freigaben = new Map<string, Hash>();
  const moved = new Map<string, Id>();
  const joined = new Map<string, Id>();
  const worked = new Map<string, Id>();
  for (const { body, fields } of batches.flatMap((batch) => batch.entries)) {
    records.set(hexOf(body.record), body.record);
    akten.set(hexOf(body.akte), body.akte);
    const { target, first, movedTo, person, into } = fields ?? {};
    for (const akte of workedIn(body, person)) worked.set(hexOf(akte), akte);
    if (body.kind === WIRE_KINDS.caseKey && movedTo instanceof Uint8Array) {
      akten.set(hexOf(movedTo), movedTo);
      moved.set(hexOf(body.akte), body.akte);
    }
    for (const akte of joinedIn(body, into)) {
      akten.set(hexOf(akte), akte);
      joined.set(hexOf(akte), akte);
    }
    // Whom the Stammakte is for decides who may found an Akte of the person (BS24).
    if (body.kind === WIRE_KINDS.caseKey && person instanceof Uint8Array) akten.set(hexOf(person), person);
    for (const id of bytesIn(target)) records.set(hexOf(id), id as Id);
    for (const hash of bytesIn(first)) freigaben.set(hexOf(hash), hash as Hash);
  }
  return { records, akten, freigaben, moved, joined, worked };
}

/** Both ends of a pointer. */
function joinedIn({ kind, akte }: Body, into: unknown): readonly Id[] {
  return kind === PERSON_MERGE_KIND && into instanceof Uint8Array ? [akte, into] : [];
}

function bytesIn(field: unknown): readonly Uint8Array[] {
  return field instanceof Uint8Array ? [field] : [];
}

/** Akten an entry works in. Another batch of the same commit may write into what this one founds. */
function workedIn({ kind, akte }: Body, person: unknown): readonly Id[] {
  if (isClosedByArchive(kind)) return [akte];
  return kind === WIRE_KINDS.caseKey && person instanceof Uint8Array ? [person] : [];
}

/** A change of rules in the same commit counts for the batches behind it. */
function mayTurnStrict(batches: readonly OpenedBatch[]): boolean {
  return batches.some(({ entries }) => entries.some(({ body }) => body.kind === WIRE_KINDS.policy));
}

/** Sites with an Akte of each person whose case keys the batches change. */
async function sitesByPerson(
  reads: ReadView,
  batches: readonly OpenedBatch[],
): Promise<ReadonlyMap<string, readonly Id[]>> {
  const sites = new Map<string, readonly Id[]>();
  for (const { body, fields } of batches.flatMap((batch) => batch.entries)) {
    const person = body.kind === WIRE_KINDS.caseKey ? fields?.['person'] : undefined;
    if (!(person instanceof Uint8Array) || sites.has(hexOf(person))) continue;
    sites.set(hexOf(person), await sitesOfPerson(reads, person));
  }
  return sites;
}

async function headsOf(reads: ReadView, { records }: Named): Promise<ReadonlyMap<string, RecordHead>> {
  const heads = await reads.headsOf([...records.values()]);
  return new Map(
    [...records.keys()].flatMap((key, i) => {
      const head = heads[i];
      return head === undefined ? [] : [[key, head] as const];
    }),
  );
}

async function aktenOf(reads: ReadView, { akten }: Named): Promise<ReadonlyMap<string, KnownAkte>> {
  const rows = await reads.aktenOf([...akten.values()]);
  return new Map(
    [...akten.keys()].flatMap((key, i) => {
      const row = rows[i];
      if (row === undefined) return [];
      const { site, person, stammakte, caseKey } = row;
      return [[key, { site, person: person ?? row.akte, stammakte, caseKey: caseKey ?? undefined }] as const];
    }),
  );
}

/** Counted for Akten that are moved and for no others: what came into them must not be left behind (BS8). */
async function entryCountsOf(reads: ReadView, { moved }: Named): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const [key, akte] of moved) counts.set(key, (await reads.versionsOfAkte(akte)).length);
  return counts;
}

/** Stammakten that are joined or parted, and those of the persons whose Akten are worked in. What a batch itself founds is not here yet. */
function stammaktenNamed({ joined, worked }: Named, akten: ReadonlyMap<string, KnownAkte>): readonly Id[] {
  const named = new Map(joined);
  for (const [key, akte] of worked) {
    const known = akten.get(key);
    if (known === undefined) continue;
    const stammakte = known.stammakte ? akte : known.person;
    named.set(hexOf(stammakte), stammakte);
  }
  return [...named.values()];
}

interface StammaktenRead {
  readonly pointers: ReadonlyMap<string, PersonPointer>;
  readonly archives: ReadonlyMap<string, PersonArchive>;
}

/** Pointers and words about the archive of Stammakten and of those their pointers lead to: read for what a batch touches, and for no others. */
async function stammaktenOf(reads: ReadView, named: readonly Id[]): Promise<StammaktenRead> {
  const pointers = new Map<string, PersonPointer>();
  const archives = new Map<string, PersonArchive>();
  const seen = new Set(named.map(hexOf));
  const way = [...named];
  for (const stammakte of way) {
    const records = await reads.recordsOfAkte(stammakte);
    for (const { seq } of [PERSON_KIND, PERSON_MERGE_KIND].flatMap((kind) => newestOfKind(records, kind))) {
      const row = await reads.entryAt(seq);
      if (row === undefined) continue;
      const body = decodeBody(row.body);
      const fields = row.open === null ? null : unpackOpenFields(row.open);
      const [archive, pointer] = [archiveBy(body, fields), pointerBy(body, fields)];
      if (archive !== undefined) archives.set(hexOf(stammakte), archive);
      if (pointer === undefined) continue;
      pointers.set(hexOf(stammakte), pointer);
      if (pointer.into === undefined || seen.has(hexOf(pointer.into))) continue;
      seen.add(hexOf(pointer.into));
      way.push(pointer.into);
    }
  }
  return { pointers, archives };
}

function newestOfKind(records: readonly RecordHead[], kind: number): readonly RecordHead[] {
  return records.filter(({ body }) => body.kind === kind).slice(-1);
}

async function freigabenOf(reads: ReadView, { freigaben }: Named): Promise<ReadonlyMap<string, FreigabeState>> {
  const found = new Map<string, FreigabeState>();
  const seqs = await reads.seqsOfHashes([...freigaben.values()]);
  for (const [i, key] of [...freigaben.keys()].entries()) {
    const seq = seqs[i];
    const row = seq === undefined ? undefined : await reads.entryAt(seq);
    const body = row === undefined ? undefined : decodeBody(row.body);
    const open = row?.open ?? null;
    if (open === null || body?.kind !== WIRE_KINDS.freigabe) continue;
    found.set(key, { body, fields: unpackOpenFields(open) });
  }
  return found;
}
