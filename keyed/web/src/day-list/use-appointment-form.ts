import {
  daysBetween,
  daysOfSeries,
  favouriteOfLine,
  type LocalDate,
  readAppointmentLine,
  type Rhythm,
  type Vacancy,
  type VacancyStep,
  weekdayOf,
} from '@siegel/akten';
import type { AppointmentDraft, AppointmentRow, DayView, PersonRow, SeriesChange } from '@siegel/safe';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftsOfVacancy, stepsOfType } from '../finding/drafts-of-vacancy.ts';
import { randomId } from '../finding/random-id.ts';
import { useLaterOfSeries } from '../finding/series-question.tsx';
import { useFavouritePlaces } from '../finding/use-favourite-places.ts';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { useKeptField } from '../text-blocks/use-kept-field.ts';
import { clock, lanesOfDay, minuteOfClock } from './day-rows.ts';
import type { DayActs } from './use-day-acts.ts';
import { useClashes, useFreeTimes } from './use-free-times.ts';

/** How often an appointment comes again. */
export const REPEATS = ['none', 'weekly', 'biweekly', 'monthly'] as const;
/** One of `REPEATS`. */
export type Repeat = (typeof REPEATS)[number];

const USUAL_MINUTES = 15;
const SERIES_AT_MOST = 52;

/** What is filled in. */
export interface AppointmentForm {
  readonly person: PersonRow | undefined;
  readonly day: LocalDate;
  /** As it is typed. */
  readonly time: string;
  readonly minutes: number;
  readonly type: string | undefined;
  readonly resources: readonly string[];
  readonly reason: string;
  readonly note: string;
  readonly isWalkIn: boolean;
  readonly repeat: Repeat;
  readonly times: number;
}

/** Where a new appointment begins: minute of the day, and with whom. */
export interface AppointmentStart {
  readonly from: number;
  readonly resources?: readonly string[];
}

/** What the form stands on. */
interface AppointmentGiven {
  readonly acts: DayActs;
  readonly start?: AppointmentStart | undefined;
  readonly today: LocalDate;
  readonly onDone: (day: LocalDate) => void;
}

/** The form at work. */
export type AppointmentWork = ReturnType<typeof useAppointmentForm>;

/** The form of an appointment, new or changed. */
export function useAppointmentForm(
  view: DayView,
  row: AppointmentRow | undefined,
  { acts, start, today, onDone }: AppointmentGiven,
) {
  const [form, setForm] = useState(() => (row === undefined ? emptyForm(view, start) : formOf(row)));
  const [line, setLineText] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const words = useMemo(() => wordsOf(view, today), [view, today]);
  const save = useSaving(view, row, acts);
  const favourite = useFavouritePlaces(today);
  const later = useLaterOfSeries(row?.series === undefined ? undefined : row.recordId);
  const [isAsking, setIsAsking] = useState(false);
  const set = (changes: Partial<AppointmentForm>) => setForm((before) => ({ ...before, ...changes }));
  const from = minuteOfClock(form.time);
  const kept = row?.recordId ?? 'new';
  useKeptField(`${kept}.termin-anlass`, form.reason, (reason) => set({ reason }));
  useKeptField(`${kept}.termin-notiz`, form.note, (note) => set({ note }));

  function setLine(text: string): void {
    setLineText(text);
    const named = row === undefined ? favouriteOfLine(text, favourite.words) : undefined;
    if (named !== undefined) favourite.choose(named.favourite);
    set(changesOfLine(named?.rest ?? text, words, view));
  }
  function setType(typeId: string | undefined): void {
    const type = view.calendar.types.find((one) => one.typeId === typeId);
    set({ type: typeId, ...(type !== undefined && { minutes: type.minutes }) });
  }

  const { clashes, free } = useTimes(form, from, { except: row?.recordId, today });
  const missing = missingOf(form, from, favourite.isChosen);

  /** Undefined: whoever changes one of a series is asked which. */
  async function submit(scope?: 'one' | 'all'): Promise<void> {
    setIsTried(true);
    if (isBusy || missing.length > 0 || form.person === undefined) return;
    if (favourite.isChosen ? favourite.place === undefined : from === undefined) return;
    if (scope === undefined && later.length > 1) return setIsAsking(true);
    setIsBusy(true);
    const isDone = await save(
      { form, from: from ?? 0, place: favourite.place, steps: favourite.steps },
      scope,
      later.length,
    );
    setIsBusy(false);
    setIsAsking(false);
    if (isDone) onDone(favourite.place?.day ?? form.day);
  }
  const asking = { isAsking, later, close: () => setIsAsking(false) };
  return {
    ...{ form, set, setType, line, setLine, clashes, free, isBusy, submit, favourite, asking },
    missing: isTried ? missing : [],
  };
}

/** What the form would be put upon, and the next free places for it. */
function useTimes(
  { day, minutes, type, resources }: AppointmentForm,
  from: number | undefined,
  { except, today }: { readonly except: string | undefined; readonly today: LocalDate },
) {
  const clashes = useClashes({ day, from, minutes, resources, except });
  const free = useFreeTimes({ day: day < today ? today : day, minutes, type, resources });
  return { clashes, free };
}

/** What is to be written: the form, and the place of a favourite if one was chosen. */
interface Filled {
  readonly form: AppointmentForm;
  readonly from: number;
  readonly place: Vacancy | undefined;
  readonly steps: readonly VacancyStep[];
}

/** Writes what is filled in: new, changed, or changed with all later ones of the series. @returns whether it was done. */
function useSaving(view: DayView, row: AppointmentRow | undefined, acts: DayActs) {
  const { t } = useTranslation();
  const safe = useSafe();
  return (filled: Filled, scope: 'one' | 'all' | undefined, count: number): Promise<boolean> => {
    const { form, from } = filled;
    const name = form.person === undefined ? '' : fullName(form.person);
    if (row === undefined)
      return acts.run(t('dayList.done.added', { name }), () => safe.addAppointments(newDrafts(filled, view)));
    if (scope === 'all')
      return acts.run(t('finding.done.series', { count }), () =>
        safe.changeSeries(row.recordId, seriesChangeOf(row, form, from)),
      );
    return acts.run(t('dayList.done.changed', { name }), () =>
      safe.changeAppointment(row.recordId, changesOf(row, form, from)),
    );
  };
}

function newDrafts({ form, from, place, steps }: Filled, view: DayView): readonly AppointmentDraft[] {
  if (place === undefined) return draftsOf(form, from, view);
  const { reason, note, person } = form;
  const { types } = view.calendar;
  return draftsOfVacancy(place, steps, { personId: person?.personId ?? '', reason, note, types });
}

/** What the line says is filled in at once; what it does not say stays. */
function changesOfLine(text: string, words: ReturnType<typeof wordsOf>, view: DayView): Partial<AppointmentForm> {
  const read = readAppointmentLine(text, words);
  const type = view.calendar.types.find(({ typeId }) => typeId === read.type);
  return {
    ...(read.day !== undefined && { day: read.day }),
    ...(read.at !== undefined && { time: clock(read.at) }),
    ...(read.type !== undefined && { type: read.type }),
    ...(type !== undefined && { minutes: type.minutes }),
    ...(read.minutes !== undefined && { minutes: read.minutes }),
    ...(read.resources.length > 0 && { resources: read.resources }),
    ...(read.text !== '' && { reason: read.text }),
  };
}

/** What still has to be filled in; a favourite brings time and resources along. */
function missingOf(
  form: AppointmentForm,
  from: number | undefined,
  hasPlace: boolean,
): readonly ('person' | 'time' | 'resources')[] {
  const noPerson = form.person === undefined ? (['person'] as const) : [];
  if (hasPlace) return noPerson;
  return [
    ...noPerson,
    ...(from === undefined ? (['time'] as const) : []),
    ...(form.resources.length === 0 ? (['resources'] as const) : []),
  ];
}

function emptyForm(view: DayView, start: AppointmentStart | undefined): AppointmentForm {
  const [first] = lanesOfDay(view.calendar.resources);
  const type = view.calendar.types.find(({ isUsed }) => isUsed);
  return {
    person: undefined,
    day: view.day,
    time: start === undefined ? '' : clock(start.from),
    minutes: type?.minutes ?? USUAL_MINUTES,
    type: type?.typeId,
    resources: start?.resources ?? (first === undefined ? [] : [first.resourceId]),
    reason: '',
    note: '',
    isWalkIn: false,
    repeat: 'none',
    times: 4,
  };
}

function formOf(row: AppointmentRow): AppointmentForm {
  const { person, day, from, minutes, type, resources, reason = '', note = '', isWalkIn } = row;
  return { person, day, time: clock(from), minutes, type, resources, reason, note, isWalkIn, repeat: 'none', times: 4 };
}

function wordsOf({ calendar }: DayView, today: LocalDate) {
  const types = calendar.types.filter(({ isUsed }) => isUsed);
  const resources = calendar.resources.filter(({ isUsed }) => isUsed);
  return {
    types: new Map(types.map(({ shortName, typeId }) => [shortName.toLowerCase(), typeId])),
    resources: new Map(resources.map(({ shortName, resourceId }) => [shortName.toLowerCase(), resourceId])),
    today,
  };
}

/** One draft per day of the series; whoever came without an appointment is there at once. */
function draftsOf(form: AppointmentForm, from: number, view: DayView): readonly AppointmentDraft[] {
  const days = form.repeat === 'none' ? [form.day] : seriesOf(form);
  const chain = stepsOfType(view.calendar.types, form.type);
  const series = days.length > 1 ? randomId() : undefined;
  return days.map((day) => ({
    personId: form.person?.personId ?? '',
    day,
    from,
    minutes: form.minutes,
    resources: form.resources,
    reason: form.reason,
    note: form.note,
    chain,
    ...(form.type !== undefined && { type: form.type }),
    ...(series !== undefined && { series }),
    ...(form.isWalkIn && { isWalkIn: true, state: 'da' as const, sinceMs: Date.now() }),
  }));
}

function seriesOf({ day, repeat, times }: AppointmentForm): readonly LocalDate[] {
  const rhythm: Rhythm =
    repeat === 'monthly'
      ? { every: 'month', interval: 1 }
      : { every: 'week', interval: repeat === 'biweekly' ? 2 : 1, weekdays: [weekdayOf(day)] };
  return daysOfSeries({ first: day, rhythm, count: Math.min(times, SERIES_AT_MOST) });
}

/** The same for all later ones of a series: each is moved by as much, the rest is set. */
function seriesChangeOf(row: AppointmentRow, form: AppointmentForm, from: number): SeriesChange {
  const { day, from: _, ...fields } = changesOf(row, form, from);
  return {
    fields,
    ...(day !== undefined && { days: daysBetween(row.day, day) }),
    ...(from !== row.from && { minutes: from - row.from }),
  };
}

/** Only what was changed: whoever moves an appointment does not touch its reason. */
function changesOf(row: AppointmentRow, form: AppointmentForm, from: number) {
  const isSame =
    form.resources.length === row.resources.length && form.resources.every((id) => row.resources.includes(id));
  return {
    ...(form.day !== row.day && { day: form.day }),
    ...(from !== row.from && { from }),
    ...(form.minutes !== row.minutes && { minutes: form.minutes }),
    ...(!isSame && { resources: form.resources }),
    ...(form.type !== row.type && { type: form.type ?? null }),
    ...(form.reason !== (row.reason ?? '') && { reason: form.reason }),
    ...(form.note !== (row.note ?? '') && { note: form.note }),
  };
}
