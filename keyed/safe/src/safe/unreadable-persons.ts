import { person } from '@siegel/akten';
import { hexOf } from '@siegel/wire';
import { erasedEntries } from './audit-journal.ts';
import { isReadableAkte } from './readable-akten.ts';
import type { Safe } from './safe.ts';

/** Hex ids of persons whose Stammakte the server owes this user and whose identity did not come or does not open: search cannot
 *  find them, and somebody who is not found must not look like somebody who is not there (SF20). */
export function unreadablePersons(safe: Safe): ReadonlySet<string> {
  const { columns } = safe.follower;
  const owner = { follower: safe.follower, user: safe.given.user };
  const unreadable = new Set<string>();
  let erased: ReadonlySet<string> | undefined;
  for (const personId of safe.directory.persons()) {
    if (safe.index.get(personId) !== undefined) continue;
    const stammakte = safe.directory.aktenOfPerson(personId).find((akte) => akte.stammakte);
    if (stammakte === undefined || !isReadableAkte(owner, stammakte.akte)) continue;
    const records = safe.records.recordsOfAkte(stammakte.akte).filter(({ newest }) => newest.body.kind === person.code);
    erased ??= erasedEntries(columns, (seq) => safe.attributions.isHeldBack(seq));
    const gone = erased;
    if (records.some(({ newest }) => !gone.has(hexOf(columns.hashAt(newest.seq))))) unreadable.add(personId);
  }
  return unreadable;
}
