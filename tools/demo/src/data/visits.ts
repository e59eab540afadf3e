/** The kinds of visit: check of a chronic condition, acute reason, prevention, letter, short contact. */
import type { OwnCondition } from './conditions.ts';
import {
  addDiagnosis,
  addNote,
  addPrescription,
  addressOf,
  planOf,
  pressureOf,
  pulseOf,
  say,
  stamp,
  type Visit,
  weightOf,
} from './visit.ts';
import { CHILD_CONTEXT, CONTEXT, STATUS } from './common-texts.ts';
import { CALLS, CALLS_OF_PARENTS, CALLS_OF_RELATIVES, REPEAT_PRESCRIPTIONS, TASKS } from './contacts.ts';
import { dateOf, DAYS_PER_YEAR, germanDate, monthOf } from './day.ts';
import { DRUGS, type DrugName, drugText, suitsAge } from './drugs.ts';
import type { Episode } from './episode.ts';
import { INFECTIONS } from './episodes-infection.ts';
import { OTHER_EPISODES } from './episodes-other.ts';
import { ICD } from './icd.ts';
import type { AnalyteIdent } from './lab-values.ts';
import { addLabReport } from './lab-report.ts';
import { REFERRALS, SPECIALIST_LETTERS } from './letters.ts';
import {
  CHECKUP_ANA,
  CHECKUP_BEF,
  CHECKUP_THE,
  CHILD_CHECKUP_NOTES,
  CHILD_CHECKUPS,
  VACCINATION_NOTES,
  VACCINATIONS,
} from './prevention.ts';

const EPISODES: readonly Episode[] = [...INFECTIONS, ...OTHER_EPISODES];
const PENICILLINS: readonly DrugName[] = ['amoxicillin', 'amoxicillinSaft', 'penicillinV'];
const MOST_ANALYTES = 9;
const SICK_NOTE_AGES = [17, 66] as const;

/** A planned check of one of the chronic conditions. */
export function addCheck(visit: Visit, lead: OwnCondition): void {
  const { condition } = lead;
  const plan = planOf(visit);
  const text = (patterns: readonly string[]): string =>
    say(visit, patterns, (name) => drugSlot(visit, lead.drugs[0]?.name ?? plan[0]?.name, name));
  const second = visit.conditions.find((own) => own !== lead && visit.random.percent(35));
  const more = second === undefined ? '' : ` ${text(second.condition.ana)}`;
  addNote(visit, { rubrik: 'anamnese', text: text(condition.ana) + more });
  addFinding(visit, extended(visit, text(condition.bef), 45, STATUS));
  if (visit.random.percent(60)) addLabReport(visit, panelOf(visit, lead));
  if (visit.random.percent(62)) addNote(visit, { rubrik: 'therapie', text: text(condition.the) + planSentence(visit) });
  const prescribed = plan.length === 0 ? 0 : visit.random.below(Math.min(plan.length, 3) + 1);
  for (let i = 0; i < prescribed; i++) {
    const drug = plan[(visit.day + i) % plan.length];
    if (drug !== undefined) addPrescription(visit, drug.name, drug.dosierung);
  }
}

/** An acute reason that fits age, sex and season. */
export function addAcute(visit: Visit): void {
  const { random, person } = visit;
  const age = ageOn(visit);
  const episode = random.pickWeighted(EPISODES.filter((candidate) => fits(candidate, visit, age)));
  const icd = random.pick(episode.icd);
  addNote(visit, {
    rubrik: 'anamnese',
    text: extended(visit, say(visit, episode.ana), 45, age < 14 ? CHILD_CONTEXT : CONTEXT),
  });
  addFinding(visit, extended(visit, say(visit, episode.bef), 35, STATUS));
  const sides = episode.sided === true ? { seite: visit.seite } : {};
  addDiagnosis(visit, icd, { ...sides, ...(random.percent(8) ? { sicherheit: 'V' as const } : {}) });
  if (random.percent(62)) addNote(visit, { rubrik: 'therapie', text: say(visit, episode.the) });
  const drugs = (episode.drugs ?? []).filter(
    (name) => !(person.isPenicillinAllergic && PENICILLINS.includes(name)) && suitsAge(name, age),
  );
  if (drugs.length > 0 && random.percent(episode.drugPercent ?? 0))
    addPrescription(visit, random.pick(drugs), random.below(16));
  addSickNote(visit, episode, age);
}

/** A vaccination or a check-up. */
export function addPrevention(visit: Visit): void {
  const { random } = visit;
  const age = ageOn(visit);
  const child = CHILD_CHECKUPS.filter(({ ages }) => isWithin(age, ages));
  if (child.length > 0 && random.percent(55)) {
    const { name } = random.pick(child);
    addNote(visit, { rubrik: 'notiz', text: say(visit, CHILD_CHECKUP_NOTES, () => name) });
    return;
  }
  if (age >= 35 && random.percent(38)) {
    addCheckup(visit);
    return;
  }
  const possible = VACCINATIONS.filter(
    ({ ages, months }) => isWithin(age, ages) && (months?.includes(monthOf(visit.day)) ?? true),
  );
  if (possible.length === 0) {
    addContact(visit);
    return;
  }
  const { name } = random.pickWeighted(possible);
  const charge = `${random.pick(['A', 'B', 'F', 'K', 'R'])}${random.between(11, 98)}${random.pick(['CB', 'DA', 'XK', 'PL'])}${random.between(1, 9)}`;
  addNote(visit, {
    rubrik: 'therapie',
    text: say(visit, VACCINATION_NOTES, (slot) => (slot === 'impfung' ? name : charge)),
  });
  if (random.percent(30)) addDiagnosis(visit, 'Z23');
}

/** A letter of a specialist, or a referral to one. */
export function addLetter(visit: Visit): void {
  const { random, person } = visit;
  const age = ageOn(visit);
  const known = visit.conditions.map(({ icd }) => icd);
  const letters = SPECIALIST_LETTERS.filter(
    ({ ages, sex, after }) =>
      isWithin(age, ages) &&
      (sex ?? person.sex) === person.sex &&
      (after.length === 0 || after.some((icd) => known.includes(icd))),
  );
  const name = `${addressOf(person).replace(/^Herr /, 'Herrn ')}, geb. ${germanDate(person.birthDay)}`;
  if (letters.length > 0 && random.percent(64)) {
    const { fach, absender, betreff, text } = random.pickWeighted(letters);
    const body = `Sehr geehrte Frau Kollegin, sehr geehrter Herr Kollege,\nvielen Dank für die Überweisung von ${name}. ${say(visit, text)}`;
    visit.drafts.push({
      kind: 'letter',
      value: { ...stamp(visit), text: body, richtung: 'eingang', kategorie: fach, betreff, absender },
    });
    return;
  }
  const { fach, frage } = random.pick(REFERRALS.filter(({ ages }) => isWithin(age, ages)).concat(REFERRALS[7]));
  const reason =
    known.length > 0
      ? `Dauerdiagnosen: ${known
          .slice(0, 4)
          .map((icd) => `${ICD[icd]} (${icd})`)
          .join(', ')}. `
      : '';
  const text = `Überweisung ${fach}: ${name}. ${reason}${frage}`;
  visit.drafts.push({
    kind: 'letter',
    value: {
      ...stamp(visit),
      text,
      richtung: 'ausgang',
      kategorie: 'Überweisung',
      betreff: `Überweisung ${fach}`,
      empfaenger: [fach],
    },
  });
}

/** A call, a repeat prescription, a task. */
export function addContact(visit: Visit): void {
  const { random } = visit;
  const age = ageOn(visit);
  const plan = planOf(visit);
  const drug = plan.length === 0 ? undefined : random.pick(plan);
  if (random.percent(16)) {
    addTask(visit);
    return;
  }
  if (drug !== undefined && random.percent(52)) {
    addNote(visit, {
      rubrik: 'notiz',
      text: say(visit, REPEAT_PRESCRIPTIONS, (name) => drugSlot(visit, drug.name, name)),
    });
    addPrescription(visit, drug.name, drug.dosierung);
    return;
  }
  const texts = age < 14 ? CALLS_OF_PARENTS : age >= 80 && random.percent(45) ? CALLS_OF_RELATIVES : CALLS;
  addNote(visit, { rubrik: 'notiz', text: say(visit, texts) });
}

/** Age in full years on the day of the visit. */
function ageOn({ person, day }: Visit): number {
  return Math.floor((day - person.birthDay) / (DAYS_PER_YEAR + 0.25));
}

/** The text with one more sentence in so many percent, unless it would begin like something that is said already. */
function extended(visit: Visit, text: string, percent: number, patterns: readonly string[]): string {
  if (!visit.random.percent(percent)) return text;
  const more = say(visit, patterns);
  return text.includes(more.slice(0, 5)) ? text : `${text} ${more}`;
}

/** What of the plan goes on, in some of the texts. */
function planSentence(visit: Visit): string {
  const plan = planOf(visit);
  if (plan.length === 0 || !visit.random.percent(40)) return '';
  const drugs = plan.slice(0, 5).map(({ name, dosierung }) => {
    const drug = DRUGS[name];
    return `${drugText(drug)} ${drug.dosierung[dosierung % drug.dosierung.length] ?? ''}`;
  });
  return ` Weiter: ${drugs.join(', ')}.`;
}

function addCheckup(visit: Visit): void {
  addNote(visit, { rubrik: 'anamnese', text: say(visit, CHECKUP_ANA) });
  addFinding(visit, say(visit, CHECKUP_BEF));
  addLabReport(visit, ['CHOL', 'LDL', 'HDL', 'TRIG', 'GLUC']);
  addDiagnosis(visit, 'Z00.0');
  addNote(visit, { rubrik: 'therapie', text: say(visit, CHECKUP_THE) });
}

function addTask(visit: Visit): void {
  const { titel, text } = visit.random.pick(TASKS);
  const isOpen = visit.person.lastDay - visit.day < 30;
  visit.drafts.push({
    kind: 'task',
    value: {
      ...stamp(visit),
      titel,
      text: say(visit, [text]),
      zustand: isOpen ? 'offen' : 'erledigt',
      dringlichkeit: visit.random.percent(15) ? 'wichtig' : 'normal',
      faelligAm: dateOf(visit.day + visit.random.between(1, 28)),
    },
  });
}

/** A finding; where the text names the pressure, the measured values stand beside it. */
function addFinding(visit: Visit, text: string): void {
  const { sys, dia } = pressureOf(visit, 0);
  const measured = text.includes(`${sys}/${dia}`) && visit.conditions.length > 0;
  const weight = weightOf(visit);
  const messergebnisse = [
    { ident: 'RRSYS', name: 'Blutdruck systolisch', wert: String(sys), einheit: 'mmHg' },
    { ident: 'RRDIA', name: 'Blutdruck diastolisch', wert: String(dia), einheit: 'mmHg' },
    { ident: 'PULS', name: 'Puls', wert: String(pulseOf(visit)), einheit: '/min' },
    { ident: 'GEW', name: 'Gewicht', wert: `${Math.floor(weight / 10)}.${weight % 10}`, einheit: 'kg' },
  ];
  visit.drafts.push({ kind: 'finding', value: { ...stamp(visit), text, ...(measured ? { messergebnisse } : {}) } });
}

function addSickNote(visit: Visit, { sickDays }: Episode, age: number): void {
  if (sickDays === undefined || !isWithin(age, SICK_NOTE_AGES) || !visit.random.percent(48)) return;
  const last = visit.day + visit.random.between(...sickDays) - 1;
  addNote(visit, {
    rubrik: 'notiz',
    text: `AU ${germanDate(visit.day).slice(0, 6)} bis ${germanDate(last)}, ${visit.random.percent(80) ? 'Erstbescheinigung' : 'Folgebescheinigung'}, eAU gesendet.`,
  });
}

/** What the laboratory is asked for: the condition first, then what the others need. */
function panelOf(visit: Visit, lead: OwnCondition): AnalyteIdent[] {
  const inr = planOf(visit).some(({ name }) => name === 'phenprocoumon') ? (['INR'] as const) : [];
  const others = visit.conditions
    .filter((own) => own !== lead && visit.random.percent(30))
    .flatMap(({ condition }) => condition.panel.slice(0, 3));
  return [...new Set([...inr, ...lead.condition.panel, ...others])].slice(0, MOST_ANALYTES);
}

function fits({ ages, sex, months }: Episode, visit: Visit, age: number): boolean {
  if (!isWithin(age, ages) || (sex ?? visit.person.sex) !== visit.person.sex) return false;
  return months?.includes(monthOf(visit.day)) ?? true;
}

function drugSlot(visit: Visit, drug: DrugName | undefined, slot: string): string {
  if (slot !== 'drug') throw new Error(`DD2: no value for ${slot} here`);
  return drug === undefined ? 'Therapie' : drugText(DRUGS[drug]);
}

function isWithin(age: number, [from, to]: readonly [number, number]): boolean {
  return age >= from && age <= to;
}
