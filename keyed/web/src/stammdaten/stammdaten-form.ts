import { GESCHLECHT } from '@siegel/akten';
import { formatDay } from '../text/format.ts';
import type { Language } from '../text/i18n.ts';
import { parseBirth } from '../new-person/parse-birth.ts';

/** The fields of a person that the panel's form shows, in groups. Everything else of the record stays as it is (AT4). */
export const STAMMDATEN_GROUPS = {
  name: ['familienname', 'vorname', 'geburtsname', 'titel'],
  birth: ['geburtsdatum', 'geschlecht', 'verstorbenAm'],
  address: ['strasse', 'anschriftenzusatz', 'plz', 'ort', 'land'],
  reach: ['telefon', 'mobil', 'email'],
  warning: ['cave'],
} as const;

/** A field of the form. */
export type StammdatenField = (typeof STAMMDATEN_GROUPS)[keyof typeof STAMMDATEN_GROUPS][number];

/** What stands in the form, as typed. */
export type StammdatenDraft = Readonly<Record<StammdatenField, string>>;

/** Why a field cannot be saved as typed. */
export type StammdatenFault = 'nameMissing' | 'dayWrong' | 'mailWrong';

type Value = Readonly<Record<string, unknown>>;

const FIELDS = Object.values(STAMMDATEN_GROUPS).flat();
const DAYS: ReadonlySet<StammdatenField> = new Set(['geburtsdatum', 'verstorbenAm']);

/** The form for a record. */
export function draftOf(value: Value, language: Language): StammdatenDraft {
  const entries = FIELDS.map((field) => [field, shownOf(field, value[field], language)] as const);
  return Object.fromEntries(entries) as StammdatenDraft;
}

function shownOf(field: StammdatenField, content: unknown, language: Language): string {
  if (typeof content !== 'string') return '';
  return DAYS.has(field) ? formatDay(content, language) : content;
}

/** What is wrong with the form, by field. */
export function faultsOf(draft: StammdatenDraft, today: string): ReadonlyMap<StammdatenField, StammdatenFault> {
  const faults = new Map<StammdatenField, StammdatenFault>();
  if (draft.familienname.trim() === '') faults.set('familienname', 'nameMissing');
  for (const field of DAYS) if (dayOf(draft[field], today) === undefined) faults.set(field, 'dayWrong');
  if (draft.email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim()))
    faults.set('email', 'mailWrong');
  return faults;
}

/** The record with what was typed. A field that was emptied goes; one that was not touched stays letter for letter. */
export function withDraft(value: Value, draft: StammdatenDraft, { before, today }: DraftContext): Value {
  const changed = FIELDS.filter((field) => draft[field] !== before[field]);
  const kept = Object.entries(value).filter(([name]) => !changed.some((field) => field === name));
  const typed = changed.flatMap((field) => {
    const content = DAYS.has(field) ? (dayOf(draft[field], today) ?? '') : draft[field].trim();
    return content === '' ? [] : [[field, content] as const];
  });
  return Object.fromEntries([...kept, ...typed]);
}

/** What the form began with, and the day of today, which two-digit years are read against. */
export interface DraftContext {
  readonly before: StammdatenDraft;
  readonly today: string;
}

/** A day as typed: '' for none, a year or a month and year as they are; undefined for what is no day. Both days lie in the past, so
 *  that two digits of a year mean the past (PE2). */
function dayOf(typed: string, today: string): string | undefined {
  return typed.trim() === '' ? '' : parseBirth(typed, today);
}

/** The codes of the sex, as the form offers them. */
export const SEXES = GESCHLECHT;
