import { staff } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { equalBytes, hexOf, type Id, ok, type Result, ZERO_ID } from '@siegel/wire';
import type { InvitationView, PeopleView, PersonOfHouse } from '../channel/people-api.ts';
import { checkedRequest } from '../people/admit-colleague.ts';
import { type KnownInvitation, openInvitations } from '../people/invite-colleague.ts';
import { Safe } from '../safe/safe.ts';
import type { Unlocked } from './unlocked.ts';
import { siteName } from './person-view.ts';
import { type HouseNames, openHouseNames } from './staff-names.ts';

/** Who stands in the verified journal; invitations as the server lists them, their notes opened. */
export async function peopleView(unlocked: Unlocked): Promise<Result<PeopleView>> {
  const { safe } = unlocked;
  // Who has just been admitted has a name here before the index is loaded anew.
  const names = await openHouseNames(safe);
  unlocked.names = names;
  const { membership, head } = safe.follower;
  const mayAdminister = membership.rightsAt(safe.given.user, head.size).has('administer');
  const known = mayAdminister ? await openInvitations(safe) : ok([]);
  if (!known.ok) return known;
  const professions = await professionsOf(safe);
  const devices = membership.devicesAt(head.size).filter(({ active }) => active);
  const people = membership
    .usersAt(head.size)
    .filter(({ userKind }) => userKind === 'person')
    .map(
      ({ user, active, sites, roles, rights }): PersonOfHouse => ({
        userId: hexOf(user),
        name: names.byUser.get(hexOf(user)) ?? '',
        profession: professions.get(hexOf(user)) ?? '',
        isOwn: equalBytes(user, safe.given.user),
        isActive: active,
        rights: [...membership.rightsAt(user, head.size)],
        roles: roles
          .filter((role) => membership.roleAt(role, head.size)?.active === true)
          .map((role) => ({ roleId: hexOf(role), name: names.byRole.get(hexOf(role)) ?? '' })),
        ownRights: rights,
        sites: sites.map((site) => ({ siteId: hexOf(site), name: siteName(safe, hexOf(site), names) })),
        devices: devices.filter((device) => equalBytes(device.user, user)).length,
      }),
    );
  const living = known.value.filter(
    ({ user, restores }) => restores || membership.userAt(user, head.size) === undefined,
  );
  const invitations = await Promise.all(living.map((invitation) => invitationView(safe, names, invitation)));
  return ok({
    mayAdminister,
    mayWrite: membership.rightsAt(safe.given.user, head.size).has('write-records'),
    profile: membership.genesis?.profile === 'social' ? 'social' : 'practice',
    people: people.toSorted(byName),
    invitations: invitations.toSorted(byUrgency),
    sites: safe.sites.map((site) => ({ siteId: hexOf(site), name: siteName(safe, hexOf(site), names) })),
    roles: membership
      .rolesAt(head.size)
      .filter(({ active }) => active)
      .map(({ role, rights }) => ({ roleId: hexOf(role), name: names.byRole.get(hexOf(role)) ?? '', rights })),
  });
}

async function invitationView(safe: Safe, names: HouseNames, invitation: KnownInvitation): Promise<InvitationView> {
  const { user, by, note, expiresAtMs } = invitation;
  return {
    userId: hexOf(user),
    kind: kindOf(invitation),
    name: invitation.restores ? (names.byUser.get(hexOf(user)) ?? '') : (note?.name ?? ''),
    profession: note?.profession ?? '',
    rights: note?.rights ?? [],
    code: note?.code ?? '',
    invitedBy: names.byUser.get(hexOf(by)) ?? '',
    isOwn: equalBytes(by, safe.given.user),
    expiresAtMs,
    state: await stateOf(safe, invitation),
  };
}

function kindOf({ restores, note }: KnownInvitation): InvitationView['kind'] {
  if (restores) return 'restoration';
  return note?.support === undefined ? 'colleague' : 'support';
}

async function stateOf(safe: Safe, invitation: KnownInvitation): Promise<InvitationView['state']> {
  if (invitation.isAnswered) return 'answered';
  if (invitation.request === undefined) return 'sent';
  if (invitation.note === undefined) return 'asking';
  return (await checkedRequest(safe, invitation)).ok ? 'asking' : 'foreign';
}

/** Professions lie sealed beside the names. */
export async function professionsOf(safe: Safe): Promise<ReadonlyMap<string, string>> {
  const professions = new Map<string, string>();
  for (const { newest } of safe.records.recordsOfAkte(ZERO_ID)) {
    if (newest.body.kind !== staff.code) continue;
    const opened = await safe.open(newest);
    if (isUnreadable(opened)) continue;
    const { userId, berufsbezeichnung = '' } = opened.value as {
      readonly userId: Id;
      readonly berufsbezeichnung?: string;
    };
    professions.set(hexOf(userId), berufsbezeichnung);
  }
  return professions;
}

function byName(a: PersonOfHouse, b: PersonOfHouse): number {
  if (a.isActive !== b.isActive) return a.isActive ? -1 : 1;
  return a.name.localeCompare(b.name, 'de');
}

const URGENCY = { asking: 0, foreign: 0, sent: 1, answered: 2 } as const;
function byUrgency(a: InvitationView, b: InvitationView): number {
  return URGENCY[a.state] - URGENCY[b.state] || a.expiresAtMs - b.expiresAtMs;
}
