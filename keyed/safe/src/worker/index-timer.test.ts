import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { IndexTimer } from './index-timer.ts';

const EVERY_MS = 60;
const given = { now: () => performance.now(), everyMs: EVERY_MS };

test('[SF30] loads at once, and what comes too soon after it once, when the time is over', async () => {
  const loads: number[] = [];
  const timer = new IndexTimer(() => {
    loads.push(performance.now());
    return Promise.resolve(true);
  }, given);
  await timer.behind();
  for (let i = 0; i < 5; i++) await timer.behind();
  expect(loads).toHaveLength(1);
  await sleep(3 * EVERY_MS);
  expect(loads).toHaveLength(2);
  expect(loads[1]! - loads[0]!).toBeGreaterThan(EVERY_MS / 2);
});

test('[SF30] asks again when the server refused, and not any more when the safe is locked', async () => {
  const answers = [false, true];
  let loads = 0;
  const timer = new IndexTimer(() => Promise.resolve(answers[loads++] ?? true), given);
  timer.loaded();
  await timer.behind();
  expect(loads).toBe(0);
  await sleep(4 * EVERY_MS);
  expect(loads).toBe(2);
  timer.loaded();
  await timer.behind();
  timer.end();
  await sleep(2 * EVERY_MS);
  expect(loads).toBe(2);
});

test('[SF30] never loads twice at once, and goes on after a load that failed', async () => {
  let running = 0;
  let most = 0;
  let loads = 0;
  const timer = new IndexTimer(async () => {
    most = Math.max(most, ++running);
    await sleep(2 * EVERY_MS);
    running--;
    if (loads++ === 0) throw new Error('the worker has no room');
    return true;
  }, given);
  void timer.behind();
  await sleep(EVERY_MS + EVERY_MS / 2);
  await timer.behind();
  await sleep(6 * EVERY_MS);
  timer.end();
  expect({ most, isAskedAgain: loads > 1 }).toEqual({ most: 1, isAskedAgain: true });
});
