import {
  bool,
  code,
  group,
  id,
  instantMs,
  integer,
  list,
  localDate,
  localTime,
  must,
  partialDate,
  text,
} from '../field-type.ts';
import { sealed } from '../kind.ts';

/** Where an imported Eintrag comes from: format, Satzart or resource, the fields it was made of and the first line. */
export const importSource = group({
  format: must(text({ max: 40 })),
  satzart: text({ max: 80 }),
  felder: list(text({ max: 200 }), { max: 2000 }),
  zeile: integer({ min: 1 }),
  ref: text({ max: 400 }),
});

/** Content of the source that has no place of its own; kept word for word with its field id or path. */
export const unplacedContent = list(group({ feld: must(text({ max: 400 })), inhalt: must(text({ max: 200_000 })) }), {
  max: 20_000,
});

/** One result of a laboratory or device, as delivered: values stay text, limits are those of the sender. */
export const messergebnis = group({
  ident: text({ max: 80 }),
  name: text({ max: 400 }),
  wert: text({ max: 4000 }),
  einheit: text({ max: 80 }),
  untergrenze: text({ max: 200 }),
  obergrenze: text({ max: 200 }),
  normtext: text({ max: 4000 }),
  grenzwertindikator: text({ max: 40 }),
  status: text({ max: 80 }),
  material: text({ max: 400 }),
  abnahmetag: partialDate,
  abnahmezeit: localTime,
  ergebnistext: text({ max: 200_000 }),
  bemerkung: text({ max: 200_000 }),
});

/** Where an Eintrag of the wrong person came from or went to: the other record, and the person it belongs to (AT40). */
const movedPlace = group({ record: must(id), person: must(id) });

/** The same of an Eintrag that came along to another site, with who wrote it there and who released it (BS10). */
const movedFrom = group({
  record: must(id),
  person: must(id),
  author: id,
  authoredAt: instantMs,
  releasedBy: id,
  releasedAt: instantMs,
});

/** The fields every row of the Akte's table has; all clinical, because even the day of a visit says something. */
export const eintragFields = {
  behandlungstag: sealed('clinical', must(localDate)),
  uhrzeit: sealed('clinical', localTime),
  text: sealed('clinical', text({ max: 200_000 })),
  angeheftet: sealed('clinical', bool),
  source: sealed('clinical', importSource),
  unplaced: sealed('clinical', unplacedContent),
  movedFrom: sealed('clinical', movedFrom),
  movedTo: sealed('clinical', movedPlace),
} as const;

/** The house's own type it was written as; the kind stays what it is (ET4). */
export const eigenerTyp = { eintragstyp: sealed('clinical', id) } as const;

/** Text only for those who hold the restricted key (psychotherapy, child protection). */
export const vertraulich = { vertraulicherText: sealed('restricted', text({ max: 200_000 })) } as const;

/** Certainty of a diagnosis: Ausschluss, gesichert, Verdacht, Zustand nach. Source: ICD-10-GM, Zusatzkennzeichen. */
export const DIAGNOSESICHERHEIT = ['A', 'G', 'V', 'Z'] as const;
/** Side: rechts, links, beidseits. Source: ICD-10-GM, Zusatzkennzeichen. */
export const SEITENLOKALISATION = ['R', 'L', 'B'] as const;
/** Sex as German registers and interfaces name it. Source: KVDT FK 3110. */
export const GESCHLECHT = ['m', 'w', 'd', 'x', 'unbekannt'] as const;
/** A code field for the sex. */
export const geschlecht = code(GESCHLECHT);
