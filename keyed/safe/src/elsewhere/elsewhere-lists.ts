import { elsewhereFacts, type PersonIdentity } from '@siegel/akten';
import { elsewhereMark, elsewhereMarkKey, type GroupKey, openElsewhere, platformHasher, shardHash } from '@siegel/seal';
import {
  type CborValue,
  decodeSnapshotHead,
  equalBytes,
  hexOf,
  LayoutError,
  LIMITS,
  MOST_SHARD_BYTES,
  natural,
  someBytes,
  tuple,
} from '@siegel/wire';
import { isStrictNow } from '../renewal/wanted-groups.ts';
import type { Safe } from '../safe/safe.ts';
import { askSequence } from '../server/sequence-stream.ts';
import { isSetAttested } from '../snapshot/start-follower.ts';
import type { OfferedSet } from '../snapshot/start-items.ts';

const ITEM = 24;
const MOST_HEAD_BYTES = 8192;
/** A list is made anew once a day; somebody who enters persons all morning asks for it this often. */
const FRESH_MS = 10 * 60_000;

/** Marks of one site, and what they are made with. */
interface OpenedList {
  readonly attestationSeq: number;
  readonly group: GroupKey;
  readonly marks: ReadonlySet<string>;
}

/** Who is known at other sites, as far as their lists of marks say (BS42 to BS44): in memory only, and never who it is. */
export class ElsewhereLists {
  readonly #safe: Safe;
  readonly #now: () => number;
  #bySite = new Map<string, OpenedList>();
  #fetchedAt: number | undefined;
  #fetching: Promise<void> | undefined;

  constructor(safe: Safe, now: () => number) {
    this.#safe = safe;
    this.#now = now;
  }

  /** True when a list of another site holds a mark of this person. False says nothing: a list may be missing, of before, or withheld. */
  async isKnown(identity: PersonIdentity): Promise<boolean> {
    const facts = elsewhereFacts(identity);
    if (facts.length === 0 || !isStrictNow(this.#safe)) return false;
    await (this.#fetching ??= this.#fetchWhenOld().finally(() => (this.#fetching = undefined)));
    for (const { group, marks } of this.#bySite.values()) {
      const key = await elsewhereMarkKey(group);
      for (const fact of facts) if (marks.has(await elsewhereMark(fact, key))) return true;
    }
    return false;
  }

  /** What cannot be had now leaves the lists of before; the next question asks again. */
  async #fetchWhenOld(): Promise<void> {
    const since = this.#fetchedAt === undefined ? FRESH_MS : this.#now() - this.#fetchedAt;
    if (since >= 0 && since < FRESH_MS) return;
    const answer = await askSequence(this.#safe.given.address, 'snapshot/elsewhere');
    if (!answer.ok) return;
    const bySite = new Map<string, OpenedList>();
    let isWhole = true;
    try {
      for await (const items of answer.value)
        for (const item of items) isWhole = (await this.#take(item, bySite)) && isWhole;
    } catch {
      // Cut off or malformed: nothing of the answer counts.
      return;
    }
    this.#bySite = bySite;
    if (isWhole) this.#fetchedAt = this.#now();
  }

  /** @returns false when the list is newer than the journal this device has followed: it is asked for again. */
  async #take(item: CborValue, bySite: Map<string, OpenedList>): Promise<boolean> {
    const { set, list } = itemOf(item);
    const site = hexOf(set.head.site);
    const before = this.#bySite.get(site);
    const opened = await openList(this.#safe, set, list);
    // One that nobody of the site signed is no list, and an older one than was seen already none any more (BS43).
    const isOlder = before !== undefined && opened !== undefined && opened.attestationSeq < before.attestationSeq;
    const kept = opened === undefined || isOlder ? before : opened;
    if (kept !== undefined) bySite.set(site, kept);
    return set.attestationSeq < this.#safe.follower.head.size;
  }
}

function itemOf(item: CborValue): { readonly set: OfferedSet; readonly list: Uint8Array } {
  const [type, head, seq, list] = tuple(item, 4, 'elsewhere');
  if (type !== ITEM) throw new LayoutError('elsewhere item');
  return {
    set: {
      head: decodeSnapshotHead(someBytes(head, MOST_HEAD_BYTES, 'head')),
      attestationSeq: natural(seq, LIMITS.integer, 'attestation'),
      wrong: [],
    },
    list: someBytes(list, MOST_SHARD_BYTES, 'list'),
  };
}

/** The marks of a list that somebody of its site has attested under a key of the organisation's group; undefined of any other. */
async function openList(safe: Safe, set: OfferedSet, list: Uint8Array): Promise<OpenedList | undefined> {
  const named = set.head.elsewhere;
  const group = named === undefined ? undefined : organisationKeyOfId(safe, named.groupKeyId);
  if (named === undefined || group === undefined) return undefined;
  if (named.sizeBytes !== list.length || !equalBytes(await shardHash(list), named.hash)) return undefined;
  if (!(await isSetAttested(safe, set, platformHasher))) return undefined;
  const marks = await openElsewhere(list, set.head, group);
  return marks === undefined ? undefined : { attestationSeq: set.attestationSeq, group, marks };
}

function organisationKeyOfId({ follower: { membership, head }, keys }: Safe, keyId: Uint8Array): GroupKey | undefined {
  const group = membership.groupOfKindAt('organisation', head.size);
  const key = keys.groupKeyOfId(keyId);
  return group !== undefined && key !== undefined && equalBytes(key.group, group) ? key : undefined;
}
