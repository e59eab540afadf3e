import { expect, test } from 'vitest';
import { task } from '../kinds/task.ts';
import { splitRecord } from '../split-record.ts';
import { byDueDay, isTaskOf, nextDueDay } from './due-order.ts';

test('[AU5] [K4] the next one of a series comes behind the day it was due, and never in the past', () => {
  expect(nextDueDay({ alle: 1, einheit: 'tag' }, '2026-11-20', '2026-11-22')).toBe('2026-11-22');
  expect(nextDueDay({ alle: 1, einheit: 'tag' }, '2026-11-22', '2026-11-22')).toBe('2026-11-23');
  expect(nextDueDay({ alle: 2, einheit: 'woche' }, '2026-11-02', '2026-11-22')).toBe('2026-11-30');
  expect(nextDueDay({ alle: 1, einheit: 'monat' }, '2026-11-15', '2026-11-10')).toBe('2026-12-15');
  // A month without its day is left out (TE5).
  expect(nextDueDay({ alle: 1, einheit: 'monat' }, '2027-01-31', '2027-01-31')).toBe('2027-03-31');
  expect(nextDueDay({ alle: 3, einheit: 'tag' }, undefined, '2026-11-22')).toBe('2026-11-25');
});

test('[AU3] a task is mine by name, by role, by unit or by workplace; one without a name is nobody’s', () => {
  const me = { userId: 'u1', roles: ['r1'], units: ['e1', 'e2'], workplaceId: 'w1' };
  expect(isTaskOf(['u1'], me)).toBe(true);
  expect(isTaskOf(['r1', 'u2'], me)).toBe(true);
  expect(isTaskOf(['w1'], me)).toBe(true);
  expect(isTaskOf(['e2'], me)).toBe(true);
  expect(isTaskOf(['e3'], me)).toBe(false);
  expect(isTaskOf(['w1'], { ...me, workplaceId: undefined })).toBe(false);
  expect(isTaskOf(['u2'], me)).toBe(false);
  expect(isTaskOf([], me)).toBe(false);
});

test('[AU31] the overdue ones stand first, those without a day last, the urgent ones ahead on their day', () => {
  const rows = [
    { title: 'ohne Tag', isUrgent: true },
    { title: 'morgen', isUrgent: false, dueDay: '2026-11-23' },
    { title: 'morgen dringend', isUrgent: true, dueDay: '2026-11-23' },
    { title: 'überfällig', isUrgent: false, dueDay: '2026-11-01' },
  ];
  expect(rows.toSorted(byDueDay).map(({ title }) => title)).toEqual([
    'überfällig',
    'morgen dringend',
    'morgen',
    'ohne Tag',
  ]);
});

test('[AU10] whether a task is open follows from its state, whoever writes it and whatever they say', () => {
  const base = { behandlungstag: '2026-11-22', titel: 'Befund anfordern' } as const;
  const standOf = (value: Parameters<typeof splitRecord<typeof task>>[1]) => splitRecord(task, value).open;
  expect(standOf(base)).toEqual({ stand: 'offen' });
  expect(standOf({ ...base, zustand: 'inArbeit' })).toEqual({ stand: 'offen' });
  expect(standOf({ ...base, zustand: 'erledigt', stand: 'offen' })).toEqual({ stand: 'zu' });
  expect(standOf({ ...base, zustand: 'abgebrochen' })).toEqual({ stand: 'zu' });
});
