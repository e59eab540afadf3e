import { expect, test } from 'vitest';
import { blockFaults, blockFormOf, changeOfForm } from './block-form.ts';

const DAY = '2026-11-30';
const fresh = () => ({ ...blockFormOf({ day: DAY, from: 540, resourceId: 'anna' }), title: 'Urlaub' });

test('[KG20] a blocked time is a day, days to a last one, or every other week; what is wrong is named', () => {
  expect(changeOfForm(fresh(), undefined)).toEqual({
    days: [DAY],
    from: 540,
    minutes: 60,
    resources: ['anna'],
    isUsed: true,
    title: 'Urlaub',
  });
  const leave = { ...fresh(), repeat: 'daily' as const, until: '2026-12-02', isAllDay: true };
  expect(changeOfForm(leave, undefined)).toMatchObject({
    days: [DAY, '2026-12-01', '2026-12-02'],
    from: 0,
    minutes: 1_440,
  });
  expect(changeOfForm({ ...fresh(), repeat: 'biweekly', until: '2026-12-20' }, undefined).days).toEqual([
    DAY,
    '2026-12-14',
  ]);
  expect(changeOfForm({ ...fresh(), to: '24:00' }, undefined).minutes).toBe(900);
  expect(blockFaults(fresh(), [])).toEqual([]);
  const wrong = {
    ...fresh(),
    title: ' ',
    from: '9',
    to: '8:30',
    repeat: 'weekly' as const,
    until: '2026-11-29',
    resources: [],
  };
  expect(blockFaults(wrong, [])).toEqual(['title', 'time', 'until', 'resources']);
  expect(blockFaults({ ...fresh(), repeat: 'daily', until: '2036-01-01' }, [])).toEqual(['many']);
});

test('[KG21] a series that is changed keeps its days, and its title stays sealed as it is', () => {
  const blocked = {
    blockedId: 'x',
    days: [DAY, '2026-12-07'],
    from: 0,
    minutes: 1_440,
    resources: ['anna'],
    title: 'Zirkel',
  };
  const form = blockFormOf({ blocked, day: DAY });
  expect(form).toMatchObject({ repeat: 'keep', isAllDay: true });
  expect(changeOfForm({ ...form, resources: ['ben'] }, blocked)).toEqual({
    blockedId: 'x',
    days: [DAY, '2026-12-07'],
    from: 0,
    minutes: 1_440,
    resources: ['ben'],
    isUsed: true,
  });
});
