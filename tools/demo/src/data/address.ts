/** Addresses and numbers that belong to nobody: an invented town with postcodes that were never given out, telephone
 *  numbers that the Bundesnetzagentur keeps free for films, e-mail under the reserved example domains (DD3). */
import type { Random } from './random.ts';

/** An address as it stands in the person record. */
export type Address = { readonly strasse: string; readonly plz: string; readonly ort: string };

// Postcodes that begin with 00 do not exist.
const PLACES = [
  { weight: 52, plz: '00411', ort: 'Auenstadt' },
  { weight: 20, plz: '00413', ort: 'Auenstadt' },
  { weight: 9, plz: '00416', ort: 'Oberauen' },
  { weight: 7, plz: '00418', ort: 'Birkenmühl' },
  { weight: 5, plz: '00421', ort: 'Kleinsonnau' },
  { weight: 4, plz: '00424', ort: 'Altenwiek' },
  { weight: 3, plz: '00427', ort: 'Ahrenrode' },
] as const;

const STREETS = [
  'Ahornweg',
  'Albert-Lindner-Straße',
  'Alte Gärtnerei',
  'Am Anger',
  'Am Bahndamm',
  'Am Brunnen',
  'Am Dorfteich',
  'Am Gutshof',
  'Am Mühlenteich',
  'Am Sonnenhang',
  'Am Stadtgraben',
  'Amselweg',
  'An der Aue',
  'An der Ziegelei',
  'Apfelallee',
  'Auenring',
  'Bachstraße',
  'Bahnhofstraße',
  'Bergstraße',
  'Birkenweg',
  'Brückenstraße',
  'Buchenring',
  'Dorfstraße',
  'Drosselgasse',
  'Eichenallee',
  'Erlengrund',
  'Feldstraße',
  'Fliederweg',
  'Gartenstraße',
  'Ginsterweg',
  'Goldregenweg',
  'Hagebuttenweg',
  'Hainbuchenweg',
  'Hauptstraße',
  'Heideweg',
  'Hinter den Höfen',
  'Holunderweg',
  'Im Winkel',
  'Kastanienallee',
  'Kirchgasse',
  'Kirschgarten',
  'Klosterhof',
  'Krumme Straße',
  'Lerchenweg',
  'Lindenhof',
  'Lindenstraße',
  'Marktstraße',
  'Meisenweg',
  'Mühlenstraße',
  'Neue Straße',
  'Obere Gasse',
  'Pappelweg',
  'Rosenweg',
  'Sandweg',
  'Schillerring',
  'Schlehenweg',
  'Schulstraße',
  'Seeblick',
  'Steinweg',
  'Tannenweg',
  'Uferstraße',
  'Ulmenweg',
  'Waldstraße',
  'Weidengrund',
  'Wiesenstraße',
  'Zum Wehr',
];

// Bundesnetzagentur: numbers kept free for media. https://www.bundesnetzagentur.de, "Rufnummern für Medienproduktionen".
const LANDLINES = ['030 23125', '040 66969', '069 90009', '089 99998', '0221 4710'];
const MOBILES = ['0171 39200', '0176 040690'];
const MAIL_DOMAINS = ['example.org', 'example.com', 'example.net'];

/** Draws an address. */
export function drawAddress(random: Random): Address {
  const { plz, ort } = random.pickWeighted(PLACES);
  const letter = random.percent(9) ? random.pick([' a', ' b', 'c', 'a']) : '';
  return { strasse: `${random.pick(STREETS)} ${1 + random.below(random.pick([12, 40, 120]))}${letter}`, plz, ort };
}

/** Draws a telephone number of the fixed network. */
export function drawLandline(random: Random): string {
  return `${random.pick(LANDLINES)} ${String(random.below(1000)).padStart(3, '0')}`;
}

/** Draws a mobile number. */
export function drawMobile(random: Random): string {
  return `${random.pick(MOBILES)}${String(random.below(100)).padStart(2, '0')}`;
}

/** Makes an e-mail address of the name; letters that mail addresses rarely have are written plainly. */
export function drawEmail(random: Random, vorname: string, familienname: string): string {
  const local = `${mailPart(vorname).slice(0, random.pick([1, 20]))}.${mailPart(familienname)}`;
  return `${local}${random.percent(40) ? random.between(1, 99) : ''}@${random.pick(MAIL_DOMAINS)}`;
}

function mailPart(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
