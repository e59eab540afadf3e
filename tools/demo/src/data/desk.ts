/** What is to be done in the invented practice, and what colleagues wrote to each other. */
import type { TaskRepeat } from '@siegel/akten';

/** For whom: accounts of the demo, names of units and workplaces, or `leitung` for the founder's role. */
type DeskName = string;

/** A task of the demo; of a person where `person` says which, counted from the first one. */
export interface DemoTask {
  readonly title: string;
  readonly fuer: readonly DeskName[];
  /** Days from the day the demo begins; undefined: without a day. */
  readonly inTagen?: number;
  readonly text?: string;
  readonly dringend?: true;
  readonly wieder?: TaskRepeat;
  readonly person?: number;
  /** Made from the newest Eintrag of the person. */
  readonly ausEintrag?: true;
}

/** A message of the demo. */
export interface DemoMessage {
  readonly von: string;
  readonly an: readonly DeskName[];
  readonly betreff: string;
  readonly text: string;
  readonly wichtig?: true;
  readonly person?: number;
  /** Subject of the message it answers. */
  readonly antwortAuf?: string;
  /** Accounts that have read it. */
  readonly gelesenVon?: readonly string[];
}

/** Overdue, of today, later and without a day; for people, a role, a unit, a workplace and nobody. */
export const DESK_TASKS: readonly DemoTask[] = [
  { title: 'Befund telefonisch besprechen', fuer: ['lindner'], inTagen: 0, dringend: true, person: 3 },
  { title: 'Attest für den Reha-Antrag schreiben', fuer: ['lindner'], inTagen: -2, person: 8 },
  {
    title: 'Werte in zwei Wochen kontrollieren',
    fuer: ['lindner'],
    inTagen: 14,
    text: 'Mit dem letzten Ergebnis vergleichen, dann entscheiden, ob überwiesen wird.',
    person: 5,
    ausEintrag: true,
  },
  { title: 'Dienstplan für Dezember freigeben', fuer: ['leitung'], inTagen: 4 },
  { title: 'Arztbrief der Kardiologie einordnen', fuer: ['weigel'], inTagen: -1, person: 11 },
  { title: 'Prüfung des Ergometers vereinbaren', fuer: ['boettcher'], inTagen: 9 },
  {
    title: 'Kühlschrank ablesen und eintragen',
    fuer: ['Labor und Technik'],
    inTagen: 0,
    wieder: { alle: 1, einheit: 'tag' },
  },
  { title: 'Anrufbeantworter abhören', fuer: ['Empfang'], inTagen: 0, wieder: { alle: 1, einheit: 'tag' } },
  { title: 'Rezeptpapier nachbestellen', fuer: ['Empfang'], inTagen: 1, text: 'Noch ein halber Karton im Schrank.' },
  { title: 'Unterlagen vom Krankenhaus anfordern', fuer: [], inTagen: 1, dringend: true, person: 14 },
  { title: 'Flyer zur Grippeimpfung auslegen', fuer: [] },
];

/** In the order they were written. What is about a person or for a workplace stands at the end: the others are written before there is
 *  any person. */
export const DESK_MESSAGES: readonly DemoMessage[] = [
  {
    von: 'lindner',
    an: ['Praxisteam'],
    betreff: 'Teambesprechung am Mittwoch',
    text: 'Mittwoch um 13 Uhr im Aufenthaltsraum. Themen: Grippeimpfung, Telefonzeiten, Urlaub über die Feiertage.\nWer noch etwas hat, schreibt mir bis Dienstag.',
    gelesenVon: ['kruse', 'thiele'],
  },
  {
    von: 'thiele',
    an: ['lindner', 'weigel'],
    betreff: 'Hausbesuche am Donnerstag',
    text: 'Ich fahre Donnerstag ab 14 Uhr in die Südstadt, vier Besuche. Wenn noch Blut abgenommen werden soll, bitte bis Mittwochmittag eintragen.',
    gelesenVon: ['lindner'],
  },
  {
    von: 'kruse',
    an: ['lindner'],
    betreff: 'Re: Teambesprechung am Mittwoch',
    text: 'Bitte die Bestellung der Rezepte über das Telefon mit aufnehmen, da kommt vormittags niemand mehr durch.',
    antwortAuf: 'Teambesprechung am Mittwoch',
  },
  {
    von: 'weigel',
    an: ['lindner'],
    betreff: 'Impfstoffkühlschrank stand auf 9 °C',
    text: 'Heute früh für etwa 40 Minuten, Tür war nicht zu. Ich habe die Chargen gesperrt und rufe beim Hersteller an. Bitte bis dahin nichts daraus verimpfen.',
    wichtig: true,
  },
  {
    von: 'lindner',
    an: ['kruse', 'weigel'],
    betreff: 'Bitte zurückrufen',
    text: 'Die Tochter hat angerufen und fragt nach dem Termin zur Kontrolle. Heute nach 16 Uhr ist sie erreichbar.',
    person: 4,
  },
  {
    von: 'lindner',
    an: ['Empfang'],
    betreff: 'Heute ab 17 Uhr keine Akuttermine',
    text: 'Ich muss pünktlich weg. Dringendes bitte an Matthias.',
  },
];
