import { code, group, id, instantMs, integer, list, localDate, must } from '../field-type.ts';
import { TASK_STANDS, TASK_STATES } from './task-state.ts';

/** Units of `wiederholung`. */
export const TASK_RHYTHMS = ['tag', 'woche', 'monat'] as const;
/** One of `TASK_RHYTHMS`. */
export type TaskRhythm = (typeof TASK_RHYTHMS)[number];

/** Why the server may read whether a task is open. */
export const WHY_STAND =
  'Nur ob die Aufgabe noch offen ist, ohne Text, Frist und Namen: jeder Arbeitsplatz holt damit allein die offenen und zählt sie.';

/** Whether it counts: the one open field of every task. */
export const taskStand = code(TASK_STANDS);

/** What a task of a person and one of the house have in common; the declaring kind says which compartment seals them. */
export const taskTypes = {
  zustand: code(TASK_STATES),
  dringlichkeit: code(['normal', 'wichtig']),
  faelligAm: localDate,
  // Users, roles and workplaces by their ids; none: whoever takes it.
  zustaendig: list(id, { max: 50 }),
  wiederholung: group({ alle: must(integer({ min: 1, max: 365 })), einheit: must(code(TASK_RHYTHMS)) }),
  erledigtVon: id,
  erledigtAmMs: instantMs,
} as const;
