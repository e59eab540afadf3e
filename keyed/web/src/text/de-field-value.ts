import { deDayList } from './de-day-list.ts';
import { deFinding } from './de-finding.ts';
import { deHistory } from './de-history.ts';
import { dePersons } from './de-persons.ts';

const { code, relation } = dePersons.persons;

/** German words for the codes of a field, where a value stands by itself: history, Freigabe, merging. */
export const deFieldValue = {
  art: {
    ...relation,
    ...code.telecom.art,
    ...code.versicherungen.art,
    ...code.kontakte.art,
    verordnung: 'Verordnung',
    abgabe: 'Abgabe',
    plan: 'Medikationsplan',
  },
  umfang: code.vertretungen.umfang,
  versichertenart: code.versicherungen.versichertenart,
  geschlecht: deHistory.stammdaten.sexes,
  sicherheit: { A: 'ausgeschlossen (A)', G: 'gesichert (G)', V: 'Verdacht auf (V)', Z: 'Zustand nach (Z)' },
  seite: { R: 'rechts', L: 'links', B: 'beidseits' },
  rubrik: { notiz: 'Notiz', anamnese: 'Anamnese', therapie: 'Therapie' },
  richtung: { ausgang: 'Ausgang', eingang: 'Eingang' },
  befundart: {
    auftrag: 'Auftrag',
    endbefund: 'Endbefund',
    teilbefund: 'Teilbefund',
    vorlaeufig: 'vorläufig',
    nachforderung: 'Nachforderung',
    archiv: 'Archiv',
    sonstige: 'anderer',
  },
  zustand: {
    ...deDayList.dayList.state,
    zurueckgenommen: 'zurückgenommen',
    wartet: 'wartet',
    beendet: 'beendet',
    offen: 'offen',
    inArbeit: 'in Arbeit',
    erledigt: 'erledigt',
    abgebrochen: 'abgebrochen',
  },
  stand: { offen: 'offen', zu: 'abgeschlossen' },
  einheit: { tag: 'Tag', woche: 'Woche', monat: 'Monat' },
  ende: { gebucht: 'gebucht', zurueckgezogen: 'zurückgezogen', zurueckgenommen: 'zurückgenommen' },
  antwort: { offen: 'offen', angenommen: 'angenommen', abgelehnt: 'abgelehnt' },
  tageszeit: deFinding.finding.daytimes,
  dringlichkeit: { ...deFinding.finding.urgency, wichtig: 'wichtig' },
  state: { merged: 'zusammengeführt', lifted: 'wieder getrennt' },
};
