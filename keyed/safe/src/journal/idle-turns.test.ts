import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdleTurns } from './idle-turns.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A few turns of the messages that Breather waits for; they know no clock. */
async function someTasks(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}

async function hasTurn(turn: Promise<void>): Promise<boolean> {
  let has = false;
  void turn.then(() => (has = true));
  await someTasks();
  return has;
}

test('[SF35] while somebody is heard, what nobody waits for goes on ten times a second, and afterwards at once', async () => {
  const turns = new IdleTurns();
  expect(await hasTurn(turns.turn())).toBe(true);
  turns.heard();
  const slow = turns.turn();
  vi.advanceTimersByTime(99);
  expect(await hasTurn(slow)).toBe(false);
  expect(turns.isDue, 'another job of it waits, too').toBe(true);
  vi.advanceTimersByTime(1);
  expect(await hasTurn(slow)).toBe(true);
  vi.advanceTimersByTime(400);
  expect(await hasTurn(turns.turn())).toBe(true);
});

test('[SF35] who types all day does not keep it from going on', async () => {
  const turns = new IdleTurns();
  let pieces = 0;
  for (let ms = 0; ms < 1_000; ms += 50) {
    turns.heard();
    void turns.turn().then(() => pieces++);
    vi.advanceTimersByTime(50);
    await someTasks();
  }
  expect(pieces).toBeGreaterThanOrEqual(9);
});
