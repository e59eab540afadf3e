import type { Membership } from '@siegel/journal';
import { equalBytes, hexOf, type Id, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { readOpen } from '../journal/read-open.ts';
import type { AkteDirectory } from '../records/akte-directory.ts';
import { knownSitesOf } from '../renewal/wanted-groups.ts';

/** What of a journal says who holds which group key. */
export type KeyedJournal = Pick<JournalFollower, 'columns' | 'head'> & {
  readonly membership: Pick<Membership, 'groupKeyAt' | 'groupAt' | 'isStrictAt'>;
};

interface SealingSafe {
  readonly follower: KeyedJournal;
  readonly directory: AkteDirectory;
}

/** Persons whose Stammakte everybody of a site's group may open: what a set of that site may hold. In strict mode others' persons
 *  stay out, although the maker reads them (SN1), also where wide wraps of before would let everybody in (BS27). */
export function* personsForGroup(safe: SealingSafe, group: Id): Generator<string> {
  const { membership, head } = safe.follower;
  const readers = membership.groupKeyAt(group, head.size)?.members ?? [];
  const verdicts = new Map<string, boolean>();
  const mayAllRead = (groups: readonly Id[]) => {
    const members = groups.flatMap((each) => membership.groupKeyAt(each, head.size)?.members ?? []);
    return readers.every((reader) => members.some((member) => equalBytes(member, reader)));
  };
  const isStrict = membership.isStrictAt(head.size);
  const site = membership.groupAt(group, head.size)?.site ?? ZERO_ID;
  for (const personId of safe.directory.persons()) {
    const groups = groupsOfStammakte(safe, personId);
    if (groups === undefined) continue;
    const name = groups.map(hexOf).join(' ');
    const verdict = verdicts.get(name) ?? mayAllRead(groups);
    verdicts.set(name, verdict);
    if (verdict && (!isStrict || knownSitesOf(safe, personId).some((known) => equalBytes(known, site)))) yield personId;
  }
}

/** Groups that open all of a person's Stammakte; undefined without one. */
function groupsOfStammakte(
  { follower: { columns }, directory }: SealingSafe,
  personId: string,
): readonly Id[] | undefined {
  const stammakte = directory.aktenOfPerson(personId).find((akte) => akte.stammakte);
  if (stammakte === undefined) return undefined;
  const keySeq = columns.seqsOfAkte(stammakte.akte).findLast((seq) => columns.kindAt(seq) === WIRE_KINDS.caseKey);
  const groups = readOpen(columns.openAt(keySeq ?? -1))?.['groups'];
  return Array.isArray(groups) ? groups.filter((each: unknown): each is Id => each instanceof Uint8Array) : [];
}
