import { addDays } from '@siegel/akten';
import type { AppointmentRow, ResourceView, WeekView } from '@siegel/safe';
import { expect, test } from 'vitest';
import { entryStop, nextStop, stopsOf } from './grid-stops.ts';
import { placeAfter } from './grid-keys.ts';
import {
  columnsOfDay,
  daysToShow,
  doubledBy,
  type GridColumn,
  resourcesAfter,
  spanOf,
  takenWithoutHours,
  usualResources,
} from './week-columns.ts';

const MONDAY = '2026-12-21';
const CHRISTMAS = '2026-12-25';
const HOUR = 60;

const resource = (resourceId: string, over: Partial<ResourceView> = {}): ResourceView => ({
  resourceId,
  name: resourceId,
  shortName: resourceId,
  hue: 'blue',
  kind: 'person',
  plan: {
    weekly: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: 8 * HOUR, to: 10 * HOUR })),
    special: [],
    isClosedOnHolidays: true,
  },
  order: 0,
  isUsed: true,
  ...over,
});
const row = (recordId: string, from: number, over: Partial<AppointmentRow> = {}): AppointmentRow => ({
  recordId,
  day: MONDAY,
  from,
  minutes: 15,
  resources: ['anna'],
  state: 'erwartet',
  chain: [],
  documented: [],
  billed: [],
  isWalkIn: false,
  isOpened: true,
  ...over,
});
const anna = resource('anna');
const ben = resource('ben');
const week = (rows: readonly AppointmentRow[], over: Partial<WeekView> = {}): WeekView => ({
  monday: MONDAY,
  days: [0, 1, 2, 3, 4, 5, 6].map((after) => {
    const day = addDays(MONDAY, after);
    return { day, rows: rows.filter((one) => one.day === day) };
  }),
  blocked: [],
  calendar: {
    resources: [anna, ben, resource('gone', { isUsed: false })],
    types: [],
    sites: [{ siteId: 's', name: 'Lindenhof', holidays: { land: 'NW' } }],
    mayAdminister: false,
    unreadable: 0,
  },
  ownUser: '',
  mayWrite: true,
  ...over,
});
const leave = { blockedId: 'x', days: [MONDAY], from: 9 * HOUR, minutes: 30, resources: ['anna'], title: 'Zirkel' };

test('[KG1] weekends have columns when something is there, holidays their name and no hours', () => {
  expect(daysToShow(week([]), [anna])).toHaveLength(5);
  const saturday = addDays(MONDAY, 5);
  expect(daysToShow(week([row('a', 600, { day: saturday })]), [anna])).toContain(saturday);
  expect(daysToShow(week([row('a', 600, { day: saturday })]), [ben])).not.toContain(saturday);
  expect(daysToShow(week([], { blocked: [{ ...leave, days: [saturday] }] }), [anna])).toContain(saturday);
  expect(columnsOfDay(week([]), CHRISTMAS, [anna])).toMatchObject([
    { holiday: '1. Weihnachtstag', open: [], free: [] },
  ]);
});

test('[KG1] who has no hours takes no room, unless something stands there this week or nobody has hours', () => {
  const desk = resource('desk', { kind: 'workplace', plan: { weekly: [], special: [], isClosedOnHolidays: true } });
  const resources = [desk, anna, ben];
  const usual = (rows: readonly AppointmentRow[], all = resources) => {
    const view = week(rows, { calendar: { ...week([]).calendar, resources: all } });
    return usualResources(all, 'week', new Set(takenWithoutHours(view))).map(({ resourceId }) => resourceId);
  };
  expect(usual([])).toEqual(['anna', 'ben']);
  expect(usual([row('a', 540, { resources: ['desk'] })])).toEqual(['desk', 'anna', 'ben']);
  expect(usual([row('a', 540, { resources: ['desk'], state: 'abgesagt' })])).toEqual(['anna', 'ben']);
  expect(usual([], [desk])).toEqual(['desk']);
});

test('[KG2] none covers another, none is lost, none is shorter than ten minutes', () => {
  const rows = [
    row('a', 480, { minutes: 5 }),
    row('b', 485),
    row('c', 700, { resources: ['gone'] }),
    row('d', 720, { resources: [] }),
    row('e', 480, { state: 'abgesagt' }),
    row('f', 480, { resources: ['anna', 'ben'] }),
  ];
  const columns = columnsOfDay(week(rows, { blocked: [leave] }), MONDAY, [anna, ben]);
  expect(columns.map(({ key, items }) => `${key.slice(11)}: ${items.map(({ stop }) => stop).join(' ')}`)).toEqual([
    'anna: af aa ab bx',
    'ben: af',
    ': ac ad',
  ]);
  for (const { items } of columns)
    for (const one of items)
      for (const other of items)
        if (one !== other && one.from < other.to && other.from < one.to) expect(one.lane).not.toBe(other.lane);
  expect(columns[0]?.items.every(({ from, to }) => to - from >= 10)).toBe(true);
  expect(spanOf(columns)).toEqual({ from: 480, to: 1020 });
});

test('[KG13] [KG22] what is double is said, by whom; a time that is blocked counts, one that is called off does not', () => {
  const rows = [row('a', 540), row('b', 545, { state: 'nichtErschienen' }), row('c', 480)];
  const view = week(rows, { blocked: [leave] });
  const [column] = columnsOfDay(view, MONDAY, [anna]);
  const isDouble = (column?.items ?? []).flatMap((item) =>
    item.kind === 'appointment' && item.isDouble ? [item.stop] : [],
  );
  expect(isDouble).toEqual(['aa']);
  const place = { day: MONDAY, from: 535, minutes: 15, resources: ['anna'] };
  expect(doubledBy(view, place, 'c')).toEqual([rows[0], leave]);
  expect(doubledBy(view, place, 'a')).toEqual([leave]);
  expect(doubledBy(view, { ...place, resources: ['ben'] }, 'c')).toEqual([]);
  expect(column?.free).toEqual([
    { from: 495, to: 510 },
    { from: 510, to: 540 },
    { from: 570, to: 600 },
  ]);
});

test('[KG10] arrows go through appointments and free places in order of time, and to the nearest beside', () => {
  const columns = columnsOfDay(week([row('a', 540), row('b', 480, { resources: ['ben'], minutes: 60 })]), MONDAY, [
    anna,
    ben,
  ]);
  const [first, second] = columns as [GridColumn, GridColumn];
  expect(stopsOf(first).map(({ stop }) => stop)).toEqual(['f480', 'f510', 'aa', 'f555', 'f570']);
  const at = { column: first.key, stop: 'aa' };
  expect(nextStop(columns, at, 'down')?.stop).toBe('f555');
  expect(nextStop(columns, at, 'up')?.stop).toBe('f510');
  expect(nextStop(columns, at, 'last')?.stop).toBe('f570');
  expect(nextStop(columns, at, 'right')).toEqual({ column: second.key, stop: 'f540' });
  expect(nextStop(columns, { column: first.key, stop: 'f510' }, 'right')?.stop).toBe('ab');
  expect(nextStop(columns, at, 'left')).toBeUndefined();
  expect(entryStop(columns, { column: second.key, stop: 'aa' }, 0)).toEqual(at);
  expect(entryStop(columns, undefined, 545)).toEqual(at);
});

test('[KG11] [KG13] a step changes what it says: time, length, column, day; it ends with the day', () => {
  const columns = columnsOfDay(week([row('a', 540, { resources: ['room', 'anna'] })]), MONDAY, [anna, ben]);
  const [column] = columns as [GridColumn];
  const item = column.items[0];
  const chosen = { column, item, from: 540 };
  const here = { day: MONDAY, from: 540, minutes: 15, resources: ['room', 'anna'] };
  expect(placeAfter(columns, chosen, { minutes: -5 })).toEqual({ ...here, from: 535 });
  expect(placeAfter(columns, chosen, { length: -15 })).toEqual({ ...here, minutes: 5 });
  expect(placeAfter(columns, chosen, { minutes: 2_000 })).toEqual({ ...here, from: 1_425 });
  expect(placeAfter(columns, chosen, { columns: 1 })).toEqual({ ...here, resources: ['ben', 'room'] });
  expect(placeAfter(columns, chosen, { columns: -1 })).toBeUndefined();
  expect(placeAfter(columns, chosen, { days: 1 })).toEqual({ ...here, day: addDays(MONDAY, 1) });
  expect(placeAfter(columns, { column, item: undefined, from: 480 }, { minutes: 5 })).toBeUndefined();
  expect(resourcesAfter(['a', 'b'], { leaves: 'a', enters: 'b' })).toEqual(['b']);
  expect(resourcesAfter([], { leaves: undefined, enters: 'b' })).toEqual(['b']);
});
