import type { MemberDevice } from '@siegel/journal';
import {
  type Author,
  buildEntry,
  type GroupKey,
  kitCoSigner,
  type KitKeys,
  openGroupKey,
  userCoSigner,
  userFields,
  userHalves,
} from '@siegel/seal';
import {
  type EntryPacket,
  equalBytes,
  fail,
  type Id,
  ok,
  type Result,
  WIRE_KINDS,
  type WrappedKey,
} from '@siegel/wire';
import { newestVersion } from './newest-version.ts';
import { rotateGroup } from '../people/rotate-group.ts';
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
    if (held !== undefined) packets.push(await rotateGroup(safe, held));
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
      parent: newestVersion(safe, given.user),
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

/** The entry that takes a device out. */
export function deviceOut(safe: Safe, { device, user, ed25519Public, xwingPublic }: MemberDevice, author: Author) {
  const open = { user, ed25519Public, xwingPublic, state: 'removed' };
  const parent = newestVersion(safe, device);
  const coSigners = [userCoSigner(author)];
  return buildEntry({ kind: WIRE_KINDS.device, schemaVersion: 1, record: device, parent, open, coSigners }, author);
}
