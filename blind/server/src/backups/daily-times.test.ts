import { expect, test } from 'vitest';
import { isZone, slotAt } from './daily-times.ts';

const BERLIN = { minute: 150, zone: 'Europe/Berlin' };
const at = (iso: string) => Date.parse(iso);
const said = (nowMs: number, time = BERLIN) => {
  const slot = slotAt(nowMs, time);
  return [new Date(slot.at).toISOString(), new Date(slot.next).toISOString()];
};

test('[BK51] each local day has one moment, also where clocks are put forward or back', () => {
  expect(said(at('2026-01-10T12:00:00Z'))).toEqual(['2026-01-10T01:30:00.000Z', '2026-01-11T01:30:00.000Z']);
  expect(said(at('2026-01-10T01:29:59Z'))).toEqual(['2026-01-09T01:30:00.000Z', '2026-01-10T01:30:00.000Z']);
  // 29 March 2026: clocks skip 02:00 to 03:00. 25 October: they show it twice.
  expect(said(at('2026-03-29T12:00:00Z'))).toEqual(['2026-03-29T01:30:00.000Z', '2026-03-30T00:30:00.000Z']);
  expect(said(at('2026-10-25T00:45:00Z'))[1]).toBe('2026-10-25T01:30:00.000Z');
  expect(said(at('2026-10-25T12:00:00Z'))).toEqual(['2026-10-25T01:30:00.000Z', '2026-10-26T01:30:00.000Z']);
});

test('[BK51] a year of any zone has as many moments as days, in order', () => {
  for (const zone of ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'])
    for (const minute of [0, 120, 1439]) {
      const first = slotAt(at('2026-01-01T12:00:00Z'), { minute, zone });
      let slot = first;
      for (let day = 0; day < 365; day++) {
        const next = slotAt(slot.next, { minute, zone });
        expect(next.at).toBe(slot.next);
        expect(Math.abs(next.next - next.at - 86_400_000)).toBeLessThanOrEqual(3_600_000);
        slot = next;
      }
      expect(slot.at - first.at).toBe(365 * 86_400_000);
    }
});

test('[BK51] a zone nobody knows is none', () => {
  expect([isZone('Europe/Berlin'), isZone('UTC'), isZone('Europe/Nirgendwo')]).toEqual([true, true, false]);
});
