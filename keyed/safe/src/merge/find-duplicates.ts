import { comparePersons, type DuplicateReason, soundKeysOf } from '@siegel/akten';
import type { PersonRow } from '../search/person-row.ts';

/** Two persons of the index who may be one. */
export interface FoundPair {
  readonly pair: readonly [string, string];
  readonly grade: 'same' | 'possible';
  readonly reasons: readonly DuplicateReason[];
}

export interface FindingGiven {
  readonly personIds: readonly string[];
  readonly rowOf: (personId: string) => PersonRow | undefined;
  /** Pairs that are none, as `pairKey` writes them. */
  readonly isNone: (pair: readonly [string, string]) => boolean;
  readonly isStopped: () => boolean;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
  readonly now: () => number;
  readonly onStep: (done: number, found: readonly FoundPair[]) => void;
}

/** A step is shorter than what somebody feels at a keystroke. */
const STEP_MS = 8;
/** Of so many who sound alike each is compared with each; more are a name like Müller without dates of birth. */
const MOST_ALIKE = 2_000;
const DAY_LENGTH = '1951-03-14'.length;

/** Compares everybody in the index with whoever came before, sounds alike (AK9) and may be born on the same day, in steps of a few
 *  milliseconds (PM30). Numbers of insurances are not in the index and decide nothing here. @returns false when it was stopped. */
export async function findDuplicates(given: FindingGiven): Promise<boolean> {
  const alike = new AlikePersons();
  const found: FoundPair[] = [];
  let stepEnds = given.now() + STEP_MS;
  for (const [done, personId] of given.personIds.entries()) {
    const row = given.rowOf(personId);
    if (row !== undefined) found.push(...matchesOf(row, alike).filter(({ pair }) => !given.isNone(pair)));
    if (given.now() < stepEnds) continue;
    given.onStep(done + 1, found);
    await given.pause();
    if (given.isStopped()) return false;
    stepEnds = given.now() + STEP_MS;
  }
  given.onStep(given.personIds.length, found);
  return true;
}

/** Pairs with those who came before; takes the person in among them. */
function matchesOf(row: PersonRow, alike: AlikePersons): readonly FoundPair[] {
  const found = new Map<string, FoundPair>();
  for (const other of alike.addTo(row)) {
    const match = other.personId === row.personId ? null : comparePersons(row, other);
    if (match !== null) found.set(other.personId, { pair: [other.personId, row.personId], ...match });
  }
  return [...found.values()];
}

/** Everybody who came before, by sound and then by date of birth: names are shared by thousands, a day of birth by few. */
class AlikePersons {
  readonly #byKey = new Map<string, Map<string, PersonRow[]>>();
  /** Names repeat far more often than persons do. */
  readonly #keysByName = new Map<string, readonly string[]>();

  /** Takes a person in. @returns who sounds alike and was not surely born on another day. */
  addTo(row: PersonRow): readonly PersonRow[] {
    const born = row.geburtsdatum ?? '';
    const others: PersonRow[] = [];
    for (const key of this.#keysOf(row)) {
      const byBirth = this.#byKey.get(key) ?? new Map<string, PersonRow[]>();
      this.#byKey.set(key, byBirth);
      for (const day of daysLike(born, byBirth)) {
        if (others.length >= MOST_ALIKE) break;
        others.push(...(byBirth.get(day) ?? []));
      }
      const same = byBirth.get(born) ?? [];
      byBirth.set(born, same);
      if (same.length < MOST_ALIKE) same.push(row);
    }
    return others;
  }

  #keysOf(row: PersonRow): readonly string[] {
    const name = [row.familienname, row.geburtsname, row.vorname].join('\n');
    const keys = this.#keysByName.get(name) ?? soundKeysOf(row);
    this.#keysByName.set(name, keys);
    return keys;
  }
}

/** Dates among those known that may be the same day: the day itself, what is known less exactly, and of a part of a date every day in it. */
function daysLike(born: string, byBirth: ReadonlyMap<string, unknown>): readonly string[] {
  if (born.length === DAY_LENGTH) return ['', born.slice(0, 4), born.slice(0, 7), born];
  return [...byBirth.keys()].filter((day) => day.startsWith(born) || born.startsWith(day));
}
