import { code, text } from '../field-type.ts';
import { defineKind, sealed } from '../kind.ts';
import { eigenerTyp, eintragFields, vertraulich } from './eintrag-fields.ts';

/** Free text of the Akte: Notiz, Anamnese or Therapie. */
export const note = defineKind({
  name: 'note',
  code: 65,
  schemaVersion: 3,
  mergeable: false,
  label: { de: 'Notiz', en: 'Note' },
  eintrag: {
    kuerzel: 'NOT',
    hue: 'grey',
    variants: {
      field: 'rubrik',
      byValue: { anamnese: { kuerzel: 'ANA', hue: 'blue' }, therapie: { kuerzel: 'THE', hue: 'violet' } },
    },
  },
  fields: {
    ...eintragFields,
    ...vertraulich,
    ...eigenerTyp,
    rubrik: sealed('clinical', code(['notiz', 'anamnese', 'therapie'])),
    titel: sealed('clinical', text({ max: 400 })),
    // In place of `text` for types that are kept for administration (ET3).
    verwaltungstext: sealed('admin', text({ max: 200_000 })),
  },
});
