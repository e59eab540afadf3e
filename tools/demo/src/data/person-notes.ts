/** What else stands in the person record: warnings, representatives, notes of the reception. */
import type { ValueOfKind } from '@siegel/akten';
import { drawLandline, drawMobile } from './address.ts';
import type { Home } from './home.ts';
import { givenNames } from './given-names.ts';
import { phrase } from './phrase.ts';
import type { Random } from './random.ts';

type Representatives = NonNullable<ValueOfKind<'person'>['vertretungen']>;

const CAVES = [
  'Penicillin: Exanthem {2004..2021}',
  'Penicillin: Exanthem {2004..2021}',
  'Penicillin: Urtikaria in der Kindheit',
  'Metamizol: Blutbildveränderung {2011..2022}',
  'Jodhaltiges Kontrastmittel: {Übelkeit und Hautausschlag|Kreislaufreaktion} {2008..2022}',
  'ASS-Unverträglichkeit (Asthma)',
  'Wespengift: Notfallset vorhanden',
  'Latexallergie',
  'Pflasterallergie, nur Papierpflaster',
  'Nickelallergie',
  'Nüsse: Notfallset vorhanden',
  'Herzschrittmacher seit {2012..2023}, Ausweis liegt vor',
  'Kollabiert beim Blutabnehmen, bitte im Liegen',
];
const ADMIN_NOTES = [
  'Termine nur nachmittags, arbeitet Frühschicht.',
  'Bitte langsam und deutlich sprechen, Hörgerät {links|rechts}.',
  'Dolmetscherin kommt mit, doppelte Zeit einplanen.',
  'Bestellt Rezepte über {den Pflegedienst|die Apotheke am Markt}.',
  'Möchte keine Anrufe auf der Arbeit.',
  'Befunde nur persönlich besprechen.',
  'Parkplatz am Hintereingang nutzen lassen.',
];
const OLD_ADMIN_NOTES = [
  'Rollator, Zimmer 2 im Erdgeschoss.',
  'Hausbesuch, {2.|3.} Stock ohne Aufzug, Schlüssel bei Nachbarin.',
  'Wohnt im Seniorenhaus Amsel, Wohnbereich {1|2|3}.',
  'Taxischein ausgestellt, Fahrt über Taxi Auenland.',
];

/** Draws the CAVE of the record; '' for most. */
export function drawCave(random: Random): string {
  return random.percent(11) ? phrase(random.pick(CAVES), { random, slots: noSlots, person: 0 }) : '';
}

/** Draws a note of the reception; '' for most. */
export function drawVerwaltungsnotiz(random: Random, ageYears: number): string {
  if (!random.percent(ageYears >= 78 ? 22 : 5)) return '';
  return phrase(random.pick(ageYears >= 78 ? OLD_ADMIN_NOTES : ADMIN_NOTES), { random, slots: noSlots, person: 0 });
}

/** Draws who speaks for a child or for an old person. */
export function drawRepresentatives(
  random: Random,
  home: Pick<Home, 'origin' | 'parent'>,
  member: { readonly ageYears: number; readonly familienname: string },
): Representatives {
  const { ageYears } = member;
  if (ageYears < 18 && home.parent !== undefined) {
    const { role, name, telefon } = home.parent;
    return [{ art: role, name, telefon, umfang: ['gesundheit', 'vermoegen', 'aufenthalt'] }];
  }
  if (ageYears < 78 || !random.percent(38)) return [];
  if (random.percent(8)) {
    return [
      {
        art: 'betreuung',
        name: 'Betreuungsbüro Auenland',
        telefon: drawLandline(random),
        umfang: ['gesundheit', 'vermoegen'],
      },
    ];
  }
  const daughter = random.percent(62);
  const name = random.pickSkewed(givenNames(home.origin, daughter ? 'w' : 'm', 1962));
  return [
    {
      art: `Vorsorgevollmacht, ${daughter ? 'Tochter' : 'Sohn'}`,
      name: `${name} ${random.percent(60) ? member.familienname : 'Sommerfeld'}`,
      telefon: drawMobile(random),
      umfang: ['gesundheit'],
    },
  ];
}

function noSlots(name: string): string {
  throw new Error(`DD2: no value for ${name} here`);
}
