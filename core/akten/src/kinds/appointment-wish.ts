import { DAYTIMES } from '../appointments/daytime.ts';
import { URGENCIES } from '../appointments/urgency.ts';
import { code, group, id, instantMs, integer, list, localDate, must, text } from '../field-type.ts';
import { defineKind, open, sealed } from '../kind.ts';

const STATE =
  'Nur „wartet“ oder „beendet“, ohne Wunsch, Zeit und Ausgang: so fragt ein Arbeitsplatz nur nach dem Inhalt derer, die noch warten.';

/** How a wish came to its end; `zurueckgenommen`: it was entered by mistake. */
export const WISH_ENDS = ['gebucht', 'zurueckgezogen', 'zurueckgenommen'] as const;
/** What became of an offer. */
export const OFFER_ANSWERS = ['offen', 'angenommen', 'abgelehnt'] as const;

/** What was offered, until when, and what became of it. */
const angebot = group({
  tag: must(localDate),
  von: must(integer({ max: 1439 })),
  minuten: must(integer({ min: 1, max: 1440 })),
  ressourcen: must(list(id, { max: 20 })),
  bisMs: must(instantMs),
  durch: id,
  antwort: must(code(OFFER_ANSWERS)),
});

/** Terminwunsch: somebody waits for a place (TE70). Lies in the Akte at the site; not a row of its table. */
export const appointmentWish = defineKind({
  name: 'appointmentWish',
  code: 76,
  schemaVersion: 1,
  mergeable: true,
  label: { de: 'Terminwunsch', en: 'Wish for an appointment' },
  fields: {
    zustand: open(must(code(['wartet', 'beendet'])), STATE),
    ende: sealed('admin', code(WISH_ENDS)),
    art: sealed('admin', id),
    minuten: sealed('admin', must(integer({ min: 1, max: 1440 }))),
    // Of each need one resource.
    bedarf: sealed('admin', must(list(list(id, { max: 50 }), { max: 10 }))),
    von: sealed('admin', localDate),
    bis: sealed('admin', localDate),
    tageszeit: sealed('admin', code(DAYTIMES)),
    wochentage: sealed('admin', list(integer({ min: 1, max: 7 }), { max: 7 })),
    dringlichkeit: sealed('admin', must(code(URGENCIES))),
    seitMs: sealed('admin', must(instantMs)),
    angebote: sealed('admin', list(angebot, { max: 50 })),
    notiz: sealed('clinical', text({ max: 1000 })),
  },
});
