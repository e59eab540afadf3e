import { staff } from '@siegel/akten';
import {
  buildEntry,
  buildRecordEntry,
  checkInvitationMac,
  type GroupKey,
  invitationAnswerMac,
  type InvitationNote,
  invitationRequestMac,
  platformRandom,
  type PublicHalves,
  userCoSigner,
  userFields,
} from '@siegel/seal';
import { type EntryPacket, equalBytes, fail, hexOf, type Id, ok, type Result, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import { enterBatch } from '../roles/enter-batch.ts';
import { belongsTo } from '../roles/group-consequences.ts';
import { standingAfter } from '../roles/rights-change.ts';
import type { Safe } from '../safe/safe.ts';
import { base64urlOf } from '../server/base64url.ts';
import { type RequestFailure, tellJson } from '../server/server-request.ts';
import { answerBytes, requestOf } from './admission-messages.ts';
import { type KnownInvitation, openInvitations } from './invite-colleague.ts';
import { widenGroup } from './widen-group.ts';

const ID_BYTES = 16;

/** Admits somebody invited who has asked: checks the MAC under the code, enters the user with name and groups in one batch, and
 *  answers (IV11 to IV13). Done again after a lost answer, only the answer is sent (IV15). INVITATION_ENDED: there is no such
 *  invitation or nobody has asked; INVITATION_FOREIGN: whoever asks does not hold the code; GROUP_KEY_MISSING: a key they are to get is not
 *  here; OFFLINE: nothing was written. */
export async function admitColleague(safe: Safe, user: Id): Promise<Result<true, RequestFailure>> {
  const listed = await openInvitations(safe);
  if (!listed.ok) return listed;
  const invitation = listed.value.find((known) => equalBytes(known.user, user));
  const asked = await checkedRequest(safe, invitation);
  if (!asked.ok) return asked;
  const { halves, note } = asked.value;
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const entered = safe.follower.membership.userAt(user, safe.follower.head.size);
  if (entered === undefined) {
    const entries = await entriesOf(safe, user, asked.value);
    if (!entries.ok) return entries;
    const followed = await enterBatch(safe, entries.value, user);
    if (!followed.ok) return followed;
  } else if (!equalBytes(entered.ed25519Public, halves.ed25519Public)) return fail('INVITATION_FOREIGN');
  const { tenant, orgPublic, address } = safe.given;
  const mac = await invitationAnswerMac(note.code, { tenant, user }, { halves, orgPublic });
  const message = base64urlOf(answerBytes({ orgPublic, mac }));
  return tellJson(address, `invitations/${hexOf(user)}`, { body: { message } });
}

interface CheckedRequest {
  readonly halves: PublicHalves;
  readonly note: InvitationNote;
}

/** Whether a request was made with the code of its invitation. */
export async function checkedRequest(
  { given }: Safe,
  invitation: KnownInvitation | undefined,
): Promise<Result<CheckedRequest>> {
  if (invitation?.note === undefined || invitation.request === undefined) return fail('INVITATION_ENDED');
  const { note, user } = invitation;
  const request = requestOf(invitation.request);
  if (request === undefined) return fail('INVITATION_FOREIGN');
  const { halves, mac } = request;
  const place = { tenant: given.tenant, user };
  const checked = checkInvitationMac(mac, await invitationRequestMac(note.code, place, halves));
  return checked.ok ? ok({ halves, note }) : checked;
}

async function entriesOf(
  safe: Safe,
  user: Id,
  { halves, note }: CheckedRequest,
): Promise<Result<readonly EntryPacket[]>> {
  const { author, follower } = safe;
  const { membership, head } = follower;
  const { rights, sites, name, profession } = note;
  // A role may have ended since the invitation was made.
  const roles = note.roles.filter((role) => membership.roleAt(role, head.size)?.active === true);
  const wish = { roles, rights, sites };
  const groups = groupsFor(safe, standingAfter(safe, user, { users: new Map([[hexOf(user), wish]]) }));
  if (!groups.ok) return groups;
  const open = userFields(halves, wish);
  const asUser = { kind: WIRE_KINDS.user, schemaVersion: 1, record: user, open, coSigners: [userCoSigner(author)] };
  const entries = [await buildEntry(asUser, author)];
  for (const { key, groupKind } of groups.value) {
    if (groupKind === 'organisation') entries.push(await staffEntry(safe, user, { name, profession, key }));
    entries.push(await widenGroup(safe, key, { user, xwingPublic: halves.xwingPublic }));
  }
  return ok(entries);
}

function staffEntry(
  { author }: Safe,
  user: Id,
  { name, profession, key }: { readonly name: string; readonly profession: string; readonly key: GroupKey },
): Promise<EntryPacket> {
  const value = { userId: user, anzeigename: name, ...(profession !== '' && { berufsbezeichnung: profession }) };
  const home = { akte: ZERO_ID, site: ZERO_ID, key };
  return buildRecordEntry({ kind: staff, record: platformRandom(ID_BYTES), value }, home, author);
}

/** The groups of the organisation and those that follow from rights and sites (IV12). GROUP_KEY_MISSING: one of them has no key here;
 *  whoever came without it would see Akten that do not open. */
function groupsFor(
  safe: Safe,
  standing: ReturnType<typeof standingAfter>,
): Result<readonly { readonly key: GroupKey; readonly groupKind: string }[]> {
  const { membership, head } = safe.follower;
  const groups: { readonly key: GroupKey; readonly groupKind: string }[] = [];
  for (const group of membership.groupsAt(head.size)) {
    const { groupKind } = group;
    if (!group.active || (groupKind !== 'organisation' && !belongsTo(group, standing))) continue;
    const key = safe.keys.groupKey(group.group);
    if (key === undefined) return fail('GROUP_KEY_MISSING');
    groups.push({ key, groupKind });
  }
  return ok(groups);
}
