import { bool, id, list, text } from '../field-type.ts';
import { defineKind, sealed } from '../kind.ts';
import { eintragFields } from './eintrag-fields.ts';

/** Nachricht: what colleagues said to each other about this person. Who was meant gets a `houseMessage` that points here; who may read
 *  the Akte may read it (NA10). */
export const message = defineKind({
  name: 'message',
  code: 81,
  schemaVersion: 1,
  mergeable: false,
  label: { de: 'Nachricht', en: 'Message' },
  eintrag: { kuerzel: 'NACHR', hue: 'grey', isUnderAnother: true },
  fields: {
    ...eintragFields,
    betreff: sealed('clinical', text({ max: 200 })),
    an: sealed('clinical', list(id, { max: 60 })),
    wichtig: sealed('clinical', bool),
  },
});
