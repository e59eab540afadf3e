import { buildEntry, userCoSigner } from '@siegel/seal';
import { type EntryPacket, equalBytes, fail, hexOf, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import { enterBatch } from '../roles/enter-batch.ts';
import { leavesAdministrator } from '../roles/rights-change.ts';
import { deviceOut } from '../safe/restore-user.ts';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { newestVersion } from '../safe/newest-version.ts';
import { rotateGroup } from './rotate-group.ts';

/** Takes a colleague out, in one batch: the user, their devices, and a new version of every group key they held, for those who
 *  stay (crypto.md flow 4, IV30). What they have read cannot be taken back. LAST_ADMINISTRATOR: nobody would be left who may
 *  administer; GROUP_KEY_MISSING: they hold a group whose key is not here. */
export async function removeColleague(safe: Safe, user: Id): Promise<Result<true, RequestFailure>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const { membership, head } = safe.follower;
  const member = membership.userAt(user, head.size);
  if (member === undefined || !member.active) return ok(true);
  const nothing = { roles: [], rights: [], sites: [] };
  if (!leavesAdministrator(safe, { users: new Map([[hexOf(user), nothing]]) })) return fail('LAST_ADMINISTRATOR');
  const rotations = await rotationsWithout(safe, user);
  if (!rotations.ok) return rotations;
  const { userKind, ed25519Public, xwingPublic, roles, sites } = member;
  const open = { userKind, ed25519Public, xwingPublic, state: 'removed', roles, rights: member.rights, sites };
  const draft = {
    kind: WIRE_KINDS.user,
    schemaVersion: 1,
    record: user,
    parent: newestVersion(safe, user),
    open,
    coSigners: [userCoSigner(safe.author)],
  };
  const devices = membership.devicesAt(head.size).filter((device) => device.active && equalBytes(device.user, user));
  const out = await Promise.all(devices.map((device) => deviceOut(safe, device, safe.author)));
  return enterBatch(safe, [...out, ...rotations.value, await buildEntry(draft, safe.author)], user);
}

async function rotationsWithout(safe: Safe, user: Id): Promise<Result<readonly EntryPacket[]>> {
  const { membership, head } = safe.follower;
  const packets: EntryPacket[] = [];
  for (const { group } of membership.groupsAt(head.size)) {
    const members = membership.groupKeyVersions(group).at(-1)?.members ?? [];
    if (!members.some((member) => equalBytes(member, user))) continue;
    const key = safe.keys.groupKey(group);
    if (key === undefined) return fail('GROUP_KEY_MISSING');
    packets.push(await rotateGroup(safe, key, { leave: [user] }));
  }
  return ok(packets);
}
