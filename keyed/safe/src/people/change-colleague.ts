import { isRight, staff } from '@siegel/akten';
import { buildEntry, buildRecordEntry, isUnreadable, userCoSigner } from '@siegel/seal';
import { type EntryPacket, equalBytes, fail, type Id, ok, type Result, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { readableSites } from './admit-colleague.ts';
import { isLastAdministrator } from './remove-colleague.ts';
import { newestVersion } from '../safe/newest-version.ts';
import { rotateGroup } from './rotate-group.ts';
import { widenGroup } from './widen-group.ts';

/** What a colleague is called, may do, and where; the whole of it, not the difference. */
export interface ColleagueWish {
  readonly name: string;
  readonly profession: string;
  readonly rights: readonly string[];
  readonly sites: readonly Id[];
}

/** Changes name, rights and sites of a colleague in one batch (IV31): for a site they come to, the key of its group is wrapped for
 *  them; for one they leave, the group gets a new key for those who stay. RIGHT_MISSING: no such right, or without the right to
 *  administer; LAST_ADMINISTRATOR; GROUP_KEY_MISSING: a site whose key is not here; OFFLINE. */
export async function changeColleague(
  safe: Safe,
  user: Id,
  wish: ColleagueWish,
): Promise<Result<true, RequestFailure>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const { membership, head } = safe.follower;
  const member = membership.userAt(user, head.size);
  if (member?.active !== true || !wish.rights.every(isRight)) return fail('RIGHT_MISSING');
  const staysAdministrator = wish.rights.includes('administer');
  if (!staysAdministrator && isLastAdministrator(safe, user)) return fail('LAST_ADMINISTRATOR');
  const groups = await groupsFor(safe, user, readableSites(wish));
  if (!groups.ok) return groups;
  const { userKind, ed25519Public, xwingPublic, roles } = member;
  const { rights, sites } = wish;
  const draft = {
    kind: WIRE_KINDS.user,
    schemaVersion: 1,
    record: user,
    parent: newestVersion(safe, user),
    open: { userKind, ed25519Public, xwingPublic, state: 'active', roles, rights, sites },
    coSigners: [userCoSigner(safe.author)],
  };
  const named = await renamed(safe, user, wish);
  if (!named.ok) return named;
  const written = await safe.write([...named.value, await buildEntry(draft, safe.author), ...groups.value]);
  if (!written.ok) return written;
  if (!written.value.saved) {
    await safe.outbox.drop(user);
    return fail('OFFLINE');
  }
  return safe.sync();
}

/** The site groups they come to or leave. */
async function groupsFor(safe: Safe, user: Id, sites: readonly Id[]): Promise<Result<readonly EntryPacket[]>> {
  const { membership, head } = safe.follower;
  const packets: EntryPacket[] = [];
  for (const { group, groupKind, site } of membership.groupsAt(head.size)) {
    if (groupKind !== 'site') continue;
    const members = membership.groupKeyVersions(group).at(-1)?.members ?? [];
    const isMember = members.some((member) => equalBytes(member, user));
    const shallBe = sites.some((one) => equalBytes(one, site));
    if (isMember === shallBe) continue;
    const key = safe.keys.groupKey(group);
    if (key === undefined) return fail('GROUP_KEY_MISSING');
    const xwingPublic = membership.userAt(user, head.size)?.xwingPublic ?? new Uint8Array(0);
    packets.push(
      isMember ? await rotateGroup(safe, key, { without: user }) : await widenGroup(safe, key, { user, xwingPublic }),
    );
  }
  return ok(packets);
}

/** The next version of the name, when it is another. */
async function renamed(
  safe: Safe,
  user: Id,
  { name, profession }: ColleagueWish,
): Promise<Result<readonly EntryPacket[]>> {
  for (const { newest } of safe.records.recordsOfAkte(ZERO_ID)) {
    if (newest.body.kind !== staff.code) continue;
    const opened = await safe.open(newest);
    if (isUnreadable(opened)) continue;
    const value = opened.value as Readonly<Record<string, unknown>>;
    if (!equalBytes(value['userId'] as Id, user)) continue;
    if (value['anzeigename'] === name && (value['berufsbezeichnung'] ?? '') === profession) return ok([]);
    const { berufsbezeichnung: _before, ...others } = value;
    const changed = { ...others, anzeigename: name, ...(profession !== '' && { berufsbezeichnung: profession }) };
    const organisation = safe.follower.membership
      .groupsAt(safe.follower.head.size)
      .find(({ groupKind }) => groupKind === 'organisation');
    const key = organisation === undefined ? undefined : safe.keys.groupKey(organisation.group);
    if (key === undefined) return fail('GROUP_KEY_MISSING');
    const parent = { entryHash: safe.follower.columns.hashAt(newest.seq), body: newest.body };
    const home = { akte: ZERO_ID, site: ZERO_ID, key };
    const wish = { kind: staff, record: newest.body.record, value: changed as never, parent, previous: opened.parts };
    return ok([await buildRecordEntry(wish, home, safe.author)]);
  }
  return ok([]);
}
