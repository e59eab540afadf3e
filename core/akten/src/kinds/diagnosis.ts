import { bool, code, partialDate, text } from '../field-type.ts';
import { defineKind, sealed } from '../kind.ts';
import { DIAGNOSESICHERHEIT, eintragFields, SEITENLOKALISATION } from './eintrag-fields.ts';

/** Diagnosis by ICD-10-GM code or in words; `text` is the wording shown. */
export const diagnosis = defineKind({
  name: 'diagnosis',
  code: 67,
  schemaVersion: 2,
  mergeable: false,
  label: { de: 'Diagnose', en: 'Diagnosis' },
  eintrag: { kuerzel: 'DIA', hue: 'red' },
  fields: {
    ...eintragFields,
    icd: sealed('clinical', text({ max: 20 })),
    icdVersion: sealed('clinical', text({ max: 20 })),
    sicherheit: sealed('clinical', code(DIAGNOSESICHERHEIT)),
    seite: sealed('clinical', code(SEITENLOKALISATION)),
    dauerdiagnose: sealed('clinical', bool),
    beginn: sealed('clinical', partialDate),
    ende: sealed('clinical', partialDate),
  },
});
