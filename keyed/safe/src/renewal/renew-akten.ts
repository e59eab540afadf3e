import type { Compartment } from '@siegel/akten';
import { type AkteWish, buildNextCaseKey, type CaseKey, platformHasher } from '@siegel/seal';
import { decodeBody, type EntryPacket, equalBytes, hexOf, type Id, ok, type Result, ZERO_ID } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { olderKeys } from './older-keys.ts';
import { namedCaseKey, type NamedCaseKey } from './named-case-key.ts';
import { isWrappedFor, wantedGroups } from './wanted-groups.ts';

/** Gives Akten new case keys, wrapped under the group keys of now for those the house wants, in one batch (IV40, BS23). Akten whose groups
 *  this device does not hold, which it may not write into, or of which an older version has to be wrapped anew and is not here, are left
 *  out. Nothing is kept here: what does not arrive is made anew. @returns how many. ENTRY_STALE, WRAPPED_TOO_WIDE: somebody was faster,
 *  or a group has a newer key than this device knows, or the rules are others; the journal is to be followed first.
 *  AKTE_ELSEWHERE: `stale` names the entries of persons who are at sites that are not this user's; see `aktenOfHashes`. */
export async function renewAkten(safe: Safe, akten: readonly Id[]): Promise<Result<number, RenewalFailure>> {
  const made: MadeNext[] = [];
  for (const akte of akten) made.push(...(await nextOf(safe, akte)));
  if (made.length === 0) return ok(0);
  const sent = await safe.outbox.sendUnkept(made.map(({ packet }) => packet));
  if (!sent.ok) {
    const elsewhere = aktenNamed(sent.error, made);
    safe.renewals.leaveToOthers(elsewhere);
    return { ok: false, error: { ...sent.error, elsewhere } };
  }
  for (const { key } of made) safe.keys.putCaseKey(key);
  return ok(made.length);
}

interface MadeNext {
  readonly akte: Id;
  readonly key: CaseKey;
  readonly packet: EntryPacket;
}

/** The next version for one Akte; none where this device cannot make it. */
async function nextOf(safe: Safe, akte: Id): Promise<readonly MadeNext[]> {
  const named = namedCaseKey(safe, akte);
  const groups = named === undefined ? undefined : groupKeysFor(safe, named);
  if (named === undefined || groups === undefined) return [];
  // On a version that nobody entitled wrote nothing can be built, and a site that somebody invented earns no key.
  if ((await safe.attributions.faultOf(named.seq)) !== undefined) return [];
  if (!groups.isForOthers) return [{ akte, ...(await nextKeyOf(safe, named, groups)) }];
  const older = (await isProven(safe, named)) ? await olderKeys(safe, named) : undefined;
  return older === undefined ? [] : [{ akte, ...(await nextKeyOf(safe, named, { ...groups, older })) }];
}

/** Why nothing was renewed, and which Akten stood in the way. */
export interface RenewalFailure extends RequestFailure {
  /** With AKTE_ELSEWHERE: Akten only somebody who works at all sites of the person can wrap. */
  readonly elsewhere?: readonly Id[];
}

/** Wraps the Stammakten of these persons for whom the house wants them now, where that is another than they are wrapped for: after an Akte
 *  was founded at a further site, or one was taken from a site (BS26). Nothing happens when they are right; what this device cannot do
 *  stays due. @returns how many. Codes of `renewAkten`. */
export async function wrapForWanted(safe: Safe, personIds: readonly string[]): Promise<Result<number, RequestFailure>> {
  const stammakten = personIds.flatMap((personId) =>
    safe.directory.aktenOfPerson(personId).flatMap(({ akte, stammakte }) => (stammakte ? [akte] : [])),
  );
  const due = stammakten.filter((akte) => safe.renewals.isDue(akte) && mayRenew(safe, akte));
  for (const akte of due) if (await lacksOlder(safe, akte)) await safe.akten.fetch(hexOf(akte), 'open');
  const renewed = await renewAkten(safe, due);
  if (!renewed.ok) return renewed;
  const synced = renewed.value === 0 ? ok(true as const) : await safe.sync();
  return synced.ok ? ok(renewed.value) : synced;
}

/** True when an older version of the key has to be wrapped anew and is not here: the server has to be asked first. */
export async function lacksOlder(safe: Safe, akte: Id): Promise<boolean> {
  const named = namedCaseKey(safe, akte);
  if (named === undefined || groupKeysFor(safe, named)?.isForOthers !== true) return false;
  return (await olderKeys(safe, named)) === undefined;
}

/** True when this device could renew an Akte: it may write at the site and holds the newest key of every group. */
export function mayRenew(safe: Safe, akte: Id): boolean {
  if (!mayWrite(safe) || safe.renewals.isLeftToOthers(akte)) return false;
  const named = namedCaseKey(safe, akte);
  return named !== undefined && groupKeysFor(safe, named) !== undefined;
}

interface KeysForGroups extends Pick<AkteWish, 'groups' | 'partGroups'> {
  /** They are others than the Akte is wrapped for now. */
  readonly isForOthers: boolean;
}

/** The groups an Akte is to be wrapped for, with their newest keys; undefined when one is not here, or without the right to write there. */
function groupKeysFor(safe: Safe, named: NamedCaseKey): KeysForGroups | undefined {
  const { site } = named;
  const isOwnSite = equalBytes(site, ZERO_ID) || safe.sites.some((own) => equalBytes(own, site));
  if (!mayWrite(safe) || !isOwnSite) return undefined;
  const { groups, parts } = wantedGroups(safe, named) ?? named;
  const whole = groups.map((group) => safe.keys.groupKey(group));
  const partGroups = parts.flatMap(({ group: id, compartment }) => {
    const group = safe.keys.groupKey(id);
    return group === undefined ? [] : [{ group, compartments: [compartment as Compartment] }];
  });
  const isWhole = whole.every((key) => key !== undefined);
  if (!isWhole || partGroups.length !== parts.length) return undefined;
  const wanted = { groups, parts: parts as readonly { readonly group: Id; readonly compartment: Compartment }[] };
  return { groups: whole, partGroups, isForOthers: !isWrappedFor(wanted, named) };
}

/** Whether those who founded the Akten of a person might: what is only said to be at a site must not earn it a key (BS24). */
async function isProven(safe: Safe, { person }: NamedCaseKey): Promise<boolean> {
  const before = safe.directory.aktenOfPerson(hexOf(person)).length;
  const proven = await safe.provenAkten(hexOf(person));
  return proven.length === before;
}

function aktenNamed({ code, stale = [] }: RequestFailure, made: readonly MadeNext[]): readonly Id[] {
  if (code !== 'AKTE_ELSEWHERE') return [];
  const named = new Set(stale);
  return made.filter(({ packet }) => named.has(hexOf(platformHasher.sha256(packet.body)))).map(({ akte }) => akte);
}

function mayWrite({ follower: { membership, head }, given }: Safe): boolean {
  return membership.rightsAt(given.user, head.size).has('write-records');
}

function nextKeyOf(
  safe: Safe,
  named: NamedCaseKey,
  { groups, partGroups = [], older = [] }: Pick<AkteWish, 'groups' | 'partGroups' | 'older'>,
) {
  const { akte, site, person, stammakte, seq, version } = named;
  const { columns } = safe.follower;
  const entry = columns.entryAt(seq);
  if (entry === undefined) throw new Error('IV41: a named case key has its entry');
  const parent = { entryHash: columns.hashAt(seq).slice(), body: decodeBody(entry.body) };
  const wish = { akte, site, person, stammakte, groups, partGroups, older };
  return buildNextCaseKey(wish, { version, parent }, safe.author);
}
