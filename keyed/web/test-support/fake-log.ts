import type { LogApi, LogRow } from '@siegel/safe';
import { WIRE_KINDS, ok } from '@siegel/wire';

const MINUTE_MS = 60_000;
const WHO = ['Dr. Katrin Albers', 'Jana Böttcher', 'Dr. Mehmet Yıldız'];

/** An invented log of a day: deliveries, what was written, and a failed sign-in. */
export function fakeLog(nowMs: () => number): LogApi {
  return {
    async logPage({ groups }, before) {
      const from = before ?? 12_406;
      const all = Array.from({ length: 60 }, (_, i) => rowOf(from - 1 - i, nowMs() - i * 7 * MINUTE_MS));
      const rows = all.filter(({ group }) => groups.length === 0 || groups.includes(group));
      return ok({ rows, next: from > 12_000 ? from - 60 : null, lookedToMs: nowMs() - 60 * 7 * MINUTE_MS });
    },
  };
}

function rowOf(seq: number, atMs: number): LogRow {
  const base = {
    seq,
    atMs,
    deviceName: 'Empfang 1',
    address: '192.168.10.21',
    isProven: seq % 41 !== 0,
    personCount: 1,
  };
  const persons = [
    { personId: String(seq % 9).padStart(32, '0'), name: ['Brandt, Ilse', 'Yıldırım, Emre'][seq % 2] ?? '' },
  ];
  const who = { userId: String(seq % 3).padStart(32, '0'), userName: WHO[seq % 3] ?? '' };
  if (seq % 17 === 0)
    return {
      ...base,
      group: 'sign-in',
      kind: WIRE_KINDS.failedLogin,
      userName: '',
      deviceName: '',
      persons: [],
      personCount: 0,
    };
  if (seq % 5 === 0) return { ...base, ...who, group: 'records', kind: 64, persons, address: '' };
  if (seq % 13 === 0)
    return { ...base, ...who, group: 'house', kind: WIRE_KINDS.device, persons: [], personCount: 0, address: '' };
  return {
    ...base,
    ...who,
    group: 'access',
    kind: WIRE_KINDS.delivery,
    purpose: seq % 4 === 0 ? 'preload' : 'open',
    persons,
  };
}
