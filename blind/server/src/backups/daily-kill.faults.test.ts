import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { checkFiles } from '@siegel/keep';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS, HouseByNight } from '../../test-support/house-by-night.ts';

const KILLS = process.env['SIEGEL_NIGHT'] === '1' ? 200 : 30;
const MAIN = fileURLToPath(new URL('../../test-support/night-main.ts', import.meta.url));

let nights: HouseByNight;
beforeAll(async () => {
  nights = await HouseByNight.start();
  await nights.house.attach(nights.office.built.random(2_000_000));
  for (let night = 0; night < 7; night++) await nights.night();
});
afterAll(() => nights.end());

/** Runs nights in a process of its own and kills it `afterMs` behind its second look. @returns how far its clock was ahead. */
async function killIn(directory: string, ahead: number, afterMs: number): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, [MAIN, directory, String(ahead)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {},
  });
  const ended = once(child, 'exit');
  let last = Date.now() + ahead;
  let looks = 0;
  for await (const line of createInterface({ input: child.stdout! })) {
    const { now } = JSON.parse(line) as { readonly now?: number };
    if (now !== undefined) last = now;
    if (now !== undefined && (looks += 1) === 2) void pause(afterMs).then(() => child.kill('SIGKILL'));
  }
  await ended;
  return last - Date.now();
}

/** Every backup that is said to be whole is, and the newest of them is there. */
async function expectTruth(): Promise<void> {
  const { backups, newestWhole } = await nights.list();
  const { set } = nights.house;
  for (const { id, checked } of backups) if (checked?.damaged === 0) expect(await checkFiles({ set, id })).toEqual([]);
  expect(newestWhole).not.toBeNull();
  expect(await readdir(join(set, 'backups'))).toHaveLength(backups.length);
}

test('[D2] [BK50] [BK55] a running server looks by itself', async () => {
  const before = await nights.dailies();
  nights.server.advance(DAY_MS);
  await expect.poll(async () => (await nights.dailies()).at(-1), { timeout: 30_000 }).not.toBe(before.at(-1));
});

test(
  `[BK15] [BK52] [BK53] [T12] ${KILLS} kills in daily backups and in rolling: what is listed as whole is, and nothing lasting is lost`,
  async () => {
    const before = await nights.dailies();
    let ahead = nights.server.context.world.now() - Date.now();
    const { directory } = nights.server;
    let cutOff = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const { newestWhole } = await nights.list();
      await nights.restartAround(async () => {
        ahead = await killIn(directory, ahead, (kill * 13) % 120);
        return ahead;
      });
      await expectTruth();
      const { backups } = await nights.list();
      if (nights.daily.failure?.code === 'BACKUP_CUT_OFF') cutOff += 1;
      // The newest whole one of before is still there, or seven newer whole ones are.
      const ids = backups.map(({ id }) => id);
      const whole = backups.filter(({ cause, checked }) => cause === 'daily' && checked?.damaged === 0);
      if (!ids.includes(newestWhole ?? '')) expect(whole).toHaveLength(7);
    }
    await nights.pass(DAY_MS);
    await nights.pass(DAY_MS);
    expect(nights.daily.failure).toBeNull();
    expect(cutOff).toBeGreaterThan(0);
    expect(await nights.dailies()).not.toEqual(before);
    expect((await nights.list()).backups.length).toBeLessThanOrEqual(9);
  },
  KILLS * 6_000,
);
