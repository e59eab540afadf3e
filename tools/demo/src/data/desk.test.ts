import { expect, test } from 'vitest';
import { DESK_MESSAGES, DESK_TASKS } from './desk.ts';
import { ORG_CHART } from './org-chart.ts';
import { STAFF } from './practice.ts';

test('[DM14] tasks and messages are for somebody who is there, and there is one of every kind', () => {
  const known = new Set([
    ...STAFF.map(({ anmeldename }) => anmeldename),
    ...ORG_CHART.map(({ name }) => name),
    'Empfang',
    'leitung',
  ]);
  const named = [
    ...DESK_TASKS.flatMap(({ fuer }) => fuer),
    ...DESK_MESSAGES.flatMap(({ von, an, gelesenVon = [] }) => [von, ...an, ...gelesenVon]),
  ];
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  const days = DESK_TASKS.map(({ inTagen }) => inTagen);
  expect(days.some((day) => day !== undefined && day < 0)).toBe(true);
  expect(days).toContain(0);
  expect(days.some((day) => day !== undefined && day > 0)).toBe(true);
  expect(days).toContain(undefined);
  expect(DESK_TASKS.some(({ fuer }) => fuer.length === 0)).toBe(true);
  expect(DESK_TASKS.some(({ wieder }) => wieder !== undefined)).toBe(true);
  expect(DESK_TASKS.some(({ ausEintrag }) => ausEintrag === true)).toBe(true);
  expect(DESK_MESSAGES.filter(({ wichtig }) => wichtig === true)).toHaveLength(1);
  expect(DESK_MESSAGES.filter(({ person }) => person !== undefined)).toHaveLength(1);
  const subjects = DESK_MESSAGES.map(({ betreff }) => betreff);
  for (const { antwortAuf } of DESK_MESSAGES)
    if (antwortAuf !== undefined) expect(subjects.indexOf(antwortAuf)).toBeGreaterThanOrEqual(0);
});
