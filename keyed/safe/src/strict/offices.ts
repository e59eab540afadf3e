import { houseGroupId } from '@siegel/akten';
import { platformHasher } from '@siegel/seal';
import { type EntryPacket, type Id, ok, type Result } from '@siegel/wire';
import { newGroup } from '../roles/change-group.ts';
import { belongsTo } from '../roles/group-consequences.ts';
import type { Safe } from '../safe/safe.ts';

const NAME = { de: 'Wer Personen der Betriebsstätte sieht', en: 'Who sees persons of the site' } as const;

/** The language of names that are sealed into the journal. */
export type NameLanguage = keyof typeof NAME;

/** The group of those who see who the persons of a site are, with its first key for them (BS21). Its id follows from the site: two who
 *  make it meet in one record. Empty when nobody sees persons there. GROUP_KEY_MISSING. */
async function officeEntries(
  safe: Safe,
  site: Id,
  { members, language }: { readonly members: readonly Id[]; readonly language: NameLanguage },
): Promise<Result<readonly EntryPacket[]>> {
  if (members.length === 0) return ok([]);
  const group = houseGroupId(site, 'office', platformHasher.sha256);
  return newGroup(safe, { group, groupKind: 'office', name: NAME[language], members, site });
}

/** The offices that sites do not have yet. GROUP_KEY_MISSING. */
export async function missingOffices(safe: Safe, language: NameLanguage): Promise<Result<readonly EntryPacket[]>> {
  const { membership, head } = safe.follower;
  const packets: EntryPacket[] = [];
  for (const site of membership.sitesAt(head.size)) {
    if (membership.groupOfKindAt('office', head.size, site) !== undefined) continue;
    const made = await officeEntries(safe, site, { members: seersAt(safe, site), language });
    if (!made.ok) return made;
    packets.push(...made.value);
  }
  return ok(packets);
}

/** Everybody who sees the persons of a site. */
function seersAt({ follower: { membership, head } }: Safe, site: Id): readonly Id[] {
  return membership
    .usersAt(head.size)
    .filter(({ user, active, sites }) => {
      const standing = { rights: membership.rightsAt(user, head.size), sites };
      return active && belongsTo({ groupKind: 'office', site }, standing);
    })
    .map(({ user }) => user);
}
