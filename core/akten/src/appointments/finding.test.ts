import { expect, test } from 'vitest';
import { daysOfFavourite, favouriteOfLine, wishOfFavourite } from './favourite.ts';
import { groupOfNeeds, needsOfGroups } from './needs.ts';
import type { Occupancy } from './vacancies.ts';
import { fitOf, inOrderOfAsking, type WaitingFor } from './waiting-order.ts';

const TODAY = '2026-11-23';
const OPEN: Occupancy = { bookable: () => [{ from: 480, to: 720 }], taken: () => [] };
const wish = (over: Partial<WaitingFor> = {}): WaitingFor => ({
  minutes: 15,
  needs: [['albers']],
  urgency: 'normal',
  sinceMs: 1_000,
  ...over,
});
const PLACE = { day: TODAY, from: 540, to: 560, resources: ['albers'] };

test('[K3] [TE60] all of some resources are as many needs, any of them is one', () => {
  const doctors = ['albers', 'weigel'];
  expect(
    needsOfGroups([
      { mode: 'any', resources: doctors },
      { mode: 'all', resources: ['room 1'] },
    ]),
  ).toEqual([doctors, ['room 1']]);
  expect(
    needsOfGroups([
      { mode: 'all', resources: doctors },
      { mode: 'any', resources: [] },
    ]),
  ).toEqual([['albers'], ['weigel']]);
  const isDoctor = (id: string) => doctors.includes(id);
  expect(groupOfNeeds([doctors, ['room 1']], isDoctor)).toEqual({ mode: 'any', resources: doctors });
  expect(groupOfNeeds([['albers'], ['weigel'], ['room 1']], isDoctor)).toEqual({ mode: 'all', resources: doctors });
  expect(groupOfNeeds([['room 1']], isDoctor)).toEqual({ mode: 'any', resources: [] });
  expect(groupOfNeeds([['albers', 'room 1']], isDoctor)).toBeUndefined();
});

test('[K3] [TE64] a favourite means days around a day from now on, never before today', () => {
  const days = (count: number, unit: 'day' | 'week' | 'month', spanDays: number) =>
    daysOfFavourite({ offset: { count, unit }, spanDays }, TODAY);
  expect(days(3, 'month', 7)).toEqual({ from: '2027-02-16', to: '2027-03-02' });
  expect(days(2, 'week', 0)).toEqual({ from: '2026-12-07', to: '2026-12-07' });
  expect(days(0, 'day', 5)).toEqual({ from: TODAY, to: '2026-11-28' });
  expect(daysOfFavourite({ offset: { count: 3, unit: 'month' }, spanDays: 0 }, '2026-11-30').to).toBe('2027-02-28');
  const steps = [{ minutes: 10, needs: [['lab']] }];
  expect(
    wishOfFavourite({ offset: { count: 1, unit: 'day' }, spanDays: 0, daytime: 'vormittag', steps }, TODAY),
  ).toEqual({ from: '2026-11-24', to: '2026-11-24', within: { from: 0, to: 720 }, steps });
});

test('[TE66] the Kuerzel of a favourite counts once; the rest of the line stays in its order', () => {
  const favourites = new Map([['k3m', 'control']]);
  expect(favouriteOfLine('Wunde K3M  links', favourites)).toEqual({ favourite: 'control', rest: 'Wunde links' });
  expect(favouriteOfLine('mo 9:30 KON', favourites)).toBeUndefined();
});

test('[K3] [TE72] the most urgent is asked first, among them who waits longest', () => {
  const list = [
    wish({ sinceMs: 3, urgency: 'normal' }),
    wish({ sinceMs: 2, urgency: 'dringend' }),
    wish({ sinceMs: 1, urgency: 'bald' }),
    wish({ sinceMs: 1, urgency: 'dringend' }),
  ];
  expect(inOrderOfAsking(list).map(({ urgency, sinceMs }) => `${urgency} ${sinceMs}`)).toEqual([
    'dringend 1',
    'dringend 2',
    'bald 1',
    'normal 3',
  ]);
});

test('[TE72] a place fits who can come whole inside it, with what became free, when they want to', () => {
  expect(fitOf(wish(), PLACE, OPEN)?.steps).toEqual([{ from: 540, to: 555, resources: ['albers'] }]);
  expect(fitOf(wish({ minutes: 25 }), PLACE, OPEN)).toBeUndefined();
  expect(fitOf(wish({ needs: [['weigel']] }), PLACE, OPEN)).toBeUndefined();
  expect(fitOf(wish({ needs: [['weigel', 'albers'], ['room']] }), PLACE, OPEN)?.steps[0]?.resources).toEqual([
    'albers',
    'room',
  ]);
  expect(fitOf(wish({ daytime: 'nachmittag' }), PLACE, OPEN)).toBeUndefined();
  expect(fitOf(wish({ weekdays: [2] }), PLACE, OPEN)).toBeUndefined();
  expect(fitOf(wish({ weekdays: [1] }), PLACE, OPEN)).toBeDefined();
  expect(fitOf(wish({ from: '2026-11-24' }), PLACE, OPEN)).toBeUndefined();
  expect(fitOf(wish({ to: '2026-11-22' }), PLACE, OPEN)).toBeUndefined();
  // Somebody was booked there again.
  const taken: Occupancy = { ...OPEN, taken: () => [{ from: 540, to: 550 }] };
  expect(fitOf(wish(), PLACE, taken)).toBeUndefined();
});
