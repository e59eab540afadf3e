import { list, text } from '../field-type.ts';
import { defineKind, sealed } from '../kind.ts';
import { eigenerTyp, eintragFields, messergebnis, vertraulich } from './eintrag-fields.ts';

/** Befund: what was seen, heard or measured, by a person or a device. */
export const finding = defineKind({
  name: 'finding',
  code: 66,
  schemaVersion: 3,
  mergeable: false,
  label: { de: 'Befund', en: 'Finding' },
  eintrag: { kuerzel: 'BEF', hue: 'green' },
  fields: {
    ...eintragFields,
    ...vertraulich,
    ...eigenerTyp,
    titel: sealed('clinical', text({ max: 400 })),
    verfahren: sealed('clinical', text({ max: 80 })),
    auftragsnummer: sealed('clinical', text({ max: 200 })),
    messergebnisse: sealed('clinical', list(messergebnis, { max: 5000 })),
  },
});
