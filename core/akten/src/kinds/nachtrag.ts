import { id, must } from '../field-type.ts';
import { defineKind, open } from '../kind.ts';
import { eintragFields, vertraulich } from './eintrag-fields.ts';

/** A correction or addition to a released Eintrag, which itself never changes again. Stands under its Eintrag and is released like
 *  any other (FG8). */
export const nachtrag = defineKind({
  name: 'nachtrag',
  code: 74,
  schemaVersion: 1,
  mergeable: false,
  label: { de: 'Nachtrag', en: 'Addendum' },
  eintrag: { kuerzel: 'NTR', hue: 'amber', isUnderAnother: true },
  fields: {
    ...eintragFields,
    ...vertraulich,
    target: open(
      must(id),
      'Zufällige Kennung des freigegebenen Eintrags; der Server nimmt einen Nachtrag nur zu einem solchen an.',
    ),
  },
});
