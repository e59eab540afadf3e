import {
  type AkteState,
  akteOfCaseKey,
  archiveBy,
  type CaseKeyState,
  caseKeyStateOf,
  type CheckedEntry,
  type FreigabeState,
  type HeadState,
  isClosedByArchive,
  type JournalView,
  pointedTo,
  type PersonArchive,
  type PersonPointer,
  pointerBy,
} from '@siegel/journal';
import {
  type Body,
  classOfKind,
  type ErrorCode,
  type Hash,
  type Id,
  LEAF_CLASS,
  PERSON_KIND,
  PERSON_MERGE_KIND,
  WIRE_KINDS,
  ZERO_ID,
} from '@siegel/wire';
import { freigabeSeqs, releasingSeqs } from './freigabe-seqs.ts';
import type { JournalColumns } from './journal-columns.ts';
import { readBody } from './read-body.ts';
import { readOpen } from './read-open.ts';

const MOST_REMEMBERED = 4096;

/** What single entries say, by their seq. Bounded; cleared when a page is taken back. */
class SeqMemory<T> {
  readonly #bySeq = new Map<number, T>();

  at(seq: number): T | undefined {
    return this.#bySeq.get(seq);
  }

  put(seq: number, said: T): T {
    if (this.#bySeq.size >= MOST_REMEMBERED) this.clear();
    this.#bySeq.set(seq, said);
    return said;
  }

  clear(): void {
    this.#bySeq.clear();
  }
}

/** What case-key entries say of their Akten: a batch has many entries of one, and each asks for its founding and its newest key. */
export class AkteMemory {
  readonly founded = new SeqMemory<AkteState>();
  readonly caseKeys = new SeqMemory<CaseKeyState>();

  clear(): void {
    this.founded.clear();
    this.caseKeys.clear();
  }
}

/** The journal as it stood before `seq`: what the rules of an entry are asked against (JN11, JN20). Entries without a valid
 *  layout, and those of `without`, are not in it. */
export class SeqView implements JournalView {
  readonly #columns: JournalColumns;
  readonly #seq: number;
  readonly #akten: AkteMemory;
  readonly without: ReadonlySet<number>;

  constructor(columns: JournalColumns, seq: number, akten: AkteMemory, without: ReadonlySet<number>) {
    this.#columns = columns;
    this.#seq = seq;
    this.#akten = akten;
    this.without = without;
  }

  headOf(record: Id): HeadState | undefined {
    const seq = this.#headSeq(record);
    const body = seq === undefined ? undefined : this.#bodyAt(seq);
    return seq === undefined || body === undefined ? undefined : { entryHash: this.#columns.hashAt(seq), body };
  }

  akteOf(akte: Id): AkteState | undefined {
    const seq = this.#foundingSeq(akte);
    return seq === undefined ? undefined : (this.#akten.founded.at(seq) ?? this.#foundedAt(seq));
  }

  caseKeyOf(akte: Id): CaseKeyState | undefined {
    const seq = this.#newestCaseKeySeq(akte);
    if (seq === undefined) return undefined;
    const known = this.#akten.caseKeys.at(seq);
    if (known !== undefined) return known;
    const fields = readOpen(this.#columns.openAt(seq));
    return fields === undefined ? undefined : this.#akten.caseKeys.put(seq, caseKeyStateOf(fields));
  }

  /** A device has the bodies of the sites its user belongs to. */
  readonly holdsAllSites = false;

  /** Counted with what is held back: everybody who has the bodies counts the same. */
  entriesOf(akte: Id): number {
    return this.#columns.seqsOfAkte(akte).filter((seq) => seq < this.#seq).length;
  }

  /** What stands at sites that are not one's own is hidden from a client. */
  sitesOfPerson(): undefined {
    return undefined;
  }

  isReleased(record: Id): boolean {
    const head = this.#headSeq(record);
    return head !== undefined && releasingSeqs(this.#columns, [head], (seq) => this.#isBefore(seq)).length > 0;
  }

  freigabeOf(akte: Id, entryHash: Hash): FreigabeState | undefined {
    const seq = freigabeSeqs(this.#columns, akte, entryHash).find((one) => this.#isBefore(one));
    if (seq === undefined) return undefined;
    const body = this.#bodyAt(seq);
    const fields = readOpen(this.#columns.openAt(seq));
    return body === undefined || fields === undefined ? undefined : { body, fields };
  }

  pointerOf(stammakte: Id): PersonPointer | undefined {
    const seq = this.#pointerSeqs(stammakte).at(-1);
    const body = seq === undefined ? undefined : this.#bodyAt(seq);
    if (seq === undefined || body === undefined) return undefined;
    return pointerBy(body, readOpen(this.#columns.openAt(seq)) ?? null);
  }

  archiveOf(stammakte: Id): PersonArchive | undefined {
    const seq = this.#personSeqs(stammakte).at(-1);
    const open = seq === undefined ? null : this.#columns.openAt(seq);
    // Nearly everybody: asked for every entry of records, so that no body is put together for nothing.
    if (seq === undefined || open === null) return undefined;
    const body = this.#bodyAt(seq);
    return body === undefined ? undefined : archiveBy(body, readOpen(open) ?? null);
  }

  /** Earlier entries that decide over an entry of records: versions of the same record and of the one it is about, and the Freigaben
   *  of both. Of these only what holds itself may decide (JN23). None for a first version that is about nothing else: most are. */
  deciding({ body, fields }: CheckedEntry): readonly number[] {
    if (classOfKind(body.kind) !== LEAF_CLASS.records) return [];
    const target = fields?.['target'];
    const versions = [body.record, ...(target instanceof Uint8Array ? [target] : [])].map((record) =>
      this.#columns.seqsOfRecord(record).filter((seq) => this.#isBefore(seq)),
    );
    const isBefore = (seq: number) => this.#isBefore(seq);
    const releasing = versions.flatMap((seqs) => releasingSeqs(this.#columns, seqs, isBefore));
    const into = body.kind === PERSON_MERGE_KIND ? fields?.['into'] : undefined;
    const pointers = into instanceof Uint8Array ? [body.akte, into].flatMap((akte) => this.#pointerSeqs(akte)) : [];
    const first = fields?.['first'];
    const named = first instanceof Uint8Array ? freigabeSeqs(this.#columns, body.akte, first).filter(isBefore) : [];
    const decides = [...versions.flat(), ...releasing, ...named, ...pointers, ...this.#archiving(body)];
    return decides.length < 2 ? decides : [...new Set(decides)].toSorted((one, other) => one - other);
  }

  /** What says that the person of an Akte is in the archive, or back: none for nearly everybody, who never was there. */
  #archiving({ kind, akte }: Body): readonly number[] {
    if (!isClosedByArchive(kind)) return [];
    const of = this.akteOf(akte);
    if (of === undefined) return [];
    return pointedTo(of.stammakte ? akte : of.person, this).flatMap((stammakte) => {
      const persons = this.#personSeqs(stammakte);
      const wasArchived = persons.some((seq) => this.#columns.openAt(seq) !== null);
      return [...this.#pointerSeqs(stammakte), ...(wasArchived ? persons : [])];
    });
  }

  /** The earlier entry because of which an entry was refused with `code`, when there is one. */
  inTheWay(code: ErrorCode, body: Body): number | undefined {
    if (code === 'ENTRY_STALE' || code === 'PART_RULE_BROKEN') return this.#headSeq(body.record);
    if (code === 'AKTE_MOVED') return this.#newestCaseKeySeq(body.akte);
    if (code === 'PERSON_ARCHIVED') return this.#archiving(body).at(-1);
    return code === 'AKTE_UNKNOWN' ? this.#foundingSeq(body.akte) : undefined;
  }

  /** Versions of the pointer of a Stammakte. */
  #pointerSeqs(stammakte: Id): readonly number[] {
    return this.#seqsOfKind(stammakte, PERSON_MERGE_KIND);
  }

  /** Versions of the person of a Stammakte. */
  #personSeqs(stammakte: Id): readonly number[] {
    return this.#seqsOfKind(stammakte, PERSON_KIND);
  }

  #seqsOfKind(akte: Id, kind: number): readonly number[] {
    return this.#columns.seqsOfAkte(akte).filter((seq) => this.#isBefore(seq) && this.#columns.kindAt(seq) === kind);
  }

  #newestCaseKeySeq(akte: Id): number | undefined {
    return this.#columns
      .seqsOfAkte(akte)
      .findLast((each) => this.#isBefore(each) && this.#columns.kindAt(each) === WIRE_KINDS.caseKey);
  }

  #headSeq(record: Id): number | undefined {
    return this.#columns.seqsOfRecord(record).findLast((seq) => this.#isBefore(seq) && this.#bodyAt(seq) !== undefined);
  }

  #foundingSeq(akte: Id): number | undefined {
    return this.#columns.seqsOfAkte(akte).find((seq) => {
      if (!this.#isBefore(seq) || this.#columns.kindAt(seq) !== WIRE_KINDS.caseKey) return false;
      return this.#akten.founded.at(seq) !== undefined || this.#foundedAt(seq) !== undefined;
    });
  }

  #isBefore(seq: number): boolean {
    return seq < this.#seq && !this.without.has(seq);
  }

  #bodyAt(seq: number): Body | undefined {
    const entry = this.#columns.entryAt(seq);
    return entry === undefined ? undefined : readBody(entry.body);
  }

  #foundedAt(seq: number): AkteState | undefined {
    const open = this.#columns.openAt(seq);
    const body = this.#bodyAt(seq);
    if (body === undefined) return undefined;
    // An erased Akte keeps its site; whose it was is gone.
    if (open === null) return this.#akten.founded.put(seq, { site: body.site, person: ZERO_ID, stammakte: false });
    const fields = readOpen(open);
    return fields === undefined ? undefined : this.#akten.founded.put(seq, akteOfCaseKey(body, fields));
  }
}
