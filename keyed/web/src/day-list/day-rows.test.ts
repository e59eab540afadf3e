import type { AppointmentRow } from '@siegel/safe';
import { expect, test } from 'vitest';
import { clock, dayLines, isInSegment, minuteOfClock, nextStepOf, waitingOf, withStepDone } from './day-rows.ts';

const NOW = 1_800_000_000_000;
const row = (over: Partial<AppointmentRow>): AppointmentRow => ({
  recordId: `${over.from ?? 0}`,
  day: '2026-11-24',
  from: 540,
  minutes: 15,
  resources: [],
  state: 'erwartet',
  chain: [],
  documented: [],
  billed: [],
  isWalkIn: false,
  isOpened: true,
  ...over,
});
const step = (text: string, isDone = false) => ({ text, isDone });

test('[K3] [TL4] what was over an hour ago is folded from three rows on; the line "now" stands before the next appointment', () => {
  const over = [450, 465, 480].map((from) => row({ from, state: 'fertig' }));
  const rows = [...over, row({ from: 620, state: 'fertig' }), row({ from: 640 }), row({ from: 660 })];
  expect(dayLines(rows, 642, false)).toMatchObject({ folded: over, nowAt: 2 });
  expect(dayLines(rows, 642, true).shown).toEqual(rows);
  expect(dayLines(rows.slice(1), 642, false).folded).toEqual([]);
  expect(dayLines(rows, undefined, false)).toEqual({ folded: [], shown: rows, nowAt: undefined });
});

test('[K3] [TL6] the button of a card is the next step of the chain, the last one calls', () => {
  const chain = [step('Labor'), step('Arzt')];
  expect(nextStepOf(row({ state: 'erwartet', chain })).kind).toBe('arrive');
  expect(nextStepOf(row({ state: 'da', chain }))).toEqual({ kind: 'chain', text: 'Labor' });
  expect(nextStepOf(row({ state: 'imRaum', chain })).kind).toBe('wait');
  expect(nextStepOf(row({ state: 'da', chain: withStepDone(chain) })).kind).toBe('call');
  expect(nextStepOf(row({ state: 'imRaum', chain: withStepDone(chain) })).kind).toBe('finish');
  expect(nextStepOf(row({ state: 'fertig' })).kind).toBe('back');
});

test('[K3] [TE23] who has waited longest comes first, without an appointment behind', () => {
  const rows = [
    row({ recordId: 'a', state: 'da', sinceMs: NOW - 12 * 60_000 }),
    row({ recordId: 'b', state: 'da', sinceMs: NOW - 30 * 60_000, isWalkIn: true }),
    row({ recordId: 'c', state: 'aufgerufen', sinceMs: NOW - 20 * 60_000 }),
    row({ recordId: 'd', state: 'imRaum', sinceMs: NOW - 50 * 60_000 }),
  ];
  expect(waitingOf(rows, NOW).map(({ recordId }) => recordId)).toEqual(['c', 'a', 'b']);
});

test('[K3] [TL3] each segment counts what it lists', () => {
  expect(isInSegment(row({ state: 'fertig' }), 'undocumented')).toBe(true);
  expect(isInSegment(row({ state: 'fertig', documented: ['x'] }), 'undocumented')).toBe(false);
  expect(isInSegment(row({ state: 'aufgerufen' }), 'inHouse')).toBe(true);
  expect(isInSegment(row({ state: 'nichtErschienen' }), 'noShow')).toBe(true);
  expect(isInSegment(row({}), 'inHouse')).toBe(false);
});

test.each([
  ['9', 540],
  ['930', 570],
  ['9:30', 570],
  ['14.05', 845],
  ['24:00', undefined],
  ['halb', undefined],
])('[TL10] the time %s is minute %s', (text, minute) => {
  expect(minuteOfClock(text)).toBe(minute);
  if (minute !== undefined) expect(minuteOfClock(clock(minute))).toBe(minute);
});
