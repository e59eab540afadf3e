import { type CaseKeyState, caseKeyStateOf, wrappedUnder } from '@siegel/journal';
import { bytesOfHex, hexOf, type Id, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { Attributions } from '../journal/attributions.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { readOpen } from '../journal/read-open.ts';

/** The newest version of the key of an Akte, as the journal names it. */
export interface NamedCaseKey extends CaseKeyState {
  readonly akte: Id;
  readonly site: Id;
  readonly person: Id;
  readonly stammakte: boolean;
  readonly seq: number;
  readonly keyId: Uint8Array;
  /** Every group it is wrapped for, whole or in part, with the version of its key. */
  readonly under: readonly { readonly group: Id; readonly version: number }[];
}

interface DutySafe {
  readonly follower: JournalFollower;
  readonly attributions: Attributions;
}

/** Akten whose newest case key lies under a group key that somebody had who has left: they are to get a new one (IV41). Asked of the
 *  journal alone, so that it cannot be forgotten, and kept up as the journal grows. */
export class RenewalDuty {
  readonly #safe: DutySafe;
  readonly #akten = new Set<string>();
  readonly #due = new Set<string>();
  #read = 0;
  #groupKeys = '';

  constructor(safe: DutySafe) {
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

  #refresh(): void {
    const { columns, membership, head } = this.#safe.follower;
    const touched = new Set<string>();
    for (; this.#read < columns.size; this.#read++) {
      if (columns.kindAt(this.#read) !== WIRE_KINDS.caseKey) continue;
      const akte = hexOf(columns.placeAt(this.#read)?.akte ?? ZERO_ID);
      this.#akten.add(akte);
      touched.add(akte);
    }
    const groups = membership.groupsAt(head.size);
    const versions = groups.map(({ group }) => membership.groupKeyAt(group, head.size)?.version ?? 0);
    const groupKeys = groups.map(({ group }, i) => `${hexOf(group)}:${versions[i]}`).join();
    const isSame = groupKeys === this.#groupKeys;
    this.#groupKeys = groupKeys;
    // Nobody has ever left: the usual case costs nothing.
    if (versions.every((version) => version <= 1)) return;
    for (const akte of isSame ? touched : this.#akten) this.#ask(akte);
  }

  #ask(hex: string): void {
    const akte = bytesOfHex(hex);
    const named = akte === undefined ? undefined : namedCaseKey(this.#safe, akte);
    if (named !== undefined && isStale(this.#safe.follower, named)) this.#due.add(hex);
    else this.#due.delete(hex);
  }
}

/** The newest case key of an Akte that is not held back and not erased. */
export function namedCaseKey({ follower, attributions }: DutySafe, akte: Id): NamedCaseKey | undefined {
  const { columns } = follower;
  const seqs = columns.seqsOfAkte(akte);
  for (let at = seqs.length - 1; at >= 0; at--) {
    const seq = seqs[at] as number;
    if (columns.kindAt(seq) !== WIRE_KINDS.caseKey || attributions.isHeldBack(seq)) continue;
    const named = namedAt(follower, akte, seq);
    if (named !== undefined) return named;
  }
  return undefined;
}

/** What a case-key entry says; undefined for an erased one. */
function namedAt({ columns, membership }: JournalFollower, akte: Id, seq: number): NamedCaseKey | undefined {
  const open = readOpen(columns.entryAt(seq)?.open ?? null);
  const { keyId, person, stammakte } = open ?? {};
  if (open === undefined || !(keyId instanceof Uint8Array) || !(person instanceof Uint8Array)) return undefined;
  // An entry that does not name a version was sealed with what was the newest then.
  const under = wrappedUnder(open).map(({ group, version }) => ({
    group,
    version: version === 0 ? (membership.groupKeyAt(group, seq)?.version ?? 0) : version,
  }));
  const site = columns.placeAt(seq)?.site ?? ZERO_ID;
  return { ...caseKeyStateOf(open), akte, site, person, stammakte: stammakte === true, seq, keyId, under };
}

function isStale({ membership, head }: JournalFollower, { under }: NamedCaseKey): boolean {
  return under.some(({ group, version }) => {
    const newest = membership.groupKeyAt(group, head.size)?.version;
    return newest !== undefined && newest > version;
  });
}
