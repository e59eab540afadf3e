import type { Compartment } from '@siegel/akten';
import { type AkteWish, buildNextCaseKey, type CaseKey } from '@siegel/seal';
import { decodeBody, type EntryPacket, equalBytes, type Id, ok, type Result, ZERO_ID } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { namedCaseKey, type NamedCaseKey } from './renewal-duty.ts';

/** Gives Akten new case keys, wrapped under the group keys of now, in one batch (IV40). Akten whose groups this device does not hold,
 *  or which it may not write into, are left out. Nothing is kept here: what does not arrive is made anew. @returns how many.
 *  ENTRY_STALE: somebody was faster, or a group has a newer key than this device knows; the journal is to be followed first. */
export async function renewAkten(safe: Safe, akten: readonly Id[]): Promise<Result<number, RequestFailure>> {
  const made: { readonly key: CaseKey; readonly packet: EntryPacket }[] = [];
  for (const akte of akten) {
    const named = namedCaseKey(safe, akte);
    const groups = named === undefined ? undefined : groupKeysFor(safe, named);
    if (named === undefined || groups === undefined) continue;
    // On a version that nobody entitled wrote nothing can be built.
    if ((await safe.attributions.faultOf(named.seq)) !== undefined) continue;
    made.push(await nextKeyOf(safe, named, groups));
  }
  if (made.length === 0) return ok(0);
  const sent = await safe.outbox.sendUnkept(made.map(({ packet }) => packet));
  if (!sent.ok) return sent;
  for (const { key } of made) safe.keys.putCaseKey(key);
  return ok(made.length);
}

/** True when this device could renew an Akte: it may write at the site and holds the newest key of every group. */
export function mayRenew(safe: Safe, akte: Id): boolean {
  if (!mayWrite(safe)) return false;
  const named = namedCaseKey(safe, akte);
  return named !== undefined && groupKeysFor(safe, named) !== undefined;
}

/** The groups an Akte is wrapped for, with their newest keys; undefined when one is not here, or without the right to write there. */
function groupKeysFor(
  safe: Safe,
  { groups, parts, site }: NamedCaseKey,
): Pick<AkteWish, 'groups' | 'partGroups'> | undefined {
  const isOwnSite = equalBytes(site, ZERO_ID) || safe.sites.some((own) => equalBytes(own, site));
  if (!mayWrite(safe) || !isOwnSite) return undefined;
  const whole = groups.map((group) => safe.keys.groupKey(group));
  const partGroups = parts.flatMap(({ group: id, compartment }) => {
    const group = safe.keys.groupKey(id);
    return group === undefined ? [] : [{ group, compartments: [compartment as Compartment] }];
  });
  const isWhole = whole.every((key) => key !== undefined);
  return isWhole && partGroups.length === parts.length ? { groups: whole, partGroups } : undefined;
}

function mayWrite({ follower: { membership, head }, given }: Safe): boolean {
  return membership.rightsAt(given.user, head.size).has('write-records');
}

function nextKeyOf(safe: Safe, named: NamedCaseKey, groups: Pick<AkteWish, 'groups' | 'partGroups'>) {
  const { akte, site, person, stammakte, seq, version } = named;
  const { columns } = safe.follower;
  const entry = columns.entryAt(seq);
  if (entry === undefined) throw new Error('IV41: a named case key has its entry');
  const parent = { entryHash: columns.hashAt(seq).slice(), body: decodeBody(entry.body) };
  return buildNextCaseKey({ akte, site, person, stammakte, ...groups }, { version, parent }, safe.author);
}
