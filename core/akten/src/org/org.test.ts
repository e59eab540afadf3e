import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrgHistory, OrgPlacement, OrgUnitHistory, OrgUnitVersion } from './org-history.ts';
import { orgTemplate } from './org-template.ts';
import { placementsAt, placementsOf } from './placements-at.ts';
import { unitMembersAt } from './unit-members.ts';
import { unitsAt } from './units-at.ts';

const version = (over: Partial<OrgUnitVersion> = {}): OrgUnitVersion => ({
  enteredOn: '2026-01-10',
  active: true,
  parent: undefined,
  name: '',
  shortName: '',
  unitKind: '',
  order: 0,
  site: undefined,
  from: undefined,
  ...over,
});
const unit = (id: string, ...versions: readonly Partial<OrgUnitVersion>[]): OrgUnitHistory => {
  const [first, ...later] = versions.map((over) => version({ name: id, ...over }));
  return { unit: id, versions: [first ?? version({ name: id }), ...later] };
};
const placed = (user: string, at: string, over: Partial<OrgPlacement> = {}): OrgPlacement => ({
  placement: `${user}-${at}`,
  unit: at,
  user,
  function: '',
  from: '2026-01-10',
  until: undefined,
  leads: false,
  counts: true,
  ...over,
});
const house = (units: readonly OrgUnitHistory[], placements: readonly OrgPlacement[] = []): OrgHistory => ({
  units,
  placements,
  leftOn: new Map(),
});
const names = (history: OrgHistory, day: string) =>
  unitsAt(history, day).map(({ unit: id, parent }) => (parent === undefined ? id : `${parent}/${id}`));

test('[W4] [OG10] the chart of a day is the tree of that day: moves, removals and first days count from theirs on', () => {
  const history = house([
    unit('lead'),
    unit('team', { parent: 'lead' }, { enteredOn: '2026-03-01', parent: 'area' }),
    unit('area', { enteredOn: '2026-02-01' }, { enteredOn: '2026-05-01', active: false }),
    unit('later', { from: '2026-06-01' }),
    unit('older', { from: '2020-01-01' }),
  ]);
  expect(names(history, '2019-12-31')).toEqual([]);
  expect(names(history, '2026-01-09')).toEqual(['older']);
  expect(names(history, '2026-02-01')).toEqual(['area', 'lead', 'lead/team', 'older']);
  expect(names(history, '2026-03-01')).toEqual(['area', 'area/team', 'lead', 'older']);
  // Its parent is gone that day: the unit stands under the next one above that is there.
  expect(names(history, '2026-05-01')).toEqual(['lead', 'older', 'team']);
  expect(names(history, '2026-06-01')).toEqual(['later', 'lead', 'older', 'team']);
});

test('[OG10] under a unit that comes later, what is there already stands under the next one above', () => {
  const units = [unit('top'), unit('mid', { parent: 'top', from: '2027-01-01' }), unit('leaf', { parent: 'mid' })];
  expect(names(house(units), '2026-02-01')).toEqual(['top', 'top/leaf']);
  expect(names(house(units), '2027-01-01')).toEqual(['top', 'top/mid', 'mid/leaf']);
});

test('[OG10] siblings stand by order, then by name; a placement from before tells since when a unit is there', () => {
  const units = [unit('c', { order: 2 }), unit('b', { order: 1 }), unit('a', { order: 2 })];
  expect(names(house(units), '2026-01-10')).toEqual(['b', 'a', 'c']);
  expect(names(house(units, [placed('u', 'c', { from: '2021-04-01' })]), '2022-01-01')).toEqual(['c']);
  // What stands above it was there as well.
  const above = house([unit('top'), unit('sub', { parent: 'top' })], [placed('u', 'sub', { from: '2021-04-01' })]);
  expect(names(above, '2022-01-01')).toEqual(['top', 'top/sub']);
  const undone = placed('u', 'c', { from: '2021-04-01', counts: false });
  expect(names(house(units, [undone]), '2022-01-01')).toEqual([]);
});

test('[S3] [OG11] [OG12] a placement counts from its first to its last day, in several units at once, and ends with the person', () => {
  const history: OrgHistory = {
    ...house(
      [unit('lead'), unit('team'), unit('gone', {}, { enteredOn: '2026-04-01', active: false })],
      [
        placed('anna', 'lead', { until: '2026-02-28' }),
        placed('anna', 'team', { from: '2026-02-01', leads: true }),
        placed('bert', 'team', { from: '2026-03-01' }),
        placed('carl', 'gone'),
        placed('dora', 'team', { counts: false }),
      ],
    ),
    leftOn: new Map([['bert', '2026-03-15']]),
  };
  const of = (user: string, day: string) => placementsOf(history, user, day).map(({ unit: at }) => at);
  expect(of('anna', '2026-01-31')).toEqual(['lead']);
  expect(of('anna', '2026-02-28')).toEqual(['team', 'lead']);
  expect(of('anna', '2026-03-01')).toEqual(['team']);
  expect(of('bert', '2026-02-28')).toEqual([]);
  expect(of('bert', '2026-03-14')).toEqual(['team']);
  expect(of('bert', '2026-03-15')).toEqual([]);
  expect(of('carl', '2026-03-31')).toEqual(['gone']);
  expect(of('carl', '2026-04-01')).toEqual([]);
  expect(of('dora', '2026-02-01')).toEqual([]);
});

test('[OG5] a unit shows a person once, as entered first, and Leitung before everybody else', () => {
  const twice = [placed('anna', 'team', { function: 'first' }), placed('anna', 'team', { function: 'second' })];
  const lead = placed('bert', 'team', { leads: true });
  const shown = placementsAt(house([unit('team')], [...twice, lead]), '2026-01-10');
  expect(shown.map(({ user, function: what }) => `${user} ${what}`.trim())).toEqual(['bert', 'anna first']);
});

/** What OG4 lets in: a journal of valid acts, one day after the other. */
const DAYS = Array.from({ length: 28 }, (_, i) => `2026-02-${String(i + 1).padStart(2, '0')}`);
const acts = fc.array(
  fc.record({ unit: fc.nat(7), parent: fc.option(fc.nat(7)), isActive: fc.boolean(), from: fc.option(fc.nat(27)) }),
  { maxLength: 60 },
);

function historyOf(steps: typeof acts extends fc.Arbitrary<infer T> ? T : never): OrgHistory {
  const versions = new Map<string, OrgUnitVersion[]>();
  const nowOf = (id: string | undefined) => (id === undefined ? undefined : versions.get(id)?.at(-1));
  const isUnder = (id: string | undefined, above: string): boolean =>
    id !== undefined && (id === above || isUnder(nowOf(id)?.parent, above));
  for (const [i, step] of steps.entries()) {
    const [id, parent] = [`u${step.unit}`, step.parent === null ? undefined : `u${step.parent}`];
    const hasUnits = [...versions.values()].some((own) => own.at(-1)?.active === true && own.at(-1)?.parent === id);
    const isAllowed = step.isActive
      ? parent === undefined || (nowOf(parent)?.active === true && !isUnder(parent, id))
      : !hasUnits && nowOf(id) !== undefined;
    if (!isAllowed) continue;
    const enteredOn = DAYS[Math.min(27, Math.floor(i / 2))] as string;
    const from = step.from === null ? undefined : DAYS[step.from];
    versions.set(id, [...(versions.get(id) ?? []), version({ enteredOn, active: step.isActive, parent, from })]);
  }
  return house(
    [...versions].map(([id, own]) => ({ unit: id, versions: own as unknown as OrgUnitHistory['versions'] })),
  );
}

test('[OG13] every order of days, moves and removals gives a tree on every day: each unit once, under one that stands before it', () => {
  fc.assert(
    fc.property(acts, fc.nat(27), (steps, day) => {
      const history = historyOf(steps);
      const shown = unitsAt(history, DAYS[day] as string);
      const seen = new Set<string>();
      for (const { unit: id, parent } of shown) {
        expect(parent === undefined || seen.has(parent)).toBe(true);
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
      // None that must be there is lost on the way.
      for (const { unit: id, versions } of history.units) {
        const at = versions.findLast(({ enteredOn }) => enteredOn <= (DAYS[day] as string)) ?? versions[0];
        const since = versions.at(-1)?.from ?? versions[0].enteredOn;
        if (at.active && since <= (DAYS[day] as string)) expect(seen.has(id)).toBe(true);
      }
      expect(unitsAt(history, DAYS[day] as string)).toEqual(shown);
    }),
    { numRuns: 2_000 },
  );
});

test('[OG21] a template names parents before their children', () => {
  for (const profile of ['practice', 'social'] as const)
    for (const [i, { parent }] of orgTemplate(profile).entries()) expect(parent ?? -1).toBeLessThan(i);
});

test('[OG14] [K4] a unit means whoever is placed in it or under it that day; before, after and without anybody it means nobody', () => {
  const units = [unit('team'), unit('lab', { parent: 'team' }), unit('free', { parent: 'team' }), unit('other')];
  const history = house(units, [
    placed('mia', 'team'),
    placed('leo', 'lab', { from: '2026-03-01', until: '2026-05-31' }),
    placed('eva', 'other'),
  ]);
  const meant = (of: string, day: string) => [...(unitMembersAt(history, day).get(of) ?? [])].toSorted();
  expect(meant('team', '2026-02-28')).toEqual(['mia']);
  expect(meant('team', '2026-03-01')).toEqual(['leo', 'mia']);
  expect(meant('lab', '2026-05-31')).toEqual(['leo']);
  expect(meant('lab', '2026-06-01')).toEqual([]);
  expect(meant('free', '2026-04-01')).toEqual([]);
  expect(meant('nowhere', '2026-04-01')).toEqual([]);
  const left = { ...history, leftOn: new Map([['mia', '2026-04-01']]) };
  expect([...(unitMembersAt(left, '2026-04-01').get('team') ?? [])]).toEqual(['leo']);
});
