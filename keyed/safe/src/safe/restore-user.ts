import { groupKeyRecordId } from '@siegel/akten';
import type { MemberDevice } from '@siegel/journal';
import {
  type Author,
  buildEntry,
  type GroupKey,
  groupKeyEntry,
  kitCoSigner,
  type KitKeys,
  makeGroupKey,
  openGroupKey,
  type ParentVersion,
  platformHasher,
  userCoSigner,
  userFields,
  userHalves,
  wrapForRecovery,
  wrapForUser,
  wrapPreviousVersion,
} from '@siegel/seal';
import {
  decodeBody,
  type EntryPacket,
  equalBytes,
  fail,
  hexOf,
  type Id,
  ok,
  type Result,
  WIRE_KINDS,
  type WrappedKey,
} from '@siegel/wire';
import { contentItemOfCbor } from '../server/content-items.ts';
import { askSequence } from '../server/sequence-stream.ts';
import type { RequestFailure } from '../server/server-request.ts';
import type { Safe } from './safe.ts';

/** Writes, in one batch from the device the kit has let in: the user's new keys (signed by the kit), the end of the old devices,
 *  and a new version of every group key for its members of now. All or nothing (FR22). */
export async function restoreUser(safe: Safe, keys: KitKeys): Promise<Result<true, RequestFailure>> {
  const wraps = await recoveryWraps(safe);
  if (!wraps.ok) return wraps;
  const packets = [await newUserKeys(safe, keys), ...(await oldDevicesOut(safe))];
  for (const { group } of safe.follower.membership.groupsAt(safe.follower.head.size)) {
    const held = await openByKit(safe, { group, wraps: wraps.value, keys });
    if (held !== undefined) packets.push(await rotated(safe, held));
  }
  const written = await safe.write(packets);
  if (!written.ok) return written;
  if (!written.value.saved) return fail('OFFLINE');
  return safe.sync();
}

async function recoveryWraps(safe: Safe): Promise<Result<readonly WrappedKey[], RequestFailure>> {
  const answer = await askSequence(safe.given.address, 'recovery/group-keys');
  if (!answer.ok) return answer;
  const wraps: WrappedKey[] = [];
  try {
    for await (const items of answer.value)
      for (const value of items) {
        const item = contentItemOfCbor(value);
        if (item.item === 'group-wraps') wraps.push(...item.wraps);
      }
  } catch {
    return fail('OFFLINE');
  }
  return ok(wraps);
}

/** The newest key of a group, opened with the kit. Only a key that stands in the journal counts (SL42). */
async function openByKit(
  { follower, given }: Safe,
  by: { readonly group: Id; readonly wraps: readonly WrappedKey[]; readonly keys: KitKeys },
): Promise<GroupKey | undefined> {
  const entered = follower.membership.groupKeyVersions(by.group).at(-1);
  const wrap = by.wraps.find(({ wrappedKeyId }) => entered !== undefined && equalBytes(wrappedKeyId, entered.keyId));
  if (entered === undefined || wrap === undefined) return undefined;
  return openGroupKey(wrap, { tenant: given.tenant, group: by.group, version: entered.version }, by.keys.recovery);
}

async function newUserKeys(safe: Safe, keys: KitKeys): Promise<EntryPacket> {
  const { follower, given, author } = safe;
  const before = follower.membership.userAt(given.user, follower.head.size);
  const { rights = [], sites = [], roles = [] } = before ?? {};
  return buildEntry(
    {
      kind: WIRE_KINDS.user,
      schemaVersion: 1,
      record: given.user,
      parent: newestOf(safe, given.user),
      open: userFields(userHalves(given.userKey), { rights, sites, roles }),
      coSigners: [kitCoSigner(keys.org)],
    },
    author,
  );
}

function oldDevicesOut(safe: Safe): Promise<readonly EntryPacket[]> {
  const { follower, given } = safe;
  const old = follower.membership
    .devicesAt(follower.head.size)
    .filter(({ active, user, device }) => active && equalBytes(user, given.user) && !isOwn(safe, device));
  return Promise.all(old.map((device) => deviceOut(safe, device, safe.author)));
}

function isOwn({ given }: Safe, device: Id): boolean {
  return equalBytes(device, given.device.device);
}

function deviceOut(safe: Safe, { device, user, ed25519Public, xwingPublic }: MemberDevice, author: Author) {
  const open = { user, ed25519Public, xwingPublic, state: 'removed' };
  const parent = newestOf(safe, device);
  const coSigners = [userCoSigner(author)];
  return buildEntry({ kind: WIRE_KINDS.device, schemaVersion: 1, record: device, parent, open, coSigners }, author);
}

/** The next version of a group key for the members of now, the user with new keys among them. */
async function rotated(safe: Safe, before: GroupKey): Promise<EntryPacket> {
  const { follower, given, author } = safe;
  const { membership, head } = follower;
  const next = await makeGroupKey({ tenant: given.tenant, group: before.group, version: before.version + 1 });
  const members = (membership.groupKeyVersions(before.group).at(-1)?.members ?? []).filter(
    (member) => membership.userAt(member, head.size)?.active === true,
  );
  const recovery = membership.genesis?.recoveryPublic;
  const wraps = await Promise.all([
    ...members.map((user) => wrapForUser(next, { user, xwingPublic: publicOf(safe, user) })),
    ...(recovery === undefined ? [] : [wrapForRecovery(next, recovery)]),
    wrapPreviousVersion(before, next),
  ]);
  const parent = newestOf(safe, groupKeyRecordId(before.group, platformHasher.sha256));
  return groupKeyEntry(next, { members, wraps, parent }, author);
}

function publicOf({ follower, given }: Safe, user: Id): Uint8Array {
  if (hexOf(user) === hexOf(given.user)) return given.userKey.xwing.publicKey;
  return follower.membership.userAt(user, follower.head.size)?.xwingPublic ?? new Uint8Array(0);
}

/** The newest version of a record of the house, or undefined when it has none: the first user and device stand in the genesis. */
function newestOf({ follower }: Safe, record: Id): ParentVersion | undefined {
  const seq = follower.columns.seqsOfRecord(record).at(-1);
  const entry = seq === undefined ? undefined : follower.columns.entryAt(seq);
  if (seq === undefined || entry === undefined) return undefined;
  return { entryHash: follower.columns.hashAt(seq), body: decodeBody(entry.body) };
}
