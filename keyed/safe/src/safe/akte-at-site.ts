import { buildAkte, type CaseKey, platformRandom } from '@siegel/seal';
import { bytesOfHex, type EntryPacket, equalBytes, fail, type Id, ok, type Result } from '@siegel/wire';
import { writingKey } from '../renewal/writing-key.ts';
import type { Safe } from './safe.ts';

/** The Akte of a known person at one site, ready to be written into. */
export interface AkteAtSite {
  readonly akte: Id;
  readonly key: CaseKey;
  /** Empty when the Akte is there already; else its founding, to be sent before or with its first record. */
  readonly packets: readonly EntryPacket[];
}

/** Finds the Akte of a person at a site and its key, or seals a new one. Asks the server for the person's keys: one delivery
 *  entry. KEY_UNKNOWN when the Akte is there and its key is not this user's; RIGHT_MISSING without the site's group. */
export async function akteAtSite(
  safe: Safe,
  personId: string,
  at: { readonly site: Id; readonly run?: Id | null },
): Promise<Result<AkteAtSite>> {
  const akten = await safe.provenAkten(personId);
  const known = akten.find(({ site, stammakte }) => !stammakte && equalBytes(site, at.site));
  if (known !== undefined) {
    const opened = await safe.openPerson(personId);
    if (!opened.ok) return opened;
    const key = await writingKey(safe, known.akte);
    return key.ok ? ok({ akte: known.akte, key: key.value, packets: [] }) : key;
  }
  const person = bytesOfHex(personId);
  const group = siteGroupKey(safe, at.site);
  if (group === undefined || person === undefined) return fail('RIGHT_MISSING');
  const akte = platformRandom(16) as Id;
  const wish = { akte, site: at.site, person, stammakte: false, groups: [group], run: at.run ?? null };
  const { key, packet } = await buildAkte(wish, safe.author);
  return ok({ akte, key, packets: [packet] });
}

function siteGroupKey(safe: Safe, site: Id) {
  const groups = safe.follower.membership.groupsAt(safe.follower.head.size);
  const ofSite = groups.find((group) => group.groupKind === 'site' && equalBytes(group.site, site));
  return ofSite === undefined ? undefined : safe.keys.groupKey(ofSite.group);
}
