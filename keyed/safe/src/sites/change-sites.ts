import {
  buildEntry,
  groupKeyEntry,
  makeGroupKey,
  platformRandom,
  userCoSigner,
  wrapForRecovery,
  wrapForUser,
} from '@siegel/seal';
import { type EntryPacket, equalBytes, fail, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import { userEntry } from '../roles/house-entry.ts';
import { sealedName } from '../safe/name-device.ts';
import { newestVersion } from '../safe/newest-version.ts';
import type { Safe } from '../safe/safe.ts';
import { sitesOf } from './site-list.ts';

const ID_BYTES = 16;

/** A new Betriebsstaette. */
export interface SiteWish {
  readonly name: string;
  /** Who belongs to it from the first day. */
  readonly users: readonly Id[];
}

/** Enters a site in one batch: the site, its group with the sealed name, everybody who belongs to it, and the first key of the group
 *  for those of them who may read Akten, and for mirrors (BS1). @returns its id. SITE_NAME_MISSING; RIGHT_MISSING without the right to
 *  administer, without the organisation's key, or when nobody would hold the key; OFFLINE: nothing was entered. */
export async function addSite(safe: Safe, { name, users }: SiteWish): Promise<Result<Id>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const refusal = refusalOf(safe, name);
  if (refusal !== undefined) return refusal;
  const members = membersOf(safe, users);
  if (members.length === 0) return fail('RIGHT_MISSING');
  const { author } = safe;
  const site = platformRandom(ID_BYTES) as Id;
  const group = platformRandom(ID_BYTES) as Id;
  const coSigners = [userCoSigner(author)];
  const draft = { schemaVersion: 1, coSigners };
  const open = { groupKind: 'site', site, state: 'active' };
  const packets = [
    await buildEntry({ ...draft, kind: WIRE_KINDS.site, record: site, open: { state: 'active' } }, author),
    await buildEntry({ ...draft, kind: WIRE_KINDS.group, record: group, open, ...sealedName(safe, name) }, author),
    ...(await Promise.all(belonging(safe, users).map((user) => movedIn(safe, user, site)))),
    await firstKey(safe, group, members),
  ];
  const written = await writeNow(safe, packets, site);
  return written.ok ? ok(site) : written;
}

/** Gives a site another name. SITE_NAME_MISSING, RIGHT_MISSING, SITE_UNKNOWN, OFFLINE, ENTRY_STALE. */
export async function renameSite(safe: Safe, site: Id, name: string): Promise<Result<true>> {
  const refusal = refusalOf(safe, name);
  if (refusal !== undefined) return refusal;
  const known = sitesOf(safe).find((one) => equalBytes(one.site, site));
  if (known === undefined) return fail('SITE_UNKNOWN');
  const draft = {
    kind: WIRE_KINDS.group,
    schemaVersion: 1,
    record: known.group,
    parent: newestVersion(safe, known.group),
    open: { groupKind: 'site', site, state: 'active' },
    coSigners: [userCoSigner(safe.author)],
    ...sealedName(safe, name),
  };
  return writeNow(safe, [await buildEntry(draft, safe.author)], known.group);
}

/** Closes a site, or opens it again (BS3): what is there stays readable and can be gone on with by those who belong to it; nothing new
 *  is founded there. SITE_UNKNOWN; LAST_SITE: no other is open; RIGHT_MISSING, OFFLINE, ENTRY_STALE. */
export async function setSiteOpen(safe: Safe, site: Id, isOpen: boolean): Promise<Result<true>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const known = sitesOf(safe).find((one) => equalBytes(one.site, site));
  if (known === undefined) return fail('SITE_UNKNOWN');
  if (known.isOpen === isOpen) return ok(true);
  const draft = {
    kind: WIRE_KINDS.site,
    schemaVersion: 1,
    record: site,
    parent: newestVersion(safe, site),
    open: { state: isOpen ? 'active' : 'removed' },
    coSigners: [userCoSigner(safe.author)],
  };
  return writeNow(safe, [await buildEntry(draft, safe.author)], site);
}

function refusalOf(safe: Safe, name: string): Result<never> | undefined {
  const { membership, head } = safe.follower;
  if (name.trim() === '') return fail('SITE_NAME_MISSING');
  if (!membership.rightsAt(safe.given.user, head.size).has('administer')) return fail('RIGHT_MISSING');
  return sealedName(safe, name).sealed === undefined ? fail('RIGHT_MISSING') : undefined;
}

/** Those of `users` who are active, and every mirror: it holds everything there is. */
function belonging({ follower: { membership, head } }: Safe, users: readonly Id[]): readonly Id[] {
  return membership
    .usersAt(head.size)
    .filter(({ user, active, userKind }) => {
      const isMirror = userKind === 'service' && membership.rightsAt(user, head.size).has('mirror');
      return active && (isMirror || users.some((one) => equalBytes(one, user)));
    })
    .map(({ user }) => user);
}

/** Who gets the key: nobody without the right to read Akten, whatever else they may (IV12). */
function membersOf(safe: Safe, users: readonly Id[]): readonly Id[] {
  const { membership, head } = safe.follower;
  return belonging(safe, users).filter((user) => membership.rightsAt(user, head.size).has('read-records'));
}

function movedIn(safe: Safe, user: Id, site: Id): Promise<EntryPacket> {
  const member = safe.follower.membership.userAt(user, safe.follower.head.size);
  if (member === undefined) throw new Error('BS1: who belongs to a site is known');
  const { roles, rights, sites } = member;
  return userEntry(safe, user, { roles, rights, sites: [...sites, site] });
}

async function firstKey(safe: Safe, group: Id, members: readonly Id[]): Promise<EntryPacket> {
  const { membership, head } = safe.follower;
  const key = await makeGroupKey({ tenant: safe.given.tenant, group, version: 1 });
  const publicOf = (user: Id) => membership.userAt(user, head.size)?.xwingPublic ?? new Uint8Array(0);
  const recovery = membership.genesis?.recoveryPublic;
  const wraps = await Promise.all([
    ...members.map((user) => wrapForUser(key, { user, xwingPublic: publicOf(user) })),
    ...(recovery === undefined ? [] : [wrapForRecovery(key, recovery)]),
  ]);
  return groupKeyEntry(key, { members, wraps }, safe.author);
}

/** Who belongs where is not changed without a line: what waited could meet another house. */
async function writeNow(safe: Safe, packets: readonly EntryPacket[], record: Id): Promise<Result<true>> {
  const written = await safe.write(packets);
  if (!written.ok) return written;
  if (!written.value.saved) {
    await safe.outbox.drop(record);
    return fail('OFFLINE');
  }
  return safe.sync();
}
