/** How one person is reached. */
import type { ValueOfKind } from '@siegel/akten';
import { drawEmail, drawLandline, drawMobile } from './address.ts';
import type { PersonNames } from './person-names.ts';
import type { Random } from './random.ts';

type Contacts = Pick<ValueOfKind<'person'>, 'telefon' | 'mobil' | 'email' | 'telecom'>;
type Telecom = NonNullable<Contacts['telecom']>[number];

/** Percent of the people up to an age who have it. */
const LANDLINE = { young: 38, old: 84, from: 45 } as const;
const RELATIVES = ['Tochter', 'Sohn', 'Nachbarin', 'Pflegedienst'] as const;

/** Draws the contacts of the record; everybody has at least one telephone. */
export function drawContacts(random: Random, landline: string, ageYears: number, names: PersonNames): Contacts {
  const hasLandline = random.percent(ageYears >= LANDLINE.from ? LANDLINE.old : LANDLINE.young);
  const hasMobile = random.percent(mobilePercent(ageYears));
  const email = random.percent(emailPercent(ageYears)) ? drawEmail(random, names.vorname, names.familienname) : '';
  const telecom = drawTelecom(random, ageYears);
  return {
    ...(hasLandline || !hasMobile ? { telefon: landline } : {}),
    ...(hasMobile ? { mobil: drawMobile(random) } : {}),
    ...(email === '' ? {} : { email }),
    ...(telecom.length === 0 ? {} : { telecom }),
  };
}

function drawTelecom(random: Random, ageYears: number): Telecom[] {
  if (ageYears >= 20 && ageYears < 66 && random.percent(6)) {
    return [{ art: 'telefon', wert: drawLandline(random), bemerkung: 'dienstlich' }];
  }
  if (ageYears < 76 || !random.percent(14)) return [];
  return [{ art: 'mobil', wert: drawMobile(random), bemerkung: random.pick(RELATIVES) }];
}

function mobilePercent(ageYears: number): number {
  if (ageYears < 15) return 0;
  return ageYears >= 80 ? 34 : 88;
}

function emailPercent(ageYears: number): number {
  if (ageYears < 16) return 0;
  return ageYears >= 75 ? 22 : 61;
}
