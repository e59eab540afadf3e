import { person } from '@siegel/akten';
import { hexOf } from '@siegel/wire';
import type { Attributions } from '../journal/attributions.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { AkteDirectory } from '../records/akte-directory.ts';
import type { VisibleRecords } from '../records/visible-records.ts';
import type { PersonIndex } from '../search/person-index.ts';
import { erasedEntries } from './audit-journal.ts';
import { isReadableAkte } from './readable-akten.ts';
import type { SafeGiven } from './safe-given.ts';

/** What of a safe says who should be found. */
export interface IndexedSafe {
  readonly given: Pick<SafeGiven, 'user'>;
  readonly follower: JournalFollower;
  readonly attributions: Attributions;
  readonly directory: AkteDirectory;
  readonly records: VisibleRecords;
  readonly index: PersonIndex;
}

/** Hex ids of persons whose Stammakte the server owes this user and whose identity did not come or does not open: search cannot
 *  find them, and somebody who is not found must not look like somebody who is not there (SF20). */
export function unreadablePersons(safe: IndexedSafe): ReadonlySet<string> {
  const { columns } = safe.follower;
  const isHeldBack = (seq: number) => safe.attributions.isHeldBack(seq);
  const { follower, directory, given } = safe;
  const owner = { follower, directory, user: given.user, isHeldBack };
  const unreadable = new Set<string>();
  let erased: ReadonlySet<string> | undefined;
  for (const personId of safe.directory.persons()) {
    if (safe.index.has(personId)) continue;
    const stammakte = safe.directory.aktenOfPerson(personId).find((akte) => akte.stammakte);
    if (stammakte === undefined || !isReadableAkte(owner, stammakte.akte)) continue;
    const records = safe.records.recordsOfAkte(stammakte.akte).filter(({ newest }) => newest.body.kind === person.code);
    erased ??= erasedEntries(columns, isHeldBack);
    const gone = erased;
    if (records.some(({ newest }) => !gone.has(hexOf(columns.hashAt(newest.seq))))) unreadable.add(personId);
  }
  return unreadable;
}
