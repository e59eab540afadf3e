/** The history of one person: a given number of rows, oldest first, that tell one story. */
import type { EintragDraft } from '@siegel/akten';
import type { OwnCondition } from './conditions.ts';
import { PINNED } from './contacts.ts';
import { type Day, dateOf, openDayBefore } from './day.ts';
import type { DemoPerson } from './demo-person.ts';
import { DRUGS, drugText } from './drugs.ts';
import type { LabPerson } from './lab-values.ts';
import { Random } from './random.ts';
import { addDiagnosis, addNote, type Seite, say, stamp, type Visit } from './visit.ts';
import { addAcute, addCheck, addContact, addLetter, addPrevention } from './visits.ts';

const HISTORY = 3;
const VISITS = 4;
// Diagnoses and plan take at most this share of the rows; the rest is visits.
const LASTING_PERCENT = 35;
// Before the first visit of a day, so that they stand together on top of it.
const OPENING = 7 * 60;
const INR_UNDER_PHENPROCOUMON = 14;

const KINDS_WHEN_ILL = [
  { weight: 47, add: addCheckOfOne },
  { weight: 20, add: addAcute },
  { weight: 17, add: addContact },
  { weight: 15, add: addLetter },
  { weight: 6, add: addPrevention },
];
const KINDS_WHEN_WELL = [
  { weight: 62, add: addAcute },
  { weight: 14, add: addContact },
  { weight: 8, add: addLetter },
  { weight: 16, add: addPrevention },
];

/** Writes exactly `count` rows for the person; the same seed gives the same rows. */
export function writeHistory(seed: number, person: DemoPerson, count: number): EintragDraft[] {
  const random = new Random(seed, HISTORY, person.index);
  const lab = labPersonOf(seed, person);
  const lasting = lastingRows(random, person, lab).slice(0, Math.floor((count * LASTING_PERCENT) / 100));
  const visits: Visit[] = [];
  let day = openDayBefore(
    Math.max(person.firstDay, person.lastDay - random.below(person.conditions.length > 0 ? 40 : 200)),
  );
  for (let left = count - lasting.length; left > 0; ) {
    const visit = newVisit(new Random(seed, VISITS + visits.length, person.index), { person, lab, day });
    random.pickWeighted(visit.conditions.length > 0 ? KINDS_WHEN_ILL : KINDS_WHEN_WELL).add(visit);
    visit.drafts.splice(left);
    left -= visit.drafts.length;
    visits.push(visit);
    day = dayBefore(random, visit);
  }
  return inOrder([...datedLasting(lasting, visits), ...visits]);
}

/** Rows that stand for years: permanent diagnoses, the medication plan, a pinned note. */
function lastingRows(random: Random, person: DemoPerson, lab: LabPerson): { day: Day; draft: EintragDraft }[] {
  const rows: { day: Day; draft: EintragDraft }[] = [];
  for (const own of person.conditions) {
    const day = openDayBefore(Math.max(own.since, person.firstDay));
    const visit = { ...newVisit(random, { person, lab, day }), minute: OPENING };
    addPermanentDiagnoses(visit, own);
    addPlan(visit, own);
    for (const draft of visit.drafts) rows.push({ day, draft });
  }
  const visit = { ...newVisit(random, { person, lab, day: openDayBefore(person.firstDay) }), minute: OPENING };
  if (person.isPenicillinAllergic) addDiagnosis(visit, 'Z88.0', { dauerdiagnose: true });
  if (person.ageYears >= 65 && random.percent(14))
    addNote(visit, { rubrik: 'notiz', text: say(visit, PINNED), angeheftet: true });
  for (const draft of visit.drafts) rows.unshift({ day: visit.day, draft });
  return rows;
}

function addPermanentDiagnoses(visit: Visit, { condition, icd, seite, since }: OwnCondition): void {
  const lasting = { dauerdiagnose: true, beginn: dateOf(since).slice(0, 7) };
  addDiagnosis(visit, icd, { ...lasting, ...(seite === undefined ? {} : { seite }) });
  // The further diagnosis belongs to the most severe form only, which stands last in the list.
  const isSevere = condition.icd.length === 1 || icd === condition.icd.at(-1);
  if (condition.together !== undefined && isSevere && visit.random.percent(60))
    addDiagnosis(visit, condition.together, lasting);
}

function addPlan(visit: Visit, own: OwnCondition): void {
  for (const { name, dosierung } of own.drugs) {
    const drug = DRUGS[name];
    visit.drafts.push({
      kind: 'medication',
      value: {
        ...stamp(visit),
        text: drugText(drug),
        art: 'plan',
        wirkstoff: drug.wirkstoff,
        staerke: drug.staerke,
        darreichungsform: drug.form,
        dosierung: drug.dosierung[dosierung % drug.dosierung.length] ?? '',
        dauermedikation: true,
        beginn: dateOf(visit.day).slice(0, 7),
      },
    });
  }
}

function addCheckOfOne(visit: Visit): void {
  addCheck(
    visit,
    visit.random.pickWeighted(visit.conditions.map((own) => ({ weight: own.condition.weight, own }))).own,
  );
}

function newVisit(random: Random, { person, lab, day }: { person: DemoPerson; lab: LabPerson; day: Day }): Visit {
  const seite: Seite = random.percent(54) ? 'R' : 'L';
  const conditions = person.conditions.filter(({ since }) => since <= day);
  return { random, person, lab, day, minute: random.between(7 * 60 + 40, 17 * 60 + 20), conditions, seite, drafts: [] };
}

function dayBefore(random: Random, { person, day, conditions }: Visit): Day {
  const gap = random.between(...gapDays(person.ageYears, conditions));
  const earlier = openDayBefore(day - gap);
  if (earlier >= person.firstDay) return earlier;
  return openDayBefore(person.firstDay + random.below(Math.max(1, person.lastDay - person.firstDay)));
}

/** Least and most days between two visits: the more there is to look after, the shorter. */
function gapDays(ageYears: number, conditions: readonly OwnCondition[]): [number, number] {
  const weight = conditions.reduce((sum, { condition }) => sum + condition.weight, 0);
  if (weight >= 25) return [10, 80];
  if (weight >= 8) return [20, 110];
  return [30, ageYears < 7 ? 120 : 320];
}

/** Rows that stand for years are dated within the written time: what began before it was taken over on its first day. */
function datedLasting(
  rows: readonly { day: Day; draft: EintragDraft }[],
  visits: readonly Visit[],
): { day: Day; drafts: EintragDraft[] }[] {
  const first = Math.min(...visits.map(({ day }) => day));
  return rows.map(({ day, draft }) => {
    const dated = Math.max(day, first);
    return { day: dated, drafts: [withDay(draft, dated)] };
  });
}

function withDay(draft: EintragDraft, day: Day): EintragDraft {
  return { ...draft, value: { ...draft.value, behandlungstag: dateOf(day) } } as EintragDraft;
}

function inOrder(parts: readonly { readonly day: Day; readonly drafts: readonly EintragDraft[] }[]): EintragDraft[] {
  const rows = parts.flatMap(({ day, drafts }) =>
    drafts.map((draft) => ({ day, time: draft.value.uhrzeit ?? '', draft })),
  );
  rows.sort((a, b) => a.day - b.day || (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return rows.map(({ draft }) => draft);
}

function labPersonOf(seed: number, person: DemoPerson): LabPerson {
  const shifts = person.conditions.flatMap(({ condition, since, drugs }) => [
    ...condition.labs.map((shift) => ({ ...shift, since })),
    ...drugs
      .filter(({ name }) => name === 'phenprocoumon')
      .map(() => ({ analyte: 'INR' as const, by: INR_UNDER_PHENPROCOUMON, perYear: 0, since })),
  ]);
  return {
    seed: (seed ^ Math.imul(person.index + 1, 0x9e37_79b1)) | 0,
    isWoman: person.sex === 'w',
    birthDay: person.birthDay,
    shifts,
  };
}
