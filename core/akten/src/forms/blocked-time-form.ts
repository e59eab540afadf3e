import { code, id, integer, list, localDate, must, text } from '../field-type.ts';
import { open, sealed } from '../kind.ts';
import { SERIES_MOST } from '../appointments/recurrence.ts';
import { defineForm, STATE } from './form.ts';

const WHEN =
  'Tage und Uhrzeit ohne Grund und Namen: jeder Arbeitsplatz sieht daran, was frei ist, auch wenn die Überschrift sich dort nicht öffnet.';
const WHO =
  'Zufällige Kennungen von Personal, Räumen und Geräten ohne Namen; daran sieht jeder Arbeitsplatz freie Zeiten.';

/** Sperrzeit: a time at which resources cannot be booked, on one day or on the days of a series (KG20). Record id = its id. */
export const blockedTimeForm = defineForm(
  'blockedTime',
  { de: 'Sperrzeit', en: 'Blocked time' },
  {
    state: open(must(code(['active', 'removed'])), STATE),
    days: open(must(list(localDate, { max: SERIES_MOST })), WHEN),
    // Minute of the day.
    from: open(must(integer({ max: 1439 })), WHEN),
    minutes: open(must(integer({ min: 1, max: 1440 })), WHEN),
    resources: open(must(list(id, { max: 60 })), WHO),
    title: sealed('admin', text({ max: 100 })),
  },
);
