import type { AccessRow, LogApi, LogRow, LogRules } from '@siegel/safe';
import { WIRE_KINDS, ok } from '@siegel/wire';

const MINUTE_MS = 60_000;
const WHO = ['Dr. Katrin Albers', 'Jana Böttcher', 'Dr. Mehmet Yıldız'];

const RULES: LogRules = { massReadAkten: 100, massReadMinutes: 60, accessSheet: 'role' };

/** An invented log of a day: deliveries, what was written, a failed sign-in. */
export function fakeLog(nowMs: () => number): LogApi {
  return {
    async logPage({ groups }, before) {
      const from = before ?? 12_406;
      const all = Array.from({ length: 60 }, (_, i) => rowOf(from - 1 - i, nowMs() - i * 7 * MINUTE_MS));
      const rows = all.filter(({ group }) => groups.length === 0 || groups.includes(group));
      return ok({ rows, next: from > 12_000 ? from - 60 : null, lookedToMs: nowMs() - 60 * 7 * MINUTE_MS });
    },
    logDevices: async () => ok([{ deviceId: '1'.padStart(32, '0'), name: 'Empfang 1', userName: WHO[1] ?? '' }]),
    beginLogFile: async () => ok({ size: 0 }),
    nextLogPart: async () => ok({ text: '', rows: 0, isDone: true }),
    stopLogFile: async () => undefined,
    notePrint: async () => undefined,
    noteLogSaved: async () => undefined,
    massReads: async () => ok([]),
    seenMassRead: async () => ok(true),
    accessSheet: async () => ok({ personName: 'Brandt, Ilse', names: 'role', rows: sheetRows(nowMs()) }),
    logRules: async () => ok(RULES),
    setLogRules: async () => ok(true),
  };
}

function sheetRows(nowMs: number): readonly AccessRow[] {
  const purposes = ['open', 'print', 'delivered', 'export', 'preload'] as const;
  return purposes.map((purpose, i) => ({
    atMs: nowMs - i * 61 * MINUTE_MS,
    purpose,
    role: i === 3 ? undefined : ['assistant', 'doctor'][i % 2],
  }));
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
      step: 'password',
      ...(seq % 51 === 0 && { isAlarm: true }),
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
