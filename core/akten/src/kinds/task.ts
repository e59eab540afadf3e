import { code, id, instantMs, list, localDate, must, text } from '../field-type.ts';
import { defineKind, sealed } from '../kind.ts';
import { eintragFields } from './eintrag-fields.ts';

/** Aufgabe: something to be done for this person, for somebody or for whoever takes it. */
export const task = defineKind({
  name: 'task',
  code: 72,
  schemaVersion: 2,
  mergeable: true,
  label: { de: 'Aufgabe', en: 'Task' },
  eintrag: { kuerzel: 'AUF', hue: 'amber' },
  fields: {
    ...eintragFields,
    titel: sealed('clinical', must(text({ max: 400 }))),
    zustand: sealed('clinical', code(['offen', 'inArbeit', 'erledigt', 'abgebrochen'])),
    dringlichkeit: sealed('clinical', code(['normal', 'wichtig'])),
    faelligAm: sealed('clinical', localDate),
    zustaendig: sealed('clinical', list(id, { max: 50 })),
    erledigtAmMs: sealed('clinical', instantMs),
  },
});
