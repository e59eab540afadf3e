import { code, list, text } from '../field-type.ts';
import { defineKind, sealed } from '../kind.ts';
import { eintragFields } from './eintrag-fields.ts';

/** A letter, written here or received; `text` is its body. */
export const letter = defineKind({
  name: 'letter',
  code: 69,
  schemaVersion: 2,
  mergeable: false,
  label: { de: 'Brief', en: 'Letter' },
  eintrag: { kuerzel: 'BRF', hue: 'indigo' },
  fields: {
    ...eintragFields,
    richtung: sealed('clinical', code(['ausgang', 'eingang'])),
    kategorie: sealed('clinical', text({ max: 100 })),
    betreff: sealed('clinical', text({ max: 400 })),
    absender: sealed('clinical', text({ max: 2000 })),
    empfaenger: sealed('clinical', list(text({ max: 2000 }), { max: 100 })),
  },
});
