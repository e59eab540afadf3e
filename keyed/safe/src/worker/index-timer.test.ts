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
