import { foldName, koelnerPhonetik } from './fold-name.ts';
import type { ValueOf } from './kind.ts';
import type { person } from './kinds/person.ts';

/** What the duplicate check looks at. */
export type PersonIdentity = Pick<
  ValueOf<typeof person>,
  'familienname' | 'vorname' | 'geburtsname' | 'geburtsdatum' | 'versicherungen'
>;

/** Why two persons may be one. */
export type DuplicateReason = 'KVNR' | 'NAME_GEBURTSDATUM' | 'KLANG_GEBURTSDATUM';

/** A person that may be the candidate. `same`: take it unless a human objects; `possible`: a human must decide. */
export interface PersonMatch {
  /** Position in the list of existing persons. */
  readonly at: number;
  readonly grade: 'same' | 'possible';
  readonly reasons: readonly DuplicateReason[];
}

const KVNR = /^[A-Z]\d{9}$/;

/** Finds the persons a candidate may already be (AK9), certain ones first, then by position.
 *  For many candidates against one list use `makePersonMatcher`, which indexes the list once. */
export function matchPersons(candidate: PersonIdentity, existing: readonly PersonIdentity[]): readonly PersonMatch[] {
  return makePersonMatcher(existing)(candidate);
}

/** Indexes the existing persons once and answers each candidate in constant time. */
export function makePersonMatcher(
  existing: readonly PersonIdentity[],
): (candidate: PersonIdentity) => readonly PersonMatch[] {
  const positionsByKey = new Map<string, number[]>();
  existing.forEach((person, at) => {
    for (const key of keysOf(person)) {
      const positions = positionsByKey.get(key);
      if (positions === undefined) positionsByKey.set(key, [at]);
      else positions.push(at);
    }
  });
  return (candidate) => {
    const positions = new Set(keysOf(candidate).flatMap((key) => positionsByKey.get(key) ?? []));
    const matches = [...positions].flatMap((at) => {
      const other = existing[at];
      const match = other === undefined ? null : comparePersons(candidate, other);
      return match === null ? [] : [{ at, ...match }];
    });
    return matches.sort((a, b) => rank(a) - rank(b) || a.at - b.at);
  };
}

function rank(match: PersonMatch): number {
  return match.grade === 'same' ? 0 : 1;
}

/** How likely two persons are one (AK9); null for two who are not alike. */
export function comparePersons(a: PersonIdentity, b: PersonIdentity): Omit<PersonMatch, 'at'> | null {
  const birth = compareBirth(a.geburtsdatum, b.geburtsdatum);
  const reasons: DuplicateReason[] = [];
  if (kvnrsOf(a).some((kvnr) => kvnrsOf(b).includes(kvnr))) reasons.push('KVNR');
  const sameName = surnamesOf(a).some((name) => surnamesOf(b).includes(name)) && givenNameOf(a) === givenNameOf(b);
  if (birth !== 'different' && sameName) reasons.push('NAME_GEBURTSDATUM');
  else if (birth !== 'different' && soundsAlike(a, b)) reasons.push('KLANG_GEBURTSDATUM');
  if (reasons.length === 0) return null;
  // The same KVNR with two birth dates is a typing error in one of them: not ours to resolve.
  const certain = birth === 'same' ? reasons[0] !== 'KLANG_GEBURTSDATUM' : birth === 'unknown' && reasons[0] === 'KVNR';
  return { grade: certain ? 'same' : 'possible', reasons };
}

function compareBirth(a: string | undefined, b: string | undefined): 'same' | 'unknown' | 'different' {
  if (a === undefined || b === undefined) return 'unknown';
  if (a === b) return a.length === 10 ? 'same' : 'unknown';
  return a.startsWith(b) || b.startsWith(a) ? 'unknown' : 'different';
}

function soundsAlike(a: PersonIdentity, b: PersonIdentity): boolean {
  // Without a birth date on either side a sound alone would propose half the town.
  if (a.geburtsdatum === undefined || b.geburtsdatum === undefined) return false;
  const [given, otherGiven] = [koelnerPhonetik(givenNameOf(a)), koelnerPhonetik(givenNameOf(b))];
  return (
    given === otherGiven && surnamesOf(a).some((name) => surnamesOf(b).some((other) => sound(name) === sound(other)))
  );
}

function sound(foldedName: string): string {
  const code = koelnerPhonetik(foldedName);
  return code === '' ? foldedName : code;
}

/** Surname and birth name, folded; without those that are empty. */
export function surnamesOf(person: PersonIdentity): string[] {
  return [person.familienname, person.geburtsname ?? ''].map(foldName).filter((name) => name !== '');
}

/** Only the first given name, folded: the second is on the card of one source and missing in the other. '' when there is none. */
export function givenNameOf(person: PersonIdentity): string {
  return foldName((person.vorname ?? '').trim().split(/[\s,-]+/)[0] ?? '');
}

/** Insurance numbers that are one. */
export function kvnrsOf(person: PersonIdentity): string[] {
  return (person.versicherungen ?? [])
    .map(({ versichertennummer }) => versichertennummer ?? '')
    .filter((kvnr) => KVNR.test(kvnr));
}

/** Words that two persons share when they sound alike: whoever shares none cannot match by name. */
export function soundKeysOf(person: PersonIdentity): readonly string[] {
  const given = koelnerPhonetik(givenNameOf(person));
  return [...new Set(surnamesOf(person).map((name) => `${sound(name)}:${given}`))];
}

function keysOf(person: PersonIdentity): string[] {
  const names = surnamesOf(person).flatMap((name) => [
    `n:${name}:${givenNameOf(person)}`,
    `s:${sound(name)}:${koelnerPhonetik(givenNameOf(person))}`,
  ]);
  return [...new Set([...names, ...kvnrsOf(person).map((kvnr) => `k:${kvnr}`)])];
}
