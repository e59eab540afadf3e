import { bool, code, partialDate, text } from '../field-type.ts';
import { defineKind, sealed } from '../kind.ts';
import { eintragFields } from './eintrag-fields.ts';

/** A drug: prescribed, dispensed or on the medication plan; `text` is the wording shown. */
export const medication = defineKind({
  name: 'medication',
  code: 68,
  schemaVersion: 2,
  mergeable: false,
  label: { de: 'Medikament', en: 'Medication' },
  eintrag: { kuerzel: 'MED', hue: 'rust' },
  fields: {
    ...eintragFields,
    art: sealed('clinical', code(['verordnung', 'abgabe', 'plan'])),
    handelsname: sealed('clinical', text({ max: 400 })),
    wirkstoff: sealed('clinical', text({ max: 400 })),
    pzn: sealed('clinical', text({ max: 8 })),
    darreichungsform: sealed('clinical', text({ max: 100 })),
    staerke: sealed('clinical', text({ max: 100 })),
    packungsgroesse: sealed('clinical', text({ max: 100 })),
    menge: sealed('clinical', text({ max: 100 })),
    dosierung: sealed('clinical', text({ max: 4000 })),
    grund: sealed('clinical', text({ max: 4000 })),
    status: sealed('clinical', text({ max: 40 })),
    dauermedikation: sealed('clinical', bool),
    beginn: sealed('clinical', partialDate),
    ende: sealed('clinical', partialDate),
  },
});
