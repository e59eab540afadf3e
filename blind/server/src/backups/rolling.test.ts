import { seededRandom } from '@siegel/testing';
import { expect, test } from 'vitest';
import type { KeptBackup } from './kept-backups.ts';
import { nextCompared, nextTurn, rolledAway } from './rolling.ts';

type State = 'whole' | 'damaged' | 'unknown';

function aBackup(id: number, cause: KeptBackup['cause'], state: State, turn = id): KeptBackup {
  const check = { at: 0, damaged: state === 'damaged' ? 1 : 0, names: [], turn };
  return { id: String(id), cause, record: undefined, check: state === 'unknown' ? undefined : check };
}

const STATES = ['whole', 'damaged', 'unknown'] as const;

test('[BK52] [T15] whatever the states are, the newest whole copy stays, and none for which there are not seven newer whole ones', () => {
  const random = seededRandom('rolling');
  for (let round = 0; round < 2_000; round++) {
    const backups = [...random(random(1)[0]! % 30)].map((byte, id) =>
      aBackup(id, byte % 4 === 0 ? 'demand' : 'daily', STATES[Math.floor(byte / 4) % 3] ?? 'whole'),
    );
    const gone = new Set(rolledAway(backups));
    const daily = backups.filter(({ cause }) => cause === 'daily');
    const isWhole = ({ check }: KeptBackup) => check?.damaged === 0;
    const newestWhole = backups.findLast((backup) => isWhole(backup));
    const newestDaily = daily.findLast((backup) => isWhole(backup));
    for (const backup of [newestWhole, newestDaily]) expect(gone.has(backup?.id ?? '')).toBe(false);
    for (const { id, cause } of backups) if (cause === 'demand') expect(gone.has(id)).toBe(false);
    for (const [place, backup] of daily.entries()) {
      const newer = daily.slice(place + 1);
      if (backup.check?.damaged === 1) expect(gone.has(backup.id)).toBe(newer.length >= 7);
      else expect(gone.has(backup.id)).toBe(newer.filter((other) => isWhole(other)).length >= 7);
    }
    expect(daily.filter((backup) => isWhole(backup) && !gone.has(backup.id)).length).toBeLessThanOrEqual(7);
  }
});

test('[BK54] as many nights as there are backups, and each was compared', () => {
  let backups = [3, 1, 2, 0, 4].map((turn, id) => aBackup(id, id % 2 === 0 ? 'daily' : 'demand', 'whole', turn));
  backups = [...backups, aBackup(5, 'daily', 'unknown')];
  const order: string[] = [];
  for (let night = 0; night < backups.length; night++) {
    const next = String(nextCompared(backups));
    const turn = nextTurn(backups);
    order.push(next);
    backups = backups.map((backup) =>
      backup.id === next ? { ...backup, check: { at: 0, damaged: 0, names: [], turn } } : backup,
    );
  }
  expect(order).toEqual(['5', '3', '1', '2', '0', '4']);
  expect(nextCompared([])).toBeUndefined();
});
