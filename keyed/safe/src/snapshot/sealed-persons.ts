import type { Membership } from '@siegel/journal';
import { equalBytes, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { readOpen } from '../journal/read-open.ts';
import type { AkteDirectory } from '../records/akte-directory.ts';

/** What of a journal says who holds which group key. */
export type KeyedJournal = Pick<JournalFollower, 'columns' | 'head'> & {
  readonly membership: Pick<Membership, 'groupKeyAt'>;
};

/** Persons whose Stammakte everybody of a site's group may open: what a set of that site may hold. In strict mode others' persons
 *  stay out, although the maker reads them (SN1). */
export function* personsForGroup(
  safe: { readonly follower: KeyedJournal; readonly directory: AkteDirectory },
  group: Id,
): Generator<string> {
  const { columns, membership, head } = safe.follower;
  const readers = membership.groupKeyAt(group, head.size)?.members ?? [];
  const verdicts = new Map<string, boolean>();
  const mayAllRead = (groups: readonly Id[]) => {
    const members = groups.flatMap((each) => membership.groupKeyAt(each, head.size)?.members ?? []);
    return readers.every((reader) => members.some((member) => equalBytes(member, reader)));
  };
  for (const personId of safe.directory.persons()) {
    const stammakte = safe.directory.aktenOfPerson(personId).find((akte) => akte.stammakte);
    if (stammakte === undefined) continue;
    const keySeq = columns.seqsOfAkte(stammakte.akte).findLast((seq) => columns.kindAt(seq) === WIRE_KINDS.caseKey);
    const groups = readOpen(columns.entryAt(keySeq ?? -1)?.open ?? null)?.['groups'];
    const ids = Array.isArray(groups) ? groups.filter((each: unknown): each is Id => each instanceof Uint8Array) : [];
    const name = ids.map(hexOf).join(' ');
    const verdict = verdicts.get(name) ?? mayAllRead(ids);
    verdicts.set(name, verdict);
    if (verdict) yield personId;
  }
}
