import {
  type BookablePlan,
  bookableOn,
  clashesOf,
  doOverlap,
  holdsTime,
  holidayOn,
  joinRanges,
  lanesOf,
  type LocalDate,
  rangesWithout,
  type TimeRange,
  weekdayOf,
} from '@siegel/akten';
import type { AppointmentRow, BlockedTimeView, CalendarView, ResourceView, WeekView } from '@siegel/safe';
import { stateOf } from '../day-list/day-rows.ts';

const HOUR = 60;
/** Nothing is drawn shorter: a name needs a line (KG2). */
const SHORTEST = 10;
/** Free places are offered from one half hour to the next. */
const FREE_STEP = 30;
const WEEKEND = 6;

/** An appointment or a blocked time in its column. */
export type GridItem = GridPlace &
  (
    | { readonly kind: 'appointment'; readonly row: AppointmentRow; readonly isDouble: boolean }
    | { readonly kind: 'blocked'; readonly blocked: BlockedTimeView }
  );

interface GridPlace extends TimeRange {
  /** Its name among the stops of the keyboard: `a` or `b` and a record id. */
  readonly stop: string;
  readonly lane: number;
  readonly lanes: number;
}

/** A resource on a day. Without one: whoever is booked with nobody that is in use. */
export interface GridColumn {
  readonly key: string;
  readonly day: LocalDate;
  readonly resource: ResourceView | undefined;
  readonly holiday: string | undefined;
  readonly open: readonly TimeRange[];
  readonly items: readonly GridItem[];
  readonly free: readonly TimeRange[];
}

/** Name of the holiday where a resource is, if it is one. */
export function holidayOf({ sites }: CalendarView, resource: ResourceView | undefined, day: LocalDate) {
  const siteId = resource?.siteId;
  const place = (siteId === undefined ? sites[0] : sites.find((site) => site.siteId === siteId))?.holidays;
  return place === undefined ? undefined : holidayOn(place, day);
}

/** Whoever has a column when nothing was chosen: people and workplaces, in a day rooms and devices, too. Who has no hours at all takes no
 *  room unless something stands there this week (KG1). */
export function usualResources(
  resources: readonly ResourceView[],
  mode: 'day' | 'week',
  taken: ReadonlySet<string>,
): readonly ResourceView[] {
  const isUsual = ({ kind }: ResourceView) => mode === 'day' || kind === 'person' || kind === 'workplace';
  const all = resources.filter((resource) => resource.isUsed && isUsual(resource));
  const bookable = all.filter(({ plan, resourceId }) => hasHours(plan) || taken.has(resourceId));
  const usual = bookable.length > 0 ? bookable : all;
  return mode === 'day' ? usual : usual.slice(0, 4);
}

function hasHours({ weekly, special }: BookablePlan): boolean {
  return weekly.length > 0 || special.length > 0;
}

/** Resources in use without any hours at which something stands in this week. */
export function takenWithoutHours({ days, blocked, calendar }: WeekView): readonly string[] {
  const without = calendar.resources.filter(({ isUsed, plan }) => isUsed && !hasHours(plan));
  if (without.length === 0) return [];
  const taken = new Set(blocked.flatMap((one) => one.resources));
  for (const { rows } of days) for (const row of rows) if (isShown(row)) for (const id of row.resources) taken.add(id);
  return without.flatMap(({ resourceId }) => (taken.has(resourceId) ? [resourceId] : []));
}

/** The days of a week that have a column: Saturday and Sunday only when something is there (KG1). */
export function daysToShow(view: WeekView, resources: readonly ResourceView[]): readonly LocalDate[] {
  const ids = new Set(resources.map(({ resourceId }) => resourceId));
  return view.days.flatMap(({ day, rows }) => {
    const isBooked = rows.some(
      (row) => isShown(row) && (row.resources.some((id) => ids.has(id)) || isOfNobody(view, row)),
    );
    const isBlocked = view.blocked.some((one) => one.days.includes(day) && one.resources.some((id) => ids.has(id)));
    const hasHours = resources.some((one) => hoursOf(view.calendar, one, day).length > 0);
    return weekdayOf(day) < WEEKEND || isBooked || isBlocked || hasHours ? [day] : [];
  });
}

/** The columns of a day, one per resource; one more for whoever is booked with nobody that is in use (KG2). */
export function columnsOfDay(
  view: WeekView,
  day: LocalDate,
  resources: readonly ResourceView[],
): readonly GridColumn[] {
  const rows = (view.days.find((one) => one.day === day)?.rows ?? []).filter(isShown);
  const blocked = view.blocked.filter(({ days }) => days.includes(day));
  const columns = resources.map((resource) =>
    columnOf(view, day, {
      resource,
      rows: rows.filter((row) => row.resources.includes(resource.resourceId)),
      blocked: blocked.filter((one) => one.resources.includes(resource.resourceId)),
    }),
  );
  const nobodys = rows.filter((row) => isOfNobody(view, row));
  return nobodys.length === 0
    ? columns
    : [...columns, columnOf(view, day, { resource: undefined, rows: nobodys, blocked: [] })];
}

function columnOf(
  { calendar }: WeekView,
  day: LocalDate,
  {
    resource,
    rows,
    blocked,
  }: {
    readonly resource: ResourceView | undefined;
    readonly rows: readonly AppointmentRow[];
    readonly blocked: readonly BlockedTimeView[];
  },
): GridColumn {
  const open = resource === undefined ? [] : hoursOf(calendar, resource, day);
  const times = rows.map((row) => ({ from: row.from, to: row.from + row.minutes, row }));
  const blockedTimes = blocked.map((one) => ({ from: one.from, to: one.from + one.minutes, blocked: one }));
  const isDouble = (time: (typeof times)[number]) =>
    holdsTime(stateOf(time.row)) &&
    (times.some((other) => other !== time && holdsTime(stateOf(other.row)) && doOverlap(other, time)) ||
      blockedTimes.some((other) => doOverlap(other, time)));
  const unplaced = [
    ...times.map((time) => ({
      ...drawn(time),
      kind: 'appointment' as const,
      stop: `a${time.row.recordId}`,
      row: time.row,
      isDouble: isDouble(time),
    })),
    ...blockedTimes.map((time) => ({
      ...drawn(time),
      kind: 'blocked' as const,
      stop: `b${time.blocked.blockedId}`,
      blocked: time.blocked,
    })),
  ];
  const taken = [...times.filter(({ row }) => holdsTime(stateOf(row))), ...blockedTimes];
  return {
    key: `${day} ${resource?.resourceId ?? ''}`,
    day,
    resource,
    holiday: holidayOf(calendar, resource, day),
    open,
    items: lanesOf(unplaced).map(({ appointment, lane, lanes }) => ({ ...appointment, lane, lanes })),
    free: inSteps(rangesWithout(open, taken)),
  };
}

function hoursOf(calendar: CalendarView, resource: ResourceView, day: LocalDate): readonly TimeRange[] {
  return bookableOn(resource.plan, { day, isHoliday: holidayOf(calendar, resource, day) !== undefined });
}

function drawn({ from, to }: TimeRange): TimeRange {
  return { from, to: Math.max(to, from + SHORTEST) };
}

/** What was called off is not shown; who did not come is. */
function isShown(row: AppointmentRow): boolean {
  return stateOf(row) !== 'abgesagt';
}

function isOfNobody({ calendar }: WeekView, { resources }: AppointmentRow): boolean {
  return !resources.some((id) => calendar.resources.some(({ resourceId, isUsed }) => isUsed && resourceId === id));
}

function inSteps(ranges: readonly TimeRange[]): readonly TimeRange[] {
  return ranges.flatMap(({ from, to }) => {
    const steps: TimeRange[] = [];
    for (let at = from; at < to; ) {
      const next = Math.min(to, (Math.floor(at / FREE_STEP) + 1) * FREE_STEP);
      steps.push({ from: at, to: next });
      at = next;
    }
    return steps;
  });
}

/** Whole hours around everything that is drawn, at least eight to five. */
export function spanOf(columns: readonly GridColumn[]): TimeRange {
  const times = joinRanges(columns.flatMap(({ open, items }) => [...open, ...items]));
  const first = Math.min(8 * HOUR, ...times.map(({ from }) => from));
  const last = Math.max(17 * HOUR, ...times.map(({ to }) => to));
  return { from: Math.floor(first / HOUR) * HOUR, to: Math.min(24 * HOUR, Math.ceil(last / HOUR) * HOUR) };
}

/** Where something is put: its day, time and column. */
export interface NewPlace {
  readonly day: LocalDate;
  readonly from: number;
  readonly minutes: number;
  readonly resources: readonly string[];
}

/** The resources of what moves from one column to another: the one it leaves gives way, the others stay (KG13). */
export function resourcesAfter(
  resources: readonly string[],
  { leaves, enters }: { readonly leaves: string | undefined; readonly enters: string | undefined },
): readonly string[] {
  if (leaves === enters) return resources;
  const others = resources.filter((id) => id !== leaves && id !== enters);
  return enters === undefined ? others : [enters, ...others];
}

/** Who and what stands where something is put: names for a warning (KG13). */
export function doubledBy(
  view: WeekView,
  place: NewPlace,
  except: string,
): readonly (AppointmentRow | BlockedTimeView)[] {
  const rows = (view.days.find(({ day }) => day === place.day)?.rows ?? []).filter(
    (row) => row.recordId !== except && holdsTime(stateOf(row)),
  );
  const taken = [
    ...rows.map((row) => ({
      day: row.day,
      from: row.from,
      to: row.from + row.minutes,
      resources: row.resources,
      of: row,
    })),
    ...view.blocked
      .filter(({ blockedId, days }) => blockedId !== except && days.includes(place.day))
      .map((one) => ({
        day: place.day,
        from: one.from,
        to: one.from + one.minutes,
        resources: one.resources,
        of: one,
      })),
  ];
  const wanted = { day: place.day, from: place.from, to: place.from + place.minutes, resources: place.resources };
  return clashesOf(wanted, taken).map(({ other }) => other.of);
}
