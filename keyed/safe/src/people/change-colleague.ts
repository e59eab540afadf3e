import { isRight, staff } from '@siegel/akten';
import { buildRecordEntry, isUnreadable } from '@siegel/seal';
import { type EntryPacket, equalBytes, fail, hexOf, type Id, ok, type Result, ZERO_ID } from '@siegel/wire';
import { enterBatch } from '../roles/enter-batch.ts';
import { groupConsequences } from '../roles/group-consequences.ts';
import { organisationKey, userEntry } from '../roles/house-entry.ts';
import { leavesAdministrator } from '../roles/rights-change.ts';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';

/** What a colleague is called, may do, and where; the whole of it, not the difference. */
export interface ColleagueWish {
  readonly name: string;
  readonly profession: string;
  /** None: what the rights say one by one is all. */
  readonly roles?: readonly Id[];
  /** Beyond those of the roles. */
  readonly rights: readonly string[];
  readonly sites: readonly Id[];
}

/** Changes name, roles, rights and sites of a colleague in one batch (IV31): for a site they come to, the key of its group is wrapped for
 *  them; for one they leave, the group gets a new key for those who stay. RIGHT_MISSING: no such right, or without the right to
 *  administer; ROLE_UNKNOWN; LAST_ADMINISTRATOR; GROUP_KEY_MISSING: a site whose key is not here; OFFLINE. */
export async function changeColleague(
  safe: Safe,
  user: Id,
  wish: ColleagueWish,
): Promise<Result<true, RequestFailure>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const { membership, head } = safe.follower;
  const before = membership.userAt(user, head.size);
  const roles = wish.roles ?? [];
  if (before?.active !== true || !wish.rights.every(isRight)) return fail('RIGHT_MISSING');
  if (!roles.every((role) => membership.roleAt(role, head.size)?.active === true)) return fail('ROLE_UNKNOWN');
  const { rights, sites } = wish;
  const after = { roles, rights, sites };
  const change = { users: new Map([[hexOf(user), after]]) };
  if (!leavesAdministrator(safe, change)) return fail('LAST_ADMINISTRATOR');
  const groups = await groupConsequences(safe, change);
  if (!groups.ok) return groups;
  const named = await renamed(safe, user, wish);
  if (!named.ok) return named;
  // The user last: it may take from the author what the others need.
  return enterBatch(safe, [...named.value, ...groups.value, await userEntry(safe, user, after)], user);
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
    const key = organisationKey(safe);
    if (key === undefined) return fail('GROUP_KEY_MISSING');
    const parent = { entryHash: safe.follower.columns.hashAt(newest.seq), body: newest.body };
    const home = { akte: ZERO_ID, site: ZERO_ID, key };
    const wish = { kind: staff, record: newest.body.record, value: changed as never, parent, previous: opened.parts };
    return ok([await buildRecordEntry(wish, home, safe.author)]);
  }
  return ok([]);
}
