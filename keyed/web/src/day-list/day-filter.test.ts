import type { AppointmentRow, DayView } from '@siegel/safe';
import { expect, test } from 'vitest';
import {
  type DayFilter,
  EVERYTHING,
  isEverything,
  isSameFilter,
  listed,
  ofFilter,
  ofKept,
  toKeep,
} from './day-filter.ts';

const row = (recordId: string, over: Partial<AppointmentRow>): AppointmentRow => ({
  ...{ recordId, day: '2026-11-24', from: 540, minutes: 15, resources: [], state: 'erwartet', chain: [] },
  ...{ documented: [], billed: [], isWalkIn: false, isOpened: true },
  ...over,
});
const person = (familienname: string, vorname: string) =>
  ({ personId: familienname, familienname, vorname }) as NonNullable<AppointmentRow['person']>;
const resource = (resourceId: string, kind: 'person' | 'workplace' | 'room', isUsed = true) =>
  ({ resourceId, kind, isUsed, name: resourceId }) as DayView['calendar']['resources'][number];
const resources = [resource('albers', 'person'), resource('weigel', 'person'), resource('z1', 'room')];
const rows = [
  row('a', { resources: ['albers', 'z1'], type: 'lab', person: person('Güler', 'Ayşe'), reason: 'Nüchternblut' }),
  row('b', { resources: ['weigel'], type: 'imp', person: person('Pohl', 'Sabine'), note: 'bringt Impfpass mit' }),
  row('c', { resources: ['weigel'], type: 'lab', state: 'da', chain: [{ text: 'Blutdruck', isDone: false }] }),
  row('d', { resources: ['z1'] }),
];
const day = { rows, calendar: { resources } } as unknown as DayView;
const ids = (filter: Partial<DayFilter>) => listed(day, { ...EVERYTHING, ...filter }).map(({ recordId }) => recordId);

test('[K3] [TL20] all parts of a filter have to hold; without any, everything is listed', () => {
  expect(ids({})).toEqual(['a', 'b', 'c', 'd']);
  expect(ids({ types: ['lab'] })).toEqual(['a', 'c']);
  expect(ids({ types: ['lab', 'imp'], without: ['weigel'] })).toEqual(['a']);
  expect(ids({ types: ['lab'], segment: 'expected' })).toEqual(['a']);
  expect(ofFilter(day, { ...EVERYTHING, types: ['lab'], segment: 'expected' })).toHaveLength(2);
});

test('[K3] [TL20] a room holds nobody whose doctor was ticked away; a row of no person and no workplace stays', () => {
  expect(ids({ without: ['albers'] })).toEqual(['b', 'c', 'd']);
  expect(ids({ without: ['albers', 'weigel'] })).toEqual(['d']);
});

test('[K3] [TL20] each word stands in name, reason, note or steps, whatever case and accents', () => {
  expect(ids({ text: 'guler ayse' })).toEqual(['a']);
  expect(ids({ text: 'BLUT' })).toEqual(['a', 'c']);
  expect(ids({ text: 'impfpass' })).toEqual(['b']);
  expect(ids({ text: 'guler impfpass' })).toEqual([]);
});

test('[K3] [TL20] kept, a filter says whom it shows: one of all shows later ones, too, and what is out of use hides nobody', () => {
  const filter: DayFilter = { segment: 'inHouse', without: ['weigel'], types: ['lab'], text: ' blut ' };
  const kept = { ...toKeep(filter, resources), name: 'Labor', order: 0 };
  expect(kept).toMatchObject({ resources: ['albers'], text: 'blut' });
  expect(isSameFilter(ofKept(kept, resources), filter)).toBe(true);
  const more = [...resources, resource('neu', 'person')];
  expect(ofKept(kept, more).without).toEqual(['weigel', 'neu']);
  expect(ofKept({ ...kept, resources: [] }, more).without).toEqual([]);
  const left = more.map((one) => (one.resourceId === 'albers' ? { ...one, isUsed: false } : one));
  expect(ofKept(kept, left).without).toEqual([]);
  expect(ofKept({ ...kept, segment: 'unknown' }, resources).segment).toBe('all');
  expect([isEverything(EVERYTHING), isEverything({ ...EVERYTHING, text: ' ' }), isEverything(filter)]).toEqual([
    true,
    true,
    false,
  ]);
});
