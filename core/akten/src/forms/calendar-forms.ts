import { bool, code, group, id, integer, list, localDate, must, text } from '../field-type.ts';
import { HUES, open, sealed } from '../kind.ts';
import { defineForm, STATE } from './form.ts';

/** What can be booked. */
export const RESOURCE_KINDS = ['person', 'room', 'device', 'workplace'] as const;
/** One of `RESOURCE_KINDS`. */
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

const minute = integer({ max: 2880 });
const range = { from: must(minute), to: must(minute) };
const weekly = group({
  ...range,
  weekday: must(integer({ min: 1, max: 7 })),
  types: list(id, { max: 60 }),
  since: localDate,
  until: localDate,
  interval: integer({ min: 1, max: 52 }),
});
const special = group({ from: must(localDate), to: must(localDate), hours: must(list(group(range), { max: 20 })) });
const plan = group({
  weekly: must(list(weekly, { max: 200 })),
  special: must(list(special, { max: 400 })),
  isClosedOnHolidays: must(bool),
});
const state = open(must(code(['active', 'removed'])), STATE);

/** A resource of the calendar: somebody, a room, a device (TE41). Record id = resource id. */
export const resourceForm = defineForm(
  'resource',
  { de: 'Ressource', en: 'Resource' },
  {
    state,
    name: sealed('admin', text({ max: 100 })),
    shortName: sealed('admin', text({ max: 6 })),
    hue: sealed('admin', code(HUES)),
    resourceKind: sealed('admin', code(RESOURCE_KINDS)),
    // Whose calendar it is.
    user: sealed('admin', id),
    site: sealed('admin', id),
    plan: sealed('admin', plan),
    order: sealed('admin', integer()),
  },
);

/** A type of appointment (TE41). Record id = type id. */
export const appointmentTypeForm = defineForm(
  'appointmentType',
  { de: 'Terminart', en: 'Type of appointment' },
  {
    state,
    name: sealed('admin', text({ max: 100 })),
    shortName: sealed('admin', text({ max: 6 })),
    hue: sealed('admin', code(HUES)),
    minutes: sealed('admin', integer({ min: 1, max: 1440 })),
    // Of each need one resource.
    needs: sealed('admin', list(list(id, { max: 50 }), { max: 10 })),
    chain: sealed('admin', list(group({ text: must(text({ max: 80 })), resource: id }), { max: 20 })),
    hint: sealed('admin', text({ max: 400 })),
    order: sealed('admin', integer()),
  },
);
