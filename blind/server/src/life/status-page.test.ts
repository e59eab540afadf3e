import { expect, test } from 'vitest';
import { createLog } from '../edge/log.ts';
import { statusPage, warnOfMemory } from './status-page.ts';

const NO_DISKS = { arrays: undefined, disks: undefined };
const counts = { tenants: 2, closed: 1 };

function warnings(memory: Parameters<typeof warnOfMemory>[0]): readonly string[] {
  const lines: string[] = [];
  warnOfMemory(
    memory,
    createLog((line) => lines.push((JSON.parse(line) as { msg: string }).msg)),
  );
  return lines;
}

test('[BX12] [D1] warns in the log of what is open and of what cannot be seen, and of nothing else', () => {
  expect(warnings({ swap: 'none', core: 'off' })).toEqual([]);
  expect(warnings({ swap: 'encrypted', core: 'off' })).toEqual([]);
  expect(warnings({ swap: 'open', core: 'on' })).toEqual(['swap-not-encrypted', 'core-dumps-possible']);
  expect(warnings({ swap: 'unknown', core: 'unknown' })).toEqual([
    'swap-perhaps-not-encrypted',
    'core-dumps-perhaps-possible',
  ]);
});

test('[BX13] [D1] says in words what the server waits for and what is wrong with the machine', () => {
  const state = { heldBox: undefined, memory: { swap: 'open', core: 'on' } } as const;
  const waiting = statusPage({ ...state, phase: 'starting', waitingFor: 'DATABASE_KEY_WRONG' }, counts, NO_DISKS, 0);
  expect(waiting).toContain('wartet: Der Schlüssel passt nicht zu dieser Datenbank.');
  const ready = statusPage({ ...state, phase: 'ready', waitingFor: undefined }, counts, NO_DISKS, 0);
  expect(ready).toContain('<td>1 offen, 1 geschlossen</td>');
  expect(ready).toContain('MemorySwapMax=0');
  expect(ready).toContain('LimitCORE=0');
});
