import {
  type EntryHasher,
  houseRoot,
  MerkleFrontier,
  openFieldsFit,
  shardRoot,
  type TreeHead,
  verifyInclusion,
} from '@siegel/journal';
import {
  type CborValue,
  classOfKind,
  CborError,
  decodeBody,
  decodeStatement,
  equalBytes,
  fail,
  FIRST_RECORD_KIND,
  type Hash,
  type Id,
  LayoutError,
  LEAF_CLASS,
  ok,
  peekBody,
  type Result,
  WIRE_KINDS,
} from '@siegel/wire';
import { Attributions } from '../journal/attributions.ts';
import { type FollowerGiven, JournalFollower } from '../journal/journal-follower.ts';
import { readBody } from '../journal/read-body.ts';
import { readOpen } from '../journal/read-open.ts';
import { houseLines } from './house-lines.ts';
import type { HouseBatch, HouseEntry, OfferedSet, OfferedStart } from './start-items.ts';

/** A journal followed from an attestation on, and the sets that are proven in it. */
export interface AttestedStart {
  /** Holds the whole house, and everything from the attestation on. */
  readonly follower: JournalFollower;
  readonly attributions: Attributions;
  /** The tree at which it began. */
  readonly began: TreeHead;
  readonly sets: readonly OfferedSet[];
}

/** Room is made for what lies below the attestation; a server must not ask for more than a browser has. */
const MOST_ENTRIES = 2 ** 25;

/** Begins at the attestation of the newest set (SN22): takes in the house below it, follows the journal from there on by `tail`, and
 *  holds house, tree and sets against what the attestations say. SNAPSHOT_WRONG when anything differs; codes of `tail`. */
export async function startFollower(
  offered: OfferedStart,
  given: FollowerGiven,
  tail: (follower: JournalFollower) => Promise<Result<true>>,
): Promise<Result<AttestedStart>> {
  const frontier = MerkleFrontier.ofBytes(given.hasher, offered.tree);
  if (!frontier.ok || frontier.value.size > MOST_ENTRIES) return fail('SNAPSHOT_WRONG');
  const follower = new JournalFollower(given, frontier.value);
  const attributions = new Attributions(follower);
  const start = { follower, attributions, began: follower.head, sets: offered.sets };
  try {
    for (const batch of offered.house)
      if (!(await takeHouseBatch(follower, batch, given))) return fail('SNAPSHOT_WRONG');
    const followed = await tail(follower);
    if (!followed.ok) return followed;
    return (await isStartAttested(start, given)) ? ok(start) : fail('SNAPSHOT_WRONG');
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return fail('SNAPSHOT_WRONG');
    throw error;
  }
}

/** Every set is the one its attestation signs, and the newest names the tree at which the journal began. */
async function isStartAttested(start: AttestedStart, { hasher }: FollowerGiven): Promise<boolean> {
  const { began, follower, sets } = start;
  const [newest] = sets;
  if (newest?.head.coversSeq !== began.size) return false;
  if (!isSame(fieldsAt(follower, newest.attestationSeq)?.['root'], began.root)) return false;
  for (const set of sets) if (!(await isSetAttested(start, set, hasher))) return false;
  return true;
}

/** Whether the house of a journal that was followed from its first entry is the one a device began with (SN25): a member device
 *  could have attested one without a removal. */
export function isHouseOf(
  start: Pick<AttestedStart, 'began' | 'follower'>,
  whole: JournalFollower,
  hasher: EntryHasher,
): boolean {
  const { size } = start.began;
  const roots = [start.follower, whole].map(({ columns }) => houseRoot(houseLines(columns, size), hasher));
  return equalBytes(roots[0] as Hash, roots[1] as Hash);
}

/** Takes the house entries of one batch: each lies in its batch, its open fields fit, and who wrote it had the right. */
async function takeHouseBatch(
  follower: JournalFollower,
  batch: HouseBatch,
  { hasher, tenant }: FollowerGiven,
): Promise<boolean> {
  const { columns } = follower;
  const said = decodeStatement(batch.statement.bytes);
  const { count, root } = said;
  const last = columns.batches.at(-1);
  const follows = batch.firstSeq >= (last === undefined ? 0 : last.firstSeq + last.count);
  if (!follows || count !== batch.count || batch.firstSeq + count > columns.size) return false;
  let at = batch.firstSeq;
  for (const entry of batch.entries) {
    const entryHash = hasher.sha256(entry.body);
    const index = entry.seq - batch.firstSeq;
    const leaf = { leafHash: hasher.leaf(entryHash), index };
    const place = peekBody(entry.body, tenant);
    const isHouse = place !== undefined && classOfKind(place.kind) === LEAF_CLASS.house;
    if (!isHouse || entry.seq < at || !isOpenFit(entry, hasher.sha256)) return false;
    if (!verifyInclusion(hasher, leaf, { size: count, root }, entry.path)) return false;
    columns.put(entry.seq, { entryHash, receivedAt: entry.receivedAt }, { body: entry.body, open: entry.open }, place);
    at = entry.seq + 1;
  }
  const { firstSeq, statement } = batch;
  const bound = { firstSeq, count, statement, said };
  columns.batches.push(bound);
  // What is held back is held back here as for everybody else: it counts for nothing.
  await follower.attributor.takeHouse(bound);
  return true;
}

/** Nothing of the house is erased but names of staff: an entry without its open fields could hide a removal (JN22). */
function isOpenFit({ body: bytes, open }: HouseEntry, sha256: FollowerGiven['hasher']['sha256']): boolean {
  const body = decodeBody(bytes);
  if (open !== null) return openFieldsFit(body, open, sha256);
  return body.openHash === null || body.kind >= FIRST_RECORD_KIND;
}

/** Whether a set is the one that the attestation it names signs, and the attestation counts (SN22): it is attributed, and whoever signed it
 *  belongs to the site now. */
export async function isSetAttested(
  { follower, attributions }: Pick<AttestedStart, 'follower' | 'attributions'>,
  { head, attestationSeq }: OfferedSet,
  hasher: EntryHasher,
): Promise<boolean> {
  const { columns } = follower;
  const fields = fieldsAt(follower, attestationSeq);
  if (fields === undefined || (await attributions.faultOf(attestationSeq)) !== undefined) return false;
  return (
    fields['logSize'] === head.coversSeq &&
    isSame(fields['shardRoot'], shardRoot(head, hasher)) &&
    isSame(fields['houseRoot'], houseRoot(houseLines(columns, head.coversSeq), hasher)) &&
    isOneOf(head.site, fields['siteScope']) &&
    isBySomebodyOfSite(follower, attestationSeq, head.site) &&
    isGroupKeyOfSite(follower, head)
  );
}

/** Whoever has left since vouches for nothing any more: a fresh set is made soon. */
function isBySomebodyOfSite({ columns, membership, head: { size } }: JournalFollower, seq: number, site: Id): boolean {
  const body = readBody(columns.entryAt(seq)?.body ?? NO_BODY);
  const device = body === undefined ? undefined : membership.deviceAt(body.author, size);
  const user = device === undefined ? undefined : membership.userAt(device.user, size);
  return device?.active === true && user?.active === true && isOneOf(site, user.sites);
}

const NO_BODY = new Uint8Array(0);

function fieldsAt({ columns }: JournalFollower, seq: number): { readonly [name: string]: CborValue } | undefined {
  if (columns.kindAt(seq) !== WIRE_KINDS.attestation) return undefined;
  return readOpen(columns.openAt(seq));
}

/** The set is sealed under a key that was entered for the group of its site. */
function isGroupKeyOfSite({ membership, head }: JournalFollower, { site, groupKeyId }: OfferedSet['head']): boolean {
  const groups = membership
    .groupsAt(head.size)
    .filter((group) => group.groupKind === 'site' && equalBytes(group.site, site));
  return groups.some(({ group }) =>
    membership.groupKeyVersions(group).some(({ keyId }) => equalBytes(keyId, groupKeyId)),
  );
}

const isSame = (value: CborValue | undefined, hash: Hash) => value instanceof Uint8Array && equalBytes(value, hash);

function isOneOf(id: Uint8Array, ids: CborValue | readonly Uint8Array[] | undefined): boolean {
  return Array.isArray(ids) && ids.some((each: unknown) => each instanceof Uint8Array && equalBytes(each, id));
}
