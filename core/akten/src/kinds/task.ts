import { id, must, text } from '../field-type.ts';
import { defineKind, open, sealed } from '../kind.ts';
import { taskStand, taskTypes, WHY_STAND } from '../tasks/task-fields.ts';
import { standOf } from '../tasks/task-state.ts';
import { eintragFields } from './eintrag-fields.ts';

/** Aufgabe: something to be done for this person, for somebody or for whoever takes it. */
export const task = defineKind({
  name: 'task',
  code: 72,
  schemaVersion: 3,
  mergeable: true,
  label: { de: 'Aufgabe', en: 'Task' },
  eintrag: { kuerzel: 'AUF', hue: 'amber' },
  derived: { stand: standOf },
  fields: {
    ...eintragFields,
    stand: open(taskStand, WHY_STAND),
    titel: sealed('clinical', must(text({ max: 400 }))),
    zustand: sealed('clinical', taskTypes.zustand),
    dringlichkeit: sealed('clinical', taskTypes.dringlichkeit),
    faelligAm: sealed('clinical', taskTypes.faelligAm),
    zustaendig: sealed('clinical', taskTypes.zustaendig),
    wiederholung: sealed('clinical', taskTypes.wiederholung),
    erledigtVon: sealed('clinical', taskTypes.erledigtVon),
    erledigtAmMs: sealed('clinical', taskTypes.erledigtAmMs),
    // The Eintrag it was made from.
    ausEintrag: sealed('clinical', id),
  },
});
