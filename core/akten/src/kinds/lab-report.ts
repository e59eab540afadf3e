import { code, list, partialDate, text } from '../field-type.ts';
import { defineKind, sealed } from '../kind.ts';
import { eintragFields, messergebnis } from './eintrag-fields.ts';

/** Report of a laboratory with its results as delivered. */
export const labReport = defineKind({
  name: 'labReport',
  code: 70,
  schemaVersion: 2,
  mergeable: false,
  label: { de: 'Laborbefund', en: 'Lab report' },
  eintrag: { kuerzel: 'LAB', hue: 'pink' },
  fields: {
    ...eintragFields,
    labor: sealed('clinical', text({ max: 400 })),
    auftragsnummer: sealed('clinical', text({ max: 200 })),
    labornummer: sealed('clinical', text({ max: 200 })),
    befundart: sealed(
      'clinical',
      code(['auftrag', 'endbefund', 'teilbefund', 'vorlaeufig', 'nachforderung', 'archiv', 'sonstige']),
    ),
    eingangsdatum: sealed('clinical', partialDate),
    befunddatum: sealed('clinical', partialDate),
    messergebnisse: sealed('clinical', list(messergebnis, { max: 5000 })),
  },
});
