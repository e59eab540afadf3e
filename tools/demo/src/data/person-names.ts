/** Names of one person: family name, name at birth, first names, title. */
import type { ValueOfKind } from '@siegel/akten';
import { FAMILY_NAMES, type Origin, RARE_FIRST, RARE_LAST } from './family-names.ts';
import { givenNames } from './given-names.ts';
import type { Member } from './household.ts';
import type { Random } from './random.ts';

/** The names of the person record. */
export type PersonNames = Pick<ValueOfKind<'person'>, 'geburtsname' | 'titel' | 'vorsatzwort'> & {
  readonly familienname: string;
  readonly vorname: string;
};

/** Draws a family name of the origin; the rarer German ones are put together from two halves. */
export function drawFamilyName(random: Random, origin: Origin): string {
  if (origin === 'deutsch' && random.percent(34)) return random.pick(RARE_FIRST) + random.pick(RARE_LAST);
  return random.pickSkewed(FAMILY_NAMES[origin]);
}

/** Draws the names of one member; a partner has the name of the household in most cases. */
export function drawNames(
  random: Random,
  home: { readonly origin: Origin; readonly familienname: string },
  member: Member,
  birthYear: number,
): PersonNames {
  const { origin } = home;
  const sharesName = member.role !== 'partner' || random.percent(82);
  const shared = sharesName ? home.familienname : drawFamilyName(random, origin);
  const geburtsname = sharesName && hasMarriedName(random, member) ? drawFamilyName(random, origin) : shared;
  const isDouble = geburtsname !== shared && random.percent(6) && !/[ -]/.test(shared + geburtsname);
  return {
    familienname: inflected(isDouble ? `${shared}-${geburtsname}` : shared, origin, member.sex),
    vorname: drawVorname(random, givenNames(origin, member.sex, birthYear)),
    ...(geburtsname === shared ? {} : { geburtsname: inflected(geburtsname, origin, member.sex) }),
    ...drawTitle(random, member.ageYears),
    ...drawVorsatzwort(random, origin),
  };
}

/** In couples of one name most women have taken it on; of the single ones more than every second. */
function hasMarriedName(random: Random, { sex, role, ageYears }: Member): boolean {
  return sex === 'w' && role !== 'child' && ageYears >= 26 && random.percent(58);
}

function drawVorname(random: Random, given: readonly string[]): string {
  const first = random.pickSkewed(given);
  const second = random.percent(16) ? random.pick(given) : first;
  return second === first ? first : `${first} ${second}`;
}

function drawVorsatzwort(random: Random, origin: Origin): { vorsatzwort?: string } {
  if (origin !== 'deutsch' || !random.permille(7)) return {};
  return { vorsatzwort: random.pick(['von', 'von', 'van', 'von der']) };
}

/** Polish and Russian names have a form of their own for women; in Germany most keep it. */
function inflected(name: string, origin: Origin, sex: 'm' | 'w'): string {
  if (sex === 'm') return name;
  if (origin === 'polnisch') return name.replace(/([cs])ki$/, '$1ka');
  return origin === 'russisch' ? name.replace(/(ow|ew)$/, '$1a') : name;
}

function drawTitle(random: Random, ageYears: number): { titel?: string } {
  if (ageYears < 29 || !random.permille(19)) return {};
  return { titel: random.pick(['Dr.', 'Dr.', 'Dr.', 'Dr. med.', 'Dr.-Ing.', 'Prof. Dr.']) };
}
