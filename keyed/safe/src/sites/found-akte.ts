import { buildAkte, type CaseKey, platformRandom } from '@siegel/seal';
import { type EntryPacket, equalBytes, fail, type Id, ok, type Result } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';

const ID_BYTES = 16;

/** A new Akte of a known person, sealed and not sent. */
export interface FoundedAkte {
  readonly akte: Id;
  readonly key: CaseKey;
  /** What has to be written before anything in it. */
  readonly packets: readonly EntryPacket[];
}

/** Seals a new Akte of a known person at a site: the one way in which a further Akte comes into being (BS4, BS6). In strict mode the
 *  site may see who the person is once `wrapForWanted` was done (BS26). RIGHT_MISSING
 *  without the key of the site's group. */
export async function foundAkte(
  safe: Safe,
  { person, site, run = null }: { readonly person: Id; readonly site: Id; readonly run?: Id | null },
): Promise<Result<FoundedAkte>> {
  const group = siteGroupKey(safe, site);
  if (group === undefined) return fail('RIGHT_MISSING');
  const akte = platformRandom(ID_BYTES) as Id;
  const wish = { akte, site, person, stammakte: false, groups: [group], run };
  const { key, packet } = await buildAkte(wish, safe.author);
  return ok({ akte, key, packets: [packet] });
}

/** The newest key of a site's group, if it is here. */
export function siteGroupKey(safe: Safe, site: Id) {
  const groups = safe.follower.membership.groupsAt(safe.follower.head.size);
  const ofSite = groups.find((group) => group.groupKind === 'site' && equalBytes(group.site, site));
  return ofSite === undefined ? undefined : safe.keys.groupKey(ofSite.group);
}
