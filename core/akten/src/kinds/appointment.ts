import { VISIT_STATES } from '../appointments/visit.ts';
import { bool, code, group, id, instantMs, integer, list, localDate, must, text } from '../field-type.ts';
import { defineKind, open, sealed } from '../kind.ts';

const WHEN =
  'Tag und Uhrzeit ohne Namen und Anlass: jeder Arbeitsplatz folgt damit dem Wartezimmer, ohne dass Akten ausgeliefert werden.';
const WHO_AND_WHERE =
  'Zufällige Kennungen von Personal, Räumen und Geräten ohne Namen; daran sieht jeder Arbeitsplatz freie Zeiten.';
const STATE =
  'Kodierter Zustand des Besuchs ohne Inhalt: so sehen alle Arbeitsplätze sofort, wer da ist, ohne dass Akten ausgeliefert werden.';

/** States of an appointment: those of the visit, and `zurueckgenommen` for one that was entered by mistake and never counted. */
export const APPOINTMENT_STATES = [...VISIT_STATES, 'zurueckgenommen'] as const;
/** One of `APPOINTMENT_STATES`. */
export type AppointmentState = (typeof APPOINTMENT_STATES)[number];

/** One step of a visit: what happens, where or by whom, and whether it is over. */
const ablaufSchritt = group({ text: must(text({ max: 80 })), ressource: id, erledigt: bool });

/** Termin: when somebody comes, to whom, and how far the visit is (TE40). Lies in the Akte at the site; not a row of its table. */
export const appointment = defineKind({
  name: 'appointment',
  code: 75,
  schemaVersion: 1,
  mergeable: true,
  label: { de: 'Termin', en: 'Appointment' },
  fields: {
    tag: open(must(localDate), WHEN),
    // Minute of the day.
    von: open(must(integer({ max: 1439 })), WHEN),
    minuten: open(must(integer({ min: 1, max: 1440 })), WHEN),
    ressourcen: open(must(list(id, { max: 20 })), WHO_AND_WHERE),
    zustand: open(must(code(APPOINTMENT_STATES)), STATE),
    seitMs: open(instantMs, STATE),
    raum: open(id, WHO_AND_WHERE),
    art: sealed('admin', id),
    ablauf: sealed('admin', list(ablaufSchritt, { max: 20 })),
    // Who has documented, and who has billed: users.
    dokumentiert: sealed('admin', list(id, { max: 20 })),
    abgerechnet: sealed('admin', list(id, { max: 20 })),
    ohneTermin: sealed('admin', bool),
    serie: sealed('admin', id),
    anlass: sealed('clinical', text({ max: 400 })),
    notiz: sealed('clinical', text({ max: 4000 })),
  },
});
