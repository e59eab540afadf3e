import { buildEntry, userCoSigner, userFields } from '@siegel/seal';
import { type EntryPacket, equalBytes, fail, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import { enterBatch } from '../roles/enter-batch.ts';
import { factorsOff } from '../safe/own-factors.ts';
import { newestVersion } from '../safe/newest-version.ts';
import { deviceOut } from '../safe/restore-user.ts';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { answerRequest, type CheckedRequest, checkedRequest } from './admit-colleague.ts';
import { handOut, type MadeInvitation, openInvitations } from './invite-colleague.ts';
import { rotateGroup } from './rotate-group.ts';

/** Link and code for a colleague who has lost every way in (WH10). RIGHT_MISSING: without the right to administer, for oneself, or
 *  for somebody who does not work here (any more). */
export async function inviteRestoration(safe: Safe, user: Id): Promise<Result<MadeInvitation, RequestFailure>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const { membership, head } = safe.follower;
  const member = membership.userAt(user, head.size);
  const isOwn = equalBytes(user, safe.given.user);
  if (member?.active !== true || member.userKind !== 'person' || isOwn) return fail('RIGHT_MISSING');
  const { rights, sites, roles, ed25519Public } = member;
  return handOut(safe, user, { name: '', profession: '', rights, sites, roles, restores: ed25519Public });
}

/** Gives a colleague who has asked the keys of their new browser, in one batch: their devices and second factors go out, the new keys come in, and every
 *  group they belong to has a new key for its members of now (JN19, WH11). What was sealed before opens with them. Done again after a
 *  lost answer, only the answer is sent. INVITATION_ENDED: there is no such link, nobody has asked, or it was for keys that were
 *  replaced since; INVITATION_FOREIGN: whoever asks does not hold the code; GROUP_KEY_MISSING: they belong to a group whose key is
 *  not here; OFFLINE: nothing was written. */
export async function restoreColleague(safe: Safe, user: Id): Promise<Result<true, RequestFailure>> {
  const listed = await openInvitations(safe);
  if (!listed.ok) return listed;
  const asked = await checkedRequest(
    safe,
    listed.value.find((known) => equalBytes(known.user, user)),
  );
  if (!asked.ok) return asked;
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const lost = asked.value.note.restores;
  const now = safe.follower.membership.userAt(user, safe.follower.head.size)?.ed25519Public;
  if (lost === undefined || now === undefined) return fail('INVITATION_ENDED');
  const isDone = equalBytes(now, asked.value.halves.ed25519Public);
  if (!isDone) {
    if (!equalBytes(now, lost)) return fail('INVITATION_ENDED');
    const written = await writeRestoration(safe, user, asked.value);
    if (!written.ok) return written;
  }
  return answerRequest(safe, user, asked.value);
}

async function writeRestoration(safe: Safe, user: Id, asked: CheckedRequest): Promise<Result<true, RequestFailure>> {
  const packets = await restorationEntries(safe, user, asked);
  if (!packets.ok) return packets;
  return enterBatch(safe, packets.value, user);
}

async function restorationEntries(
  safe: Safe,
  user: Id,
  { halves }: CheckedRequest,
): Promise<Result<readonly EntryPacket[]>> {
  const { author, follower } = safe;
  const { membership, head } = follower;
  const { rights = [], sites = [], roles = [] } = membership.userAt(user, head.size) ?? {};
  const devices = membership.devicesAt(head.size).filter((device) => device.active && equalBytes(device.user, user));
  const newKeys = {
    kind: WIRE_KINDS.user,
    schemaVersion: 1,
    record: user,
    parent: newestVersion(safe, user),
    open: userFields(halves, { rights, sites, roles }),
    coSigners: [userCoSigner(author)],
  };
  const packets = [
    ...(await Promise.all(devices.map((device) => deviceOut(safe, device, author)))),
    await buildEntry(newKeys, author),
    // Whoever has lost everything has lost what they showed beside the password, too (ZF20).
    await factorsOff(safe, user),
  ];
  for (const { group } of membership.groupsAt(head.size)) {
    const members = membership.groupKeyVersions(group).at(-1)?.members ?? [];
    if (!members.some((member) => equalBytes(member, user))) continue;
    const key = safe.keys.groupKey(group);
    if (key === undefined) return fail('GROUP_KEY_MISSING');
    packets.push(await rotateGroup(safe, key, { leave: [user], join: [{ user, xwingPublic: halves.xwingPublic }] }));
  }
  return ok(packets);
}
