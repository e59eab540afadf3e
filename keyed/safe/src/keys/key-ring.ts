import { type Compartment, COMPARTMENTS } from '@siegel/akten';
import type { Fields } from '@siegel/journal';
import {
  type CaseKey,
  type CompartmentKey,
  compartmentKey,
  type GroupKey,
  openCaseKey,
  openCompartmentKey,
  openGroupKey,
  openPreviousVersion,
  type UserKey,
} from '@siegel/seal';
import {
  type CborValue,
  equalBytes,
  hexOf,
  type Id,
  type PartDescriptor,
  WHOLE_KEY,
  WIRE_KINDS,
  type WrappedKey,
  WRAPPER,
} from '@siegel/wire';
import type { Attributions } from '../journal/attributions.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { readOpen } from '../journal/read-open.ts';

/** Whose keys these are. */
export interface KeyRingOwner {
  readonly tenant: Id;
  readonly user: Id;
  readonly userKey: UserKey;
}

/** The opened group and case keys of a user. A key comes in only when a key entry names its id, that entry is attributed, and
 *  the id recomputed from the key is the same (SL1, SL42): HPKE alone would let a server wrap a key of its own to everybody. */
export class KeyRing {
  readonly #follower: JournalFollower;
  readonly #attributions: Attributions;
  readonly #owner: KeyRingOwner;
  readonly #groupKeyById = new Map<string, GroupKey>();
  readonly #newestByGroup = new Map<string, GroupKey>();
  /** Group keys under the next version of their group, by the id of the older one. */
  readonly #chain = new Map<string, WrappedKey>();
  readonly #caseKeysByAkte = new Map<string, CaseKey[]>();
  /** Keys of single compartments, of Akten whose case key is not this user's (SL7). */
  readonly #partKeysByAkte = new Map<string, CompartmentKey[]>();

  constructor(follower: JournalFollower, attributions: Attributions, owner: KeyRingOwner) {
    this.#follower = follower;
    this.#attributions = attributions;
    this.#owner = owner;
  }

  /** The key of a group to seal under: the newest that is entered, or undefined when this user does not hold that one. An
   *  older one is never taken instead: a server could withhold the newest and have former members read on (SL42). */
  groupKey(group: Id): GroupKey | undefined {
    const held = this.#newestByGroup.get(hexOf(group));
    const entered = this.#follower.membership.groupKeyVersions(group).at(-1);
    return held !== undefined && entered !== undefined && equalBytes(held.keyId, entered.keyId) ? held : undefined;
  }

  /** The group key with this id, of whatever version; undefined when this user does not hold it. */
  groupKeyOfId(keyId: Uint8Array): GroupKey | undefined {
    return this.#groupKeyById.get(hexOf(keyId));
  }

  /** Takes in one's own group key from the wraps the server sent; wraps of keys nobody entered are left alone. */
  async takeGroupWraps(group: Id, wraps: readonly WrappedKey[]): Promise<void> {
    const entries = this.#follower.membership.groupKeyVersions(group);
    for (const wrap of wraps.filter(({ wrapper }) => wrapper === WRAPPER.user)) {
      const entry = entries.findLast(({ keyId }) => equalBytes(keyId, wrap.wrappedKeyId));
      if (entry === undefined || !entry.members.some((member) => equalBytes(member, this.#owner.user))) continue;
      const place = { tenant: this.#owner.tenant, group, version: entry.version };
      this.#takeGroupKey(await openGroupKey(wrap, place, this.#owner.userKey.xwing));
    }
    // A version may come before the one it lies under.
    for (const wrap of wraps.filter(({ wrapper }) => wrapper === WRAPPER.nextGroupVersion))
      this.#chain.set(hexOf(wrap.wrappedKeyId), wrap);
    await this.#takeOlderVersions();
  }

  async #takeOlderVersions(): Promise<void> {
    for (let found = true; found; ) {
      found = false;
      for (const wrap of this.#chain.values()) {
        const next = this.#groupKeyById.get(hexOf(wrap.wrapperKeyId));
        if (next === undefined || this.#groupKeyById.has(hexOf(wrap.wrappedKeyId))) continue;
        const older = await openPreviousVersion(wrap, next);
        const entered = this.#follower.membership
          .groupKeyVersions(next.group)
          .some(({ keyId }) => equalBytes(keyId, wrap.wrappedKeyId));
        if (older === undefined || !entered) continue;
        this.#takeGroupKey(older);
        found = true;
      }
    }
  }

  #takeGroupKey(key: GroupKey | undefined): void {
    if (key === undefined) return;
    this.#groupKeyById.set(hexOf(key.keyId), key);
    const newest = this.#newestByGroup.get(hexOf(key.group));
    if (newest === undefined || newest.version < key.version) this.#newestByGroup.set(hexOf(key.group), key);
  }

  /** Takes in the case keys of an Akte from the wraps that came with its content. */
  async takeCaseWraps(akte: Id, wraps: readonly WrappedKey[]): Promise<void> {
    for (const wrap of wraps) {
      if (wrap.wrapper !== WRAPPER.group) continue;
      if (wrap.compartment !== WHOLE_KEY) {
        await this.#takePartWrap(akte, wrap);
        continue;
      }
      const known = this.#caseKeysByAkte.get(hexOf(akte)) ?? [];
      if (known.some(({ keyId }) => equalBytes(keyId, wrap.wrappedKeyId))) continue;
      const group = this.#groupKeyById.get(hexOf(wrap.wrapperKeyId));
      const version = await this.#enteredVersion(
        akte,
        ({ keyId }) => keyId instanceof Uint8Array && equalBytes(keyId, wrap.wrappedKeyId),
      );
      if (group === undefined || version === undefined) continue;
      const key = await openCaseKey(wrap, { tenant: this.#owner.tenant, akte, version }, group);
      if (key !== undefined) addKey(this.#caseKeysByAkte, akte, key);
    }
  }

  /** Takes in the key of one compartment; it counts when an attributed case-key entry names its id for this group and compartment. */
  async #takePartWrap(akte: Id, wrap: WrappedKey): Promise<void> {
    const known = this.#partKeysByAkte.get(hexOf(akte)) ?? [];
    if (known.some(({ keyId }) => equalBytes(keyId, wrap.wrappedKeyId))) return;
    const group = this.#groupKeyById.get(hexOf(wrap.wrapperKeyId));
    const compartment = COMPARTMENTS[wrap.compartment];
    if (group === undefined || compartment === undefined) return;
    let named: Fields | undefined;
    const entered = await this.#enteredVersion(akte, ({ parts }) => {
      named = partNamed(parts, wrap, compartment);
      return named !== undefined;
    });
    if (entered === undefined) return;
    // Of an older version, wrapped anew beside a later one (BS23).
    const version = typeof named?.['caseVersion'] === 'number' ? named['caseVersion'] : entered;
    const place = { tenant: this.#owner.tenant, akte, version, compartment };
    const key = await openCompartmentKey(wrap, place, group);
    if (key !== undefined) addKey(this.#partKeysByAkte, akte, key);
  }

  /** Puts in a case key this device has just made itself. */
  putCaseKey(key: CaseKey): void {
    addKey(this.#caseKeysByAkte, key.akte, key);
  }

  /** The newest case key of an Akte that is here; whoever writes asks `writingKey` for the one to write under. */
  caseKey(akte: Id): CaseKey | undefined {
    return this.#caseKeysByAkte.get(hexOf(akte))?.toSorted((a, b) => b.version - a.version)[0];
  }

  /** The case key of an Akte with this id, when it is here. */
  caseKeyOfId(akte: Id, keyId: Uint8Array): CaseKey | undefined {
    return this.#caseKeysByAkte.get(hexOf(akte))?.find((key) => equalBytes(key.keyId, keyId));
  }

  /** The key of a part: by the id in its descriptor, among the case keys of the Akte or the organisation's group keys. */
  async keyOf(akte: Id, compartment: Compartment, part: PartDescriptor): Promise<CompartmentKey | undefined> {
    for (const above of [...(this.#caseKeysByAkte.get(hexOf(akte)) ?? []), ...this.#houseKeys(akte)]) {
      const key = await compartmentKey(above, compartment);
      if (equalBytes(key.keyId, part.keyId)) return key;
    }
    return this.#partKeysByAkte.get(hexOf(akte))?.find(({ keyId }) => equalBytes(keyId, part.keyId));
  }

  /** Records of the house are sealed under group keys; in an Akte a group key never stands in for its case key. */
  #houseKeys(akte: Id): readonly GroupKey[] {
    return akte.every((byte) => byte === 0) ? [...this.#groupKeyById.values()] : [];
  }

  /** The version of the attributed case-key entry whose open fields are the ones looked for. */
  async #enteredVersion(akte: Id, isNamedIn: (open: Fields) => boolean): Promise<number | undefined> {
    const { columns } = this.#follower;
    for (const seq of columns.seqsOfAkte(akte)) {
      const entry = columns.placeAt(seq)?.kind === WIRE_KINDS.caseKey ? columns.entryAt(seq) : undefined;
      const open = readOpen(entry?.open ?? null);
      if (open === undefined || !isNamedIn(open)) continue;
      if ((await this.#attributions.faultOf(seq)) !== undefined) continue;
      return typeof open['version'] === 'number' ? open['version'] : undefined;
    }
    return undefined;
  }
}

function partNamed(parts: CborValue | undefined, wrap: WrappedKey, compartment: Compartment): Fields | undefined {
  if (!Array.isArray(parts)) return undefined;
  return (parts as readonly Fields[]).find(
    (part) =>
      part['compartment'] === compartment &&
      equalBytes(part['keyId'] as Uint8Array, wrap.wrappedKeyId) &&
      equalBytes(part['group'] as Uint8Array, wrap.wrapperId),
  );
}

/** Adds to what is held at this moment: another answer may have brought a key while this one was being opened. */
function addKey<K>(keysByAkte: Map<string, K[]>, akte: Id, key: K): void {
  keysByAkte.set(hexOf(akte), [...(keysByAkte.get(hexOf(akte)) ?? []), key]);
}
