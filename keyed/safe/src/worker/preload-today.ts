import { person } from '@siegel/akten';
import { FIRST_RECORD_KIND, type Result } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';

/** A whole day's work of a practice; more would be a copy of the house. */
const MOST_PERSONS = 60;
const HOUR_MS = 3_600_000;
/** Nobody needs the copy of a copy: what was fetched within the last hour is good enough without a line. */
const FRESH_MS = HOUR_MS;

/** Fetches ahead the Akten in which something was written today, so that the persons of the day can be read without a line (OF4).
 *  At most one request per hour and person. */
export async function preloadToday(safe: Safe): Promise<Result<number>> {
  const now = safe.given.now();
  return safe.akten.preload(personsOfToday(safe, startOfDay(now)), now - FRESH_MS);
}

/** Persons with a record that arrived at `sinceMs` or later, the newest first. */
function personsOfToday({ follower: { columns }, directory }: Safe, sinceMs: number): readonly string[] {
  return directory.newestPersons({ sinceMs, most: MOST_PERSONS }, (seq) => {
    const kind = columns.kindAt(seq);
    return kind !== undefined && kind >= FIRST_RECORD_KIND && kind !== person.code;
  });
}

function startOfDay(nowMs: number): number {
  const day = new Date(nowMs);
  return day.setHours(0, 0, 0, 0);
}
