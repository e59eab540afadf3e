import { APPEND_POLICY, logAuthorId } from '@siegel/akten';
import {
  type AkteState,
  archiveBy,
  type BatchRefusal,
  akteOfCaseKey,
  type CaseKeyState,
  caseKeyStateOf,
  checkBatch,
  checkFoundingBatch,
  type FreigabeState,
  type HeadState,
  type JournalView,
  type PersonArchive,
  type PersonPointer,
  pointerBy,
  Membership,
  MerkleFrontier,
  openBatch,
  type OpenedBatch,
  releasedBy,
  type SignatureCheck,
  statementKey,
  strictVerify,
  type TreeHead,
} from '@siegel/journal';
import {
  type AppendRequest,
  classOfKind,
  encodeLeaf,
  equalBytes,
  type Hash,
  hexOf,
  type Id,
  type Result,
  PERSON_KIND,
  PERSON_MERGE_KIND,
  WIRE_KINDS,
} from '@siegel/wire';
import { nodeVerify, sha256 } from './deterministic.ts';
import { testHasher } from './journal-builder.ts';

const verify = strictVerify(nodeVerify);

/** The journal's rules over plain maps: the slow, obvious twin that journal tests talk to. The store and the writer of the
 *  server are held against it. */
export class MemoryJournal implements JournalView {
  readonly membership = new Membership();
  readonly entries: OpenedBatch['entries'][number][] = [];
  readonly roots: Hash[] = [testHasher.emptyRoot];
  readonly #tree = MerkleFrontier.empty(testHasher);
  readonly #heads = new Map<string, HeadState>();
  readonly #akten = new Map<string, AkteState>();
  readonly #caseKeys = new Map<string, CaseKeyState>();
  readonly #tenant: Id;
  readonly #instance: Id;
  readonly #logPublic: Uint8Array;
  receivedAt = 1_795_000_000_000;

  constructor(tenant: Id, instance: Id, logPublic: Uint8Array) {
    this.#tenant = tenant;
    this.#instance = instance;
    this.#logPublic = logPublic;
  }

  get head(): TreeHead {
    return { size: this.#tree.size, root: this.#tree.root() };
  }

  headOf(record: Id): HeadState | undefined {
    return this.#heads.get(hexOf(record));
  }

  akteOf(akte: Id): AkteState | undefined {
    return this.#akten.get(hexOf(akte));
  }

  caseKeyOf(akte: Id): CaseKeyState | undefined {
    return this.#caseKeys.get(hexOf(akte));
  }

  readonly holdsAllSites = true;

  entriesOf(akte: Id): number {
    return this.entries.filter(({ body }) => equalBytes(body.akte, akte)).length;
  }

  sitesOfPerson(person: Id): readonly Id[] {
    return [...this.#akten]
      .filter(([hex, akte]) => this.#caseKeys.get(hex)?.movedTo === undefined && isAtSiteOf(akte, person))
      .map(([, { site }]) => site);
  }

  isReleased(record: Id): boolean {
    const head = this.headOf(record);
    return (
      head !== undefined &&
      this.entries.some(({ body, fields }) => sameHash(releasedBy(body.kind, fields), head.entryHash))
    );
  }

  freigabeOf(akte: Id, entryHash: Hash): FreigabeState | undefined {
    const entry = this.entries.find(
      (known) => known.body.kind === WIRE_KINDS.freigabe && equalBytes(known.entryHash, entryHash),
    );
    if (entry === undefined || entry.fields === null || !equalBytes(entry.body.akte, akte)) return undefined;
    return { body: entry.body, fields: entry.fields };
  }

  pointerOf(stammakte: Id): PersonPointer | undefined {
    const newest = this.entries.findLast(
      ({ body }) => body.kind === PERSON_MERGE_KIND && equalBytes(body.akte, stammakte),
    );
    return newest === undefined ? undefined : pointerBy(newest.body, newest.fields);
  }

  archiveOf(stammakte: Id): PersonArchive | undefined {
    const newest = this.entries.findLast(({ body }) => body.kind === PERSON_KIND && equalBytes(body.akte, stammakte));
    return newest === undefined ? undefined : archiveBy(newest.body, newest.fields);
  }

  /** Takes a batch in, or says why not; a refused one leaves no trace. */
  async append(request: AppendRequest): Promise<Result<{ firstSeq: number }, BatchRefusal>> {
    const opened = openBatch(request, testHasher);
    if (!opened.ok) return opened;
    const firstSeq = this.#tree.size;
    const context = {
      view: this,
      membership: this.membership,
      policy: APPEND_POLICY,
      logAuthor: logAuthorId(this.#logPublic, sha256),
      tenant: this.#tenant,
      receivedAt: this.receivedAt,
      rootAt: (size: number) => this.roots[size],
    };
    const expected = { policy: APPEND_POLICY, logPublic: this.#logPublic, tenant: this.#tenant };
    const checked =
      firstSeq === 0
        ? checkFoundingBatch(opened.value, expected, context)
        : checkBatch(opened.value, { ...context, instance: this.#instance, firstSeq });
    if (!checked.ok) return checked;
    const statement = firstSeq === 0 ? [] : this.#statementCheck(opened.value, firstSeq, context.logAuthor);
    const checks = [...checked.value.checks, ...(statement ?? [])];
    const outcomes = await Promise.all(checks.map((c) => verify(c.publicKey, c.message, c.signature)));
    if (statement === undefined || outcomes.includes(false)) {
      this.membership.rollback(firstSeq);
      return { ok: false, error: { code: 'STATEMENT_SIGNATURE_WRONG' } };
    }
    for (const entry of opened.value.entries) this.#take(entry);
    return { ok: true, value: { firstSeq } };
  }

  #statementCheck(batch: OpenedBatch, firstSeq: number, logAuthor: Id): SignatureCheck[] | undefined {
    const publicKey = statementKey(batch.statement.device, firstSeq, {
      membership: this.membership,
      logAuthor,
      first: batch.entries[0],
    });
    if (publicKey === undefined) return undefined;
    return [{ publicKey, message: batch.signed.bytes, signature: batch.signed.signature }];
  }

  #take(entry: OpenedBatch['entries'][number]): void {
    const { body, entryHash, fields } = entry;
    this.entries.push(entry);
    this.#heads.set(hexOf(body.record), { entryHash, body });
    if (body.kind === WIRE_KINDS.caseKey && fields !== null) {
      this.#caseKeys.set(hexOf(body.akte), caseKeyStateOf(fields));
      if (this.akteOf(body.akte) === undefined) this.#akten.set(hexOf(body.akte), akteOfCaseKey(body, fields));
    }
    const leaf = encodeLeaf({ site: body.site, class: classOfKind(body.kind), receivedAt: this.receivedAt, entryHash });
    this.#tree.append(testHasher.leaf(leaf));
    this.roots.push(this.#tree.root());
  }
}

function sameHash(a: Hash | undefined, b: Hash): boolean {
  return a !== undefined && equalBytes(a, b);
}

function isAtSiteOf(akte: AkteState, person: Id): boolean {
  return !akte.stammakte && equalBytes(akte.person, person);
}
