import { enDayList } from './en-day-list.ts';
import { enFinding } from './en-finding.ts';
import { enHistory } from './en-history.ts';
import { enPersons } from './en-persons.ts';

const { code, relation } = enPersons.persons;

/** English words for the codes of a field, where a value stands by itself: history, Freigabe, merging. */
export const enFieldValue = {
  art: {
    ...relation,
    ...code.telecom.art,
    ...code.versicherungen.art,
    ...code.kontakte.art,
    verordnung: 'prescription',
    abgabe: 'dispensed',
    plan: 'medication plan',
  },
  umfang: code.vertretungen.umfang,
  versichertenart: code.versicherungen.versichertenart,
  geschlecht: enHistory.stammdaten.sexes,
  sicherheit: { A: 'excluded (A)', G: 'confirmed (G)', V: 'suspected (V)', Z: 'condition after (Z)' },
  seite: { R: 'right', L: 'left', B: 'both sides' },
  rubrik: { notiz: 'note', anamnese: 'history', therapie: 'therapy' },
  richtung: { ausgang: 'outgoing', eingang: 'incoming' },
  befundart: {
    auftrag: 'order',
    endbefund: 'final report',
    teilbefund: 'partial report',
    vorlaeufig: 'preliminary',
    nachforderung: 'further request',
    archiv: 'archive',
    sonstige: 'other',
  },
  zustand: {
    ...enDayList.dayList.state,
    zurueckgenommen: 'taken back',
    wartet: 'waiting',
    beendet: 'ended',
    offen: 'open',
    inArbeit: 'in progress',
    erledigt: 'done',
    abgebrochen: 'cancelled',
  },
  stand: { offen: 'open', zu: 'closed' },
  einheit: { tag: 'day', woche: 'week', monat: 'month' },
  ende: { gebucht: 'booked', zurueckgezogen: 'withdrawn', zurueckgenommen: 'taken back' },
  antwort: { offen: 'open', angenommen: 'accepted', abgelehnt: 'declined' },
  tageszeit: enFinding.finding.daytimes,
  dringlichkeit: { ...enFinding.finding.urgency, wichtig: 'important' },
  state: { merged: 'merged', lifted: 'separated again' },
};
