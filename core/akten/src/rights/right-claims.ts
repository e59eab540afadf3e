import type { Right } from './right.ts';

interface Claim {
  readonly de: string;
  readonly en: string;
}

/** What holds a right against somebody who has not been given it, in the three columns of the matrix. No more than is true: an
 *  empty column means that nothing there holds it. */
export interface RightClaims {
  /** What does not open, also with a copy of everything that lies on the server. */
  readonly key?: Claim;
  /** What the server refuses, and every client that is handed it all the same. */
  readonly everybody?: Claim;
  /** What only the program as we ship it holds back. */
  readonly program?: Claim;
}

const REFUSED: Claim = {
  de: 'Server und jedes Gerät lehnen den Eintrag ab',
  en: 'the server and every device refuse the entry',
};

/** By right; the tests hold it beside `RIGHT_HELD_BY`. */
export const RIGHT_CLAIMS: Readonly<Record<Right, RightClaims>> = {
  administer: { everybody: REFUSED },
  'write-records': { everybody: REFUSED },
  'read-records': {
    key: {
      de: 'ohne die Schlüssel der Betriebsstätte und der Gruppe der Lesenden öffnet sich kein Eintrag',
      en: 'without the keys of the site and of the group of readers no entry opens',
    },
    everybody: { de: 'der Server gibt keine Einträge heraus', en: 'the server hands out no entries' },
  },
  'read-persons': {
    everybody: {
      de: 'nur der Server: er gibt keine Stammdaten heraus; ihr Schlüssel liegt bei allen, im strengen Modus nur bei denen, die an der Betriebsstätte Personen sehen',
      en: 'the server alone: it hands out no master data; everybody has their key, in strict mode only those who see persons at the site',
    },
  },
  freigeben: { everybody: REFUSED },
  import: { everybody: REFUSED },
  export: {
    everybody: {
      de: 'nur der Server: er gibt nichts für einen Export heraus',
      en: 'the server alone: it hands out nothing for an export',
    },
    program: {
      de: 'was jemand lesen darf, kann ein anderes Programm abschreiben',
      en: 'what somebody may read another program can copy',
    },
  },
  print: {
    program: {
      de: 'das Programm druckt keine Akte; abfotografieren verhindert nichts',
      en: 'the program prints no Akte; nothing prevents a photograph',
    },
  },
  erase: { everybody: REFUSED },
  'read-log': {
    everybody: {
      de: 'nur der Server: er gibt das Zugriffsprotokoll nicht heraus',
      en: 'the server alone: it does not hand out the access log',
    },
  },
  mirror: {
    everybody: {
      de: 'nur der Server: er gibt nur Dienstgeräten alles Versiegelte heraus',
      en: 'the server alone: it hands everything sealed out to service devices only',
    },
  },
};
