import { bool, bytes, code, group, id, instantMs, list, must, text } from '../field-type.ts';
import { open, sealed } from '../kind.ts';
import { taskStand, taskTypes, WHY_STAND } from '../tasks/task-fields.ts';
import { defineForm } from './form.ts';

/** A task without a person (AU20). Sealed under the organisation's group: everybody who belongs here may read it. */
export const houseTaskForm = defineForm(
  'houseTask',
  { de: 'Aufgabe ohne Person', en: 'Task without a person' },
  {
    stand: open(must(taskStand), WHY_STAND),
    titel: sealed('admin', text({ max: 400 })),
    text: sealed('admin', text({ max: 20_000 })),
    zustand: sealed('admin', taskTypes.zustand),
    dringlichkeit: sealed('admin', taskTypes.dringlichkeit),
    faelligAm: sealed('admin', taskTypes.faelligAm),
    zustaendig: sealed('admin', taskTypes.zustaendig),
    wiederholung: sealed('admin', taskTypes.wiederholung),
    erledigtVon: sealed('admin', taskTypes.erledigtVon),
    erledigtAmMs: sealed('admin', taskTypes.erledigtAmMs),
  },
);

/** What a `houseMessage` is: a message, or what its author did with others (NA20). */
export const MESSAGE_ACTS = ['message', 'read', 'hide', 'show'] as const;
/** One of `MESSAGE_ACTS`. */
export type MessageAct = (typeof MESSAGE_ACTS)[number];

/** A message between colleagues, or a receipt (NA1). Nothing is open. The part `admin` lies under the organisation's group: who is meant, and
 *  the message key, sealed for each of them; the part `restricted` lies under the message key. */
export const houseMessageForm = defineForm(
  'houseMessage',
  { de: 'Interne Nachricht', en: 'Internal message' },
  {
    act: sealed('admin', code(MESSAGE_ACTS)),
    an: sealed('admin', list(id, { max: 60 })),
    // Whoever is meant by the names above when it was sent.
    empfaenger: sealed('admin', list(id, { max: 500 })),
    wichtig: sealed('admin', bool),
    keys: sealed('admin', list(group({ user: must(id), key: must(bytes({ max: 2048 })) }), { max: 500 })),
    // Instead of `keys`: it is for a workplace, and everybody here may open it.
    offenerSchluessel: sealed('admin', bytes({ max: 32 })),
    // Of a receipt: the messages it is about.
    nachrichten: sealed('admin', list(id, { max: 500 })),
    betreff: sealed('restricted', text({ max: 200 })),
    text: sealed('restricted', text({ max: 20_000 })),
    antwortAuf: sealed('restricted', id),
    // Forwarded: who wrote it first, and when.
    urheber: sealed('restricted', id),
    urheberAmMs: sealed('restricted', instantMs),
    // About a person: the Akte in which its text stands, as this record.
    akte: sealed('restricted', id),
    eintrag: sealed('restricted', id),
  },
);
