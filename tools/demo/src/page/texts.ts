/** Languages of the demo page; German first. */
export const LANGUAGES = ['de', 'en'] as const;

/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/** Everything the page says in one language. `{...}` are places for numbers and names. */
export interface Texts {
  readonly title: string;
  readonly demo: string;
  readonly heading: string;
  readonly invented: string;
  readonly roles: string;
  readonly mayAll: string;
  readonly signIn: string;
  /** Stands before the password of a role. */
  readonly password: string;
  readonly factsHeading: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly tryHeading: string;
  readonly tries: readonly (readonly [string, string])[];
  readonly ownHeading: string;
  /** What each of the two commands does. */
  readonly own: readonly [string, string];
  /** Stands for the name of the user's file. */
  readonly ownFile: string;
  readonly howHeading: string;
  readonly how: readonly string[];
  readonly otherLanguage: string;
}

const de: Texts = {
  title: 'Siegel, Demo',
  demo: 'Demo',
  heading: 'Wer möchten Sie sein?',
  invented:
    'Alle Personen, Adressen und Befunde dieser Praxis sind erfunden. Sie können alles ändern; es bleibt auf diesem Rechner.',
  roles: 'Mitarbeitende der Praxis',
  mayAll: 'darf alles in dieser Praxis, auch Personen und Rechte verwalten',
  signIn: 'Anmelden',
  password: 'Passwort zum Entsperren:',
  factsHeading: 'Diese Praxis',
  facts: [
    ['Personen', '{persons}'],
    ['Einträge', '{eintraege}'],
    ['davon echt', 'keine'],
  ],
  tryHeading: 'Zum Ausprobieren',
  tries: [
    ['F2', 'Suchen: ein Name, ein Geburtsdatum wie 14031951, oder Anfangsbuchstaben und Tag wie b,i 1403'],
    ['Alt V', 'Was der Server sieht: neben dem, was Sie sehen'],
    ['F9', 'Sperren: die Schlüssel verlassen den Speicher'],
  ],
  ownHeading: 'Eigene Dateien einlesen',
  own: [
    'GDT, LDT, BDT oder FHIR. Zuerst einmal die Kommandozeile auf diesem Rechner anmelden:',
    'Dann die Datei einlesen; im offenen Browser ist sie sofort zu sehen. Ohne --commit wird nur angesehen. Bitte keine echten Daten.',
  ],
  ownFile: 'IHRE-DATEI',
  howHeading: 'Wie der Zugang funktioniert',
  how: [
    'Jede Karte ist ein Link. Hinter dem Zeichen # stehen Name, Passwort und Wiederherstellungscode der Demo. Diesen Teil einer Adresse sendet kein Browser an einen Server.',
    'Ihr Browser erzeugt ein eigenes Gerät, öffnet damit den Schlüssel der Rolle und meldet sich an. Der Server hat weder Schlüssel noch Code.',
    'So oft Sie möchten. Für zwei Rollen zugleich hilft ein privates Fenster.',
  ],
  otherLanguage: 'English',
};

const en: Texts = {
  title: 'Siegel, demo',
  demo: 'Demo',
  heading: 'Who would you like to be?',
  invented:
    'All persons, addresses and findings of this practice are invented. You may change everything; it stays on this machine.',
  roles: 'Staff of the practice',
  mayAll: 'may do everything in this practice, and administer people and rights',
  signIn: 'Sign in',
  password: 'Password to unlock:',
  factsHeading: 'This practice',
  facts: [
    ['Persons', '{persons}'],
    ['Entries', '{eintraege}'],
    ['of them real', 'none'],
  ],
  tryHeading: 'To try',
  tries: [
    ['F2', 'Search: a name, a date of birth such as 14031951, or initials and day such as b,i 1403'],
    ['Alt V', 'What the server sees: beside what you see'],
    ['F9', 'Lock: the keys leave the memory'],
  ],
  ownHeading: 'Import files of your own',
  own: [
    'GDT, LDT, BDT or FHIR. First enter the command line of this machine, once:',
    'Then import the file; an open browser shows it at once. Without --commit it is only looked at. No real data, please.',
  ],
  ownFile: 'YOUR-FILE',
  howHeading: 'How the access works',
  how: [
    'Every card is a link. Behind the sign # stand name, password and recovery code of the demo. No browser sends this part of an address to a server.',
    'Your browser makes a device of its own, opens the key of the role and signs in. The server has neither key nor code.',
    'As often as you like. For two roles at once, use a private window.',
  ],
  otherLanguage: 'Deutsch',
};

/** The texts of each language. */
export const TEXTS: Readonly<Record<Language, Texts>> = { de, en };
