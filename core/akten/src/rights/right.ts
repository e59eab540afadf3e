/** The rights of Siegel, each with its sentence. One word in roles and users; evaluated at the entry's seq. */
export const RIGHTS = {
  administer: {
    de: 'verwaltet Personen, Rechte, Gruppen, Geräte und Betriebsstätten',
    en: 'administers people, rights, groups, devices and sites',
  },
  'write-records': { de: 'legt Akten an und schreibt Einträge', en: 'creates Akten and writes entries' },
  'read-records': { de: 'öffnet Akten der eigenen Betriebsstätten', en: 'opens Akten of the own sites' },
  'read-persons': {
    de: 'sieht, wer die Personen sind (Stammdaten), ohne Einträge',
    en: 'sees who the persons are (master data), without entries',
  },
  freigeben: { de: 'gibt Einträge frei', en: 'releases entries' },
  import: {
    de: 'liest Dateien anderer Programme ein und nimmt Läufe zurück',
    en: 'imports files of other programs and withdraws runs',
  },
  export: { de: 'exportiert Akten', en: 'exports Akten' },
  print: { de: 'druckt Akten', en: 'prints Akten' },
  erase: { de: 'löscht Inhalte nach Prüfung der Fristen', en: 'erases content after checking retention' },
  'read-log': { de: 'liest das Zugriffsprotokoll', en: 'reads the access log' },
  mirror: { de: 'hält als Dienstgerät alle versiegelten Inhalte', en: 'holds all sealed content as a service device' },
} as const;

export type Right = keyof typeof RIGHTS;

/** What holds a right: a key that others do not have; every server and every client, which refuse; the server alone, which hands
 *  nothing out; or only the program as we ship it. Texts and screens claim no more than this. */
export type RightHolder = 'key' | 'everybody' | 'server' | 'program';

export const RIGHT_HELD_BY: Readonly<Record<Right, RightHolder>> = {
  administer: 'everybody',
  'write-records': 'everybody',
  // The keys of the sites, and of the group of those who read records.
  'read-records': 'key',
  // Identity lies under the organisation's key, which everybody has: the server hands it out to nobody else.
  'read-persons': 'server',
  freigeben: 'everybody',
  import: 'everybody',
  // The server hands nothing out for an export, but what may be read may be copied.
  export: 'program',
  print: 'program',
  erase: 'everybody',
  'read-log': 'server',
  mirror: 'server',
};

/** True for a right of this version. */
export function isRight(word: string): word is Right {
  return Object.hasOwn(RIGHTS, word);
}

/** True when these rights come to `right`: whoever opens Akten also sees who the persons are. */
export function comesTo(rights: ReadonlySet<string>, right: Right): boolean {
  return rights.has(right) || (right === 'read-persons' && rights.has('read-records'));
}

/** True when somebody with these rights sees who the persons are. */
export function readsPersons(rights: ReadonlySet<string>): boolean {
  return comesTo(rights, 'read-persons');
}

/** Rights of the first user and of the role "Administration". */
export const ALL_RIGHTS = Object.keys(RIGHTS) as readonly Right[];
