import { addDays, type AppointmentLine, type LocalDate, readAppointmentLine } from '@siegel/akten';
import type { AppointmentDraft, AppointmentTypeView, CalendarView, LineAddressees } from '@siegel/safe';
import { clock } from '../day-list/day-rows.ts';
import { formatDay, localDay } from '../text/format.ts';
import type { LineDone, LineGiven, LineWork } from './line-given.ts';

const USUAL_MINUTES = 15;
const SEARCHED_DAYS = 60;
const DAY_MINUTES = 1_440;

/** Where an appointment would be. */
interface Place {
  readonly day: LocalDate;
  readonly from: number;
  readonly minutes: number;
  readonly resources: readonly string[];
  readonly type: AppointmentTypeView | undefined;
  /** The house offers this time; false: somebody wants it all the same. */
  readonly isFree: boolean;
}

/** An appointment of the line: at the time it names, else at the next free one (AL5). */
export async function appointmentWork(text: string, addressees: LineAddressees, given: LineGiven): Promise<LineWork> {
  const { safe, t, language } = given;
  const read = await safe.calendar();
  if (!read.ok) return { fault: t('line.noCalendar') };
  const calendar = read.value;
  const today = localDay(Date.now());
  const line = readAppointmentLine(text, wordsOf(calendar, today));
  if (line.marks.every(({ role }) => role === 'text')) return { fault: t('line.notUnderstood') };
  const place = await placeOf(line, { calendar, today, own: addressees.ownUser, given });
  if (place === 'none') return { fault: t('line.noCalendar') };
  if (place === undefined)
    return {
      fault:
        line.day === undefined
          ? t('line.noneFree', { days: SEARCHED_DAYS })
          : t('line.noneFreeOn', { day: formatDay(line.day, language) }),
    };
  const says = wordsOfPlace(place, line, { calendar, t, language });
  const clashes = await safe.clashesOf({ ...place, to: place.from + place.minutes });
  const isTaken = clashes.ok && clashes.value.length > 0;
  const warns = isTaken ? t('line.taken') : place.isFree ? undefined : t('line.closed');
  return {
    says: line.at === undefined ? t('line.next', { says }) : says,
    ...(warns !== undefined && { warns }),
    run: () => book(place, line, { says, given }),
  };
}

async function book(place: Place, line: AppointmentLine, { says, given }: { says: string; given: LineGiven }) {
  const { safe, t, personId } = given;
  const { day, from, minutes, resources, type } = place;
  const draft: AppointmentDraft = {
    ...{ personId, day, from, minutes, resources },
    ...(type !== undefined && { type: type.typeId, chain: type.chain.map((step) => ({ ...step, isDone: false })) }),
    ...(line.text !== '' && { reason: line.text.slice(0, 400) }),
  };
  const added = await safe.addAppointments([draft]);
  if (!added.ok) return added;
  const done: LineDone = {
    saved: added.value.saved,
    says: t('line.booked', { says }),
    undo: () => safe.undoAppointments(added.value),
  };
  return { ok: true as const, value: done };
}

interface PlaceGiven {
  readonly calendar: CalendarView;
  readonly today: LocalDate;
  readonly own: string;
  readonly given: LineGiven;
}

/** The place the line asks for; undefined: nothing is free; `none`: there is nothing to book. */
async function placeOf(
  line: AppointmentLine,
  { calendar, today, own, given }: PlaceGiven,
): Promise<Place | 'none' | undefined> {
  const type = calendar.types.find(({ typeId }) => typeId === line.type);
  const minutes = line.minutes ?? type?.minutes ?? USUAL_MINUTES;
  const needs = needsOf(line, type, { calendar, own });
  if (needs === undefined) return 'none';
  const at = line.at;
  const from = line.day ?? (isOver(at) ? addDays(today, 1) : today);
  const free = await firstFree(line, { from, minutes, needs, type }, given);
  if (free !== undefined) return { ...free, minutes, type, isFree: true };
  if (at === undefined) return undefined;
  // What is asked for by day and time is booked where it is wanted; the line above says that it is not free.
  return { day: from, from: at, minutes, resources: needs.flatMap(([first]) => first ?? []), type, isFree: false };
}

interface Wanted {
  readonly from: LocalDate;
  readonly minutes: number;
  readonly needs: readonly (readonly string[])[];
  readonly type: AppointmentTypeView | undefined;
}

/** The first free place. A day that was named is meant; a time alone is meant for the next time it strikes. */
async function firstFree(
  { day, at, within }: AppointmentLine,
  { from, minutes, needs, type }: Wanted,
  { safe }: LineGiven,
): Promise<Pick<Place, 'day' | 'from' | 'resources'> | undefined> {
  const hours = at === undefined ? within : { from: at, to: Math.min(at + minutes, DAY_MINUTES) };
  const found = await safe.findFreeTimes({
    from,
    to: day !== undefined || at !== undefined ? from : addDays(from, SEARCHED_DAYS),
    most: 1,
    ...(hours !== undefined && { within: hours }),
    steps: [{ minutes, needs, ...(type !== undefined && { type: type.typeId }) }],
  });
  const [vacancy] = found.ok ? found.value : [];
  const [step] = vacancy?.steps ?? [];
  return vacancy === undefined || step === undefined
    ? undefined
    : { day: vacancy.day, from: step.from, resources: step.resources };
}

function isOver(at: number | undefined): boolean {
  const now = new Date();
  return at !== undefined && at <= now.getHours() * 60 + now.getMinutes();
}

/** Who and what is needed: as the line says, else as the type says, else the own calendar, else the first person's. */
function needsOf(
  line: AppointmentLine,
  type: AppointmentTypeView | undefined,
  { calendar, own }: Pick<PlaceGiven, 'calendar' | 'own'>,
): readonly (readonly string[])[] | undefined {
  if (line.resources.length > 0) return line.resources.map((id) => [id]);
  if (type !== undefined && type.needs.length > 0) return type.needs;
  const used = calendar.resources.filter(({ isUsed }) => isUsed);
  const mine =
    used.find(({ userId }) => userId !== undefined && userId === own) ??
    used.find(({ kind }) => kind === 'person') ??
    used[0];
  return mine === undefined ? undefined : [[mine.resourceId]];
}

function wordsOf({ types, resources }: CalendarView, today: LocalDate) {
  const used = <T extends { readonly isUsed: boolean }>(all: readonly T[]) => all.filter(({ isUsed }) => isUsed);
  return {
    types: new Map(used(types).map(({ shortName, typeId }) => [shortName.toLowerCase(), typeId])),
    resources: new Map(used(resources).map(({ shortName, resourceId }) => [shortName.toLowerCase(), resourceId])),
    today,
  };
}

function wordsOfPlace(
  { day, from, minutes, resources, type }: Place,
  line: AppointmentLine,
  { calendar, t, language }: Pick<LineGiven, 't' | 'language'> & { readonly calendar: CalendarView },
): string {
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00Z`),
  );
  const names = resources.map((id) => calendar.resources.find(({ resourceId }) => resourceId === id)?.name ?? '');
  return [
    `${weekday} ${formatDay(day, language)}`,
    clock(from),
    t('dayList.minutes', { minutes }),
    ...(type === undefined ? [] : [type.name]),
    names.join(' + '),
    ...(line.text === '' ? [] : [line.text]),
  ].join(', ');
}
