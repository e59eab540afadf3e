import { bytesOfHex, hexOf, type Id, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { Attributions } from '../journal/attributions.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { namedCaseKey, type NamedCaseKey } from './named-case-key.ts';
import { isStrictNow, isWrappedFor, wantedGroups, type WantingSafe } from './wanted-groups.ts';

interface DutySafe {
  readonly follower: JournalFollower;
  readonly attributions: Attributions;
}

/** Akten whose newest case key is not wrapped as the house wants it now: it lies under a group key that somebody had who has left (IV41),
 *  or, of a Stammakte, it is for other groups than it should be (BS23). They are to get a new one. Asked of the journal alone, so that it
 *  cannot be forgotten, and kept up as the journal grows. */
export class RenewalDuty {
  readonly #safe: DutySafe & WantingSafe;
  readonly #akten = new Set<string>();
  readonly #due = new Set<string>();
  readonly #leftToOthers = new Set<string>();
  #read = 0;
  #rules = '';
  /** Some group has a second key: somebody has left. */
  #isRotated = false;

  constructor(safe: DutySafe & WantingSafe) {
    this.#safe = safe;
  }

  /** Hex ids of the Akten to renew, as far as this device may read them. */
  due(): ReadonlySet<string> {
    this.#refresh();
    return this.#due;
  }

  /** True when an Akte is to get a new key before anything new is written into it. */
  isDue(akte: Id): boolean {
    return this.due().has(hexOf(akte));
  }

  /** This device has tried and cannot: it waits until something about the Akte or the rules is another (BS24). */
  leaveToOthers(akten: readonly Id[]): void {
    for (const akte of akten) this.#leftToOthers.add(hexOf(akte));
  }

  isLeftToOthers(akte: Id): boolean {
    return this.#leftToOthers.has(hexOf(akte));
  }

  #refresh(): void {
    const { membership, head } = this.#safe.follower;
    const touched = this.#readNew();
    const groups = membership.groupsAt(head.size);
    const versions = groups.map(({ group }) => membership.groupKeyAt(group, head.size)?.version ?? 0);
    const groupKeys = groups.map(({ group }, i) => `${hexOf(group)}:${versions[i]}`).join();
    const sites = membership.userAt(this.#safe.given.user, head.size)?.sites ?? [];
    const rules = `${groupKeys} ${membership.wrapRuleSince(head.size)} ${sites.map(hexOf).join()}`;
    const isSame = rules === this.#rules;
    this.#rules = rules;
    if (!isSame) this.#leftToOthers.clear();
    for (const akte of touched) this.#leftToOthers.delete(akte);
    // Nobody has ever left and Stammakten were never for others: the usual case costs nothing.
    this.#isRotated = versions.some((version) => version > 1);
    const isUsual = !this.#isRotated && membership.wrapRuleSince(head.size) === 0;
    if (!isUsual) for (const akte of isSame ? touched : this.#akten) this.#ask(akte);
  }

  /** Akten that case keys have come of; with them the Stammakte, which may be for one site more now. */
  #readNew(): ReadonlySet<string> {
    const { columns } = this.#safe.follower;
    const touched = new Set<string>();
    for (; this.#read < columns.size; this.#read++) {
      if (columns.kindAt(this.#read) !== WIRE_KINDS.caseKey) continue;
      const akte = columns.placeAt(this.#read)?.akte ?? ZERO_ID;
      this.#akten.add(hexOf(akte));
      touched.add(hexOf(akte));
      for (const person of this.#safe.directory.personsOfAkte(akte)) if (this.#akten.has(person)) touched.add(person);
    }
    return touched;
  }

  #ask(hex: string): void {
    const akte = bytesOfHex(hex);
    const named = akte === undefined || this.#isWrappedSince(akte) ? undefined : namedCaseKey(this.#safe, akte);
    // Nothing is written into an Akte that was moved any more.
    const isOpen = named !== undefined && named.movedTo === undefined;
    if (isOpen && (isStale(this.#safe.follower, named) || isForOthers(this.#safe, named))) this.#due.add(hex);
    else this.#due.delete(hex);
  }

  /** Cheap and nearly always true where nobody has left: the newest key came when the rules of now held, so that it keeps them. In strict
   *  mode a person may have come to one more site since. */
  #isWrappedSince(akte: Id): boolean {
    const { columns, membership, head } = this.#safe.follower;
    if (this.#isRotated || isStrictNow(this.#safe)) return false;
    const seqs = columns.seqsOfAkte(akte);
    const newest = seqs.findLast((seq) => columns.kindAt(seq) === WIRE_KINDS.caseKey);
    return newest === undefined || newest >= membership.wrapRuleSince(head.size);
  }
}

function isForOthers(safe: WantingSafe, named: NamedCaseKey): boolean {
  const wanted = wantedGroups(safe, named);
  return wanted !== undefined && !isWrappedFor(wanted, named);
}

function isStale({ membership, head }: JournalFollower, { under, groups, stammakte }: NamedCaseKey): boolean {
  // In strict mode a wide key is not gone on with: it is for others, or of a person without any Akte (BS22).
  const isOfSites = groups.every((group) => membership.groupAt(group, head.size)?.groupKind === 'site');
  if (stammakte && membership.isStrictAt(head.size) && !isOfSites) return false;
  return under.some(({ group, version }) => {
    const newest = membership.groupKeyAt(group, head.size)?.version;
    return newest !== undefined && newest > version;
  });
}
