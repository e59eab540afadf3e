import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BookablePlan, bookableOn } from './bookable-plan.ts';
import { clashesOf, lanesOf } from './clashes.ts';
import { type Vacancy, findVacancies, longestWayOf, type Occupancy, type VacancyWish } from './vacancies.ts';
import { doOverlap, isWithin, joinRanges, rangesWithout, type TimeRange } from './time-range.ts';

const MONDAY = '2026-11-23';
const FRIDAY = '2026-11-27';
const h = (hour: number, minute = 0) => hour * 60 + minute;
const range = (from: number, to: number): TimeRange => ({ from, to });
const ranges = fc.array(
  fc.tuple(fc.nat(200), fc.nat(60)).map(([from, length]) => range(from, from + length)),
  { maxLength: 12 },
);
const minutesOf = (of: readonly TimeRange[]) =>
  new Set(of.flatMap(({ from, to }) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)));

test('[TE12] what is left of ranges is every minute that is in one and not taken', () => {
  fc.assert(
    fc.property(ranges, ranges, (hours, taken) => {
      const left = rangesWithout(hours, taken);
      const expected = [...minutesOf(hours)].filter((minute) => !minutesOf(taken).has(minute));
      expect([...minutesOf(left)].sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
      expect(joinRanges(left)).toEqual(left);
    }),
  );
});

test('[TE10] special days win over the week and over holidays, the later one over the earlier', () => {
  const plan: BookablePlan = {
    weekly: [
      { weekday: 1, from: h(8), to: h(12) },
      { weekday: 1, from: h(12), to: h(13) },
      { weekday: 1, from: h(15), to: h(18), since: '2026-11-09', interval: 2 },
      { weekday: 1, from: h(7), to: h(8), until: '2026-11-22' },
    ],
    special: [
      { from: '2026-12-21', to: '2027-01-01', hours: [] },
      { from: '2026-12-28', to: '2026-12-28', hours: [range(h(9), h(10))] },
    ],
    isClosedOnHolidays: true,
  };
  const on = (day: string, isHoliday = false) => bookableOn(plan, { day, isHoliday });
  expect(on(MONDAY)).toEqual([range(h(8), h(13)), range(h(15), h(18))]);
  expect(on('2026-11-16')).toEqual([range(h(7), h(13))]);
  expect([on('2026-11-24'), on(MONDAY, true), on('2026-12-21')]).toEqual([[], [], []]);
  expect(on('2026-12-28', true)).toEqual([range(h(9), h(10))]);
});

test('[TE11] hours kept for a type are offered to it alone', () => {
  const plan: BookablePlan = {
    weekly: [
      { weekday: 1, from: h(8), to: h(10) },
      { weekday: 1, from: h(10), to: h(11), types: ['akut'] },
    ],
    special: [],
    isClosedOnHolidays: false,
  };
  const of = (type?: string) =>
    bookableOn(plan, { day: MONDAY, isHoliday: false, ...(type !== undefined && { type }) });
  expect([of('akut'), of('check'), of()]).toEqual([[range(h(8), h(11))], [range(h(8), h(10))], [range(h(8), h(10))]]);
});

/** A house of two doctors, two rooms and a laboratory, each from eight to twelve. */
function house(taken: Readonly<Record<string, readonly TimeRange[]>> = {}): Occupancy {
  return { bookable: () => [range(h(8), h(12))], taken: (resource) => taken[resource] ?? [] };
}
const search = (wish: Partial<VacancyWish> & Pick<VacancyWish, 'steps'>): VacancyWish => ({
  ...{ from: MONDAY, to: FRIDAY, grid: 15, most: 3 },
  ...wish,
});

test('[TE12] finds the first time at which one of each need is free', () => {
  const occupancy = house({ albers: [range(h(8), h(9))], weigel: [range(h(8), h(12))], z1: [range(h(9), h(9, 30))] });
  const steps = [
    {
      minutes: 30,
      needs: [
        ['weigel', 'albers'],
        ['z1', 'z2'],
      ],
    },
  ];
  const found = findVacancies(search({ steps }), occupancy);
  expect(found[0]).toEqual({ day: MONDAY, steps: [{ from: h(9), to: h(9, 30), resources: ['albers', 'z2'] }] });
  expect(found.map((vacancy) => vacancy.steps[0]?.from)).toEqual([h(9), h(9, 15), h(9, 30)]);
});

test('[TE12] takes nobody for two needs, and heeds days, hours and the time of now', () => {
  const twice = [{ minutes: 30, needs: [['albers'], ['albers']] }];
  expect(findVacancies(search({ steps: twice }), house())).toEqual([]);
  const both = [{ minutes: 30, needs: [['albers', 'weigel'], ['albers']] }];
  expect(findVacancies(search({ steps: both, most: 1 }), house())[0]?.steps[0]?.resources).toEqual([
    'weigel',
    'albers',
  ]);
  const steps = [{ minutes: 60, needs: [['albers']] }];
  const [late] = findVacancies(search({ steps, notBefore: h(11, 10), weekdays: [1, 3] }), house());
  expect(late).toEqual({ day: '2026-11-25', steps: [{ from: h(8), to: h(9), resources: ['albers'] }] });
  const [noon] = findVacancies(search({ steps, within: range(h(10, 30), h(23)) }), house());
  expect(noon?.steps[0]?.from).toBe(h(10, 30));
});

test('[TE13] a chain is found whole, each step within its wait', () => {
  const steps = [
    { minutes: 10, needs: [['lab']] },
    { minutes: 20, needs: [['ekg']], wait: { least: 0, most: 30 } },
    { minutes: 15, needs: [['albers']], wait: { least: 15, most: 60 } },
  ];
  const occupancy = house({ ekg: [range(h(8), h(8, 25))], albers: [range(h(8), h(9, 5))] });
  const [first] = findVacancies(search({ steps, grid: 5 }), occupancy);
  expect(first?.steps.map(({ from, to }) => [from, to])).toEqual([
    [h(8), h(8, 10)],
    [h(8, 25), h(8, 45)],
    [h(9, 5), h(9, 20)],
  ]);
  const blocked = house({ albers: [range(h(8), h(12))] });
  expect(findVacancies(search({ steps, grid: 5 }), blocked)).toEqual([]);
});

test('[K3] [TE68] a chain over several days is found whole: the later step on the first day of its span that has room', () => {
  const steps = [
    { minutes: 10, needs: [['lab']] },
    { minutes: 20, needs: [['albers']], daysAfter: { least: 3, most: 5 } },
    { minutes: 10, needs: [['weigel']], wait: { least: 0, most: 30 } },
  ];
  const onDays = (busy: Readonly<Record<string, readonly string[]>>): Occupancy => ({
    bookable: (_, day) => (['2026-11-28', '2026-11-29'].includes(day) ? [] : [range(h(8), h(12))]),
    taken: (resource, day) => (busy[resource]?.includes(day) === true ? [range(h(0), h(24))] : []),
  });
  const [thursday] = findVacancies(search({ steps }), onDays({}));
  expect(thursday).toEqual({
    day: MONDAY,
    steps: [
      { from: h(8), to: h(8, 10), resources: ['lab'] },
      { day: '2026-11-26', from: h(8), to: h(8, 20), resources: ['albers'] },
      { day: '2026-11-26', from: h(8, 20), to: h(8, 30), resources: ['weigel'] },
    ],
  });
  const [friday] = findVacancies(search({ steps }), onDays({ weigel: ['2026-11-26'] }));
  expect(friday?.steps.map(({ day = MONDAY }) => day)).toEqual([MONDAY, '2026-11-27', '2026-11-27']);
  // Nobody on Thursday and Friday, and the fifth day is Saturday: from Monday on nothing, from Tuesday on the Monday after is too late.
  const away = onDays({ albers: ['2026-11-26', '2026-11-27'] });
  expect(findVacancies(search({ steps, to: MONDAY }), away)).toEqual([]);
  // Part of the day and weekdays are those of the first day.
  const [late] = findVacancies(search({ steps, weekdays: [1], within: range(h(11), h(12)) }), onDays({}));
  expect(late?.steps.map(({ from }) => from)).toEqual([h(11), h(8), h(8, 20)]);
  expect(longestWayOf(steps)).toBe(5);
});

test('[TE12, TE13] what is offered is free, within the hours and of the length asked for, whatever is asked', () => {
  const names = ['a', 'b', 'c'];
  const step = fc.record({
    minutes: fc.integer({ min: 5, max: 90 }),
    needs: fc.array(fc.subarray(names, { minLength: 1 }), { minLength: 1, maxLength: 2 }),
    wait: fc.constant({ least: 0, most: 45 }),
  });
  const arbitrary = fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: 3 }),
    taken: fc.array(ranges, { minLength: 3, maxLength: 3 }),
  });
  fc.assert(
    fc.property(arbitrary, ({ steps, taken }) => {
      const busy = Object.fromEntries(
        names.map((name, i) => [name, (taken[i] ?? []).map(({ from, to }) => range(from + h(8), to + h(8)))]),
      );
      for (const vacancy of findVacancies(search({ steps, to: MONDAY, most: 20 }), house(busy)))
        expectFree(vacancy, steps, busy);
    }),
  );
});

function expectFree(
  vacancy: Vacancy,
  steps: VacancyWish['steps'],
  busy: Readonly<Record<string, readonly TimeRange[]>>,
): void {
  vacancy.steps.forEach((found, i) => {
    const wanted = steps[i];
    expect(found.to - found.from).toBe(wanted?.minutes);
    expect(isWithin(found, [range(h(8), h(12))])).toBe(true);
    expect(new Set(found.resources).size).toBe(wanted?.needs.length);
    found.resources.forEach((resource, need) => {
      expect(wanted?.needs[need]).toContain(resource);
      expect((busy[resource] ?? []).some((taken) => taken.from < taken.to && doOverlap(taken, found))).toBe(false);
    });
    const before = vacancy.steps[i - 1];
    if (before !== undefined) expect(found.from - before.to).toBeLessThanOrEqual(45);
    expect(before === undefined || found.from >= before.to).toBe(true);
  });
}

test('[TE14] two appointments clash when they share a minute and a resource', () => {
  const at = (from: number, to: number, ...resources: readonly string[]) => ({ day: MONDAY, from, to, resources });
  const others = [at(h(8), h(9), 'albers', 'z1'), at(h(9), h(10), 'albers'), at(h(9), h(10), 'weigel')];
  expect(clashesOf(at(h(8, 30), h(9), 'z1', 'albers'), others)).toEqual([
    { other: others[0], resources: ['albers', 'z1'] },
  ]);
  expect(clashesOf(at(h(10), h(11), 'albers'), others)).toEqual([]);
  expect(clashesOf({ ...at(h(8), h(12), 'albers'), day: FRIDAY }, others)).toEqual([]);
});

test('[TE15] appointments that overlap lie side by side, and none covers another', () => {
  fc.assert(
    fc.property(ranges, (given) => {
      const appointments = given.filter(({ from, to }) => from < to);
      const placed = lanesOf(appointments);
      expect(placed).toHaveLength(appointments.length);
      for (const one of placed) {
        expect(one.lane).toBeLessThan(one.lanes);
        for (const other of placed)
          if (one !== other && doOverlap(one.appointment, other.appointment))
            expect([one.lane === other.lane, one.lanes]).toEqual([false, other.lanes]);
      }
    }),
  );
});
