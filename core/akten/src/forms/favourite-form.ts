import { DAYTIMES } from '../appointments/daytime.ts';
import { OFFSET_UNITS } from '../appointments/offset-unit.ts';
import { code, group, id, integer, list, must, text } from '../field-type.ts';
import { open, sealed } from '../kind.ts';
import { defineForm, STATE } from './form.ts';

const minutes = integer({ min: 1, max: 1440 });
const wait = integer({ max: 1440 });
const days = integer({ min: 1, max: 60 });
const step = group({
  type: id,
  minutes: must(minutes),
  // Of each need one resource.
  needs: must(list(list(id, { max: 50 }), { max: 10 })),
  waitLeast: wait,
  waitMost: wait,
  // Instead of a wait: days after the step before.
  daysLeast: days,
  daysMost: days,
});

/** A favourite: what is looked for, and how far from today (TE64). Record id = favourite id. */
export const appointmentFavouriteForm = defineForm(
  'appointmentFavourite',
  { de: 'Terminvorlage', en: 'Favourite appointment' },
  {
    state: open(must(code(['active', 'removed'])), STATE),
    name: sealed('admin', text({ max: 100 })),
    shortName: sealed('admin', text({ max: 6 })),
    offsetCount: sealed('admin', integer({ max: 400 })),
    offsetUnit: sealed('admin', code(OFFSET_UNITS)),
    spanDays: sealed('admin', integer({ max: 200 })),
    daytime: sealed('admin', code(DAYTIMES)),
    weekdays: sealed('admin', list(integer({ min: 1, max: 7 }), { max: 7 })),
    steps: sealed('admin', list(step, { max: 10 })),
    order: sealed('admin', integer()),
  },
);
