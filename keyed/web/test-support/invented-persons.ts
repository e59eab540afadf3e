import type { PersonRow } from '@siegel/safe';

const FAMILY = [
  'Brandt',
  'Hauser',
  'Wiesner',
  'Oelschläger',
  'Frey',
  'Castellano',
  'Pohl',
  'Dietz',
  'Radtke',
  'Grünwald',
  'Janssen',
  'Wolters',
  'Ahlers',
  'Mbeki',
  'Reuter',
  'Zander',
  'Hoffmeister',
  'Sommer',
  'Bach',
  'Nowicki',
  'Thalmann',
  'Erdem',
  'Lohmann',
  'Yıldırım',
  'Bergner',
  'Bülow',
];
const GIVEN = [
  'Ilse',
  'Manfred',
  'Gudrun',
  'Frank',
  'Lukas',
  'Rosa',
  'Sabine',
  'Hannelore',
  'Sven',
  'Irmgard',
  'Mareike',
  'Günter',
  'Kerstin',
  'Thandi',
  'Finn',
  'Ulrike',
  'Karl',
  'Theresa',
  'Roland',
  'Anna',
  'Greta',
  'Kaan',
  'Siegfried',
  'Ayşe',
  'Ingo',
  'Ida',
];
const STREETS = [
  'Reichenberger Gasse',
  'Am Lindenhof',
  'Mühlenweg',
  'Schulstraße',
  'Spreeufer',
  'Gartenweg',
  'Kirchplatz',
];
const TOWNS = ['Berlin', 'Potsdam', 'Bernau', 'Erkner', 'Oranienburg'];

/** The person of number `n` as a random-looking id of 16 bytes in hex; the same number gives the same id. */
export function personIdOf(n: number): string {
  return Array.from({ length: 4 }, (_, part) =>
    ((n * 2654435761 + part * 40503 + 977) >>> 0).toString(16).padStart(8, '0'),
  ).join('');
}

const two = (part: number) => String(part).padStart(2, '0');

/** Invented persons, always the same ones. The first has the Akte of the mockups. */
export function inventedPersons(count: number): readonly PersonRow[] {
  return Array.from({ length: count }, (_, n) => {
    const family = FAMILY[n % FAMILY.length] ?? 'Brandt';
    const given = GIVEN[(n + Math.floor(n / FAMILY.length) * 7) % GIVEN.length] ?? 'Ilse';
    const birth =
      n === 0 ? '1951-03-14' : `${1932 + ((n * 17) % 88)}-${two(1 + ((n * 5) % 12))}-${two(1 + ((n * 11) % 28))}`;
    return {
      personId: personIdOf(n),
      familienname: family,
      vorname: given,
      geburtsdatum: birth,
      strasse: `${STREETS[n % STREETS.length]} ${4 + (n % 60)}`,
      ort: TOWNS[n % TOWNS.length] ?? 'Berlin',
      patientennummer: String(20418 + n),
      geschlecht: 'IlseGudrunRosaSabineHannelore'.includes(given) ? 'w' : 'm',
    };
  });
}
