import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WIRE_KINDS } from '@siegel/wire';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, HouseByNight } from '../../test-support/house-by-night.ts';
import { startForTest } from '../life/start-for-test.ts';

const MIB = 1024 * 1024;

let nights: HouseByNight;
beforeEach(async () => {
  nights = await HouseByNight.start();
});
afterEach(() => nights.end());

/** Changes one byte of a file of a set. */
async function damage(...path: readonly string[]): Promise<void> {
  const file = join(nights.house.set, ...path);
  await writeFile(file, (await readFile(file)).with(100, 0));
}

const checkedAt = async () => (await nights.list()).backups.map(({ checked }) => checked?.at ?? 0);
const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((done) => setTimeout(done, 1));
};

test('[D7] [BK54] each night the backup is compared again whose comparison is longest ago', async () => {
  await nights.wish();
  await nights.wish();
  await nights.night();
  const start = nights.server.context.world.now();
  for (let night = 0; night < 5; night++) {
    const before = await checkedAt();
    await nights.night();
    const after = await checkedAt();
    const again = before.filter((at, place) => after[place] !== at);
    expect(again).toEqual([Math.min(...before)]);
  }
  expect(Math.min(...(await checkedAt()))).toBeGreaterThan(start);
});

test('[BK54] [BK56] a comparison that finds damage outranks every good backup, until the damaged one is gone', async () => {
  const id = await nights.wish();
  await nights.night();
  await damage('backups', id, 'keys.age');
  for (let night = 0; night < 3; night++) await nights.night();
  const { daily, newestWhole, backups } = await nights.list();
  expect(backups[0]).toMatchObject({ id, checked: { damaged: 1, names: [`backups/${id}/keys.age`] } });
  expect(daily.failure).toBeNull();
  expect(newestWhole).toBe(backups.at(-1)?.id);
  const state = await nights.state();
  expect(state).toEqual({
    lastGoodBackupAt: backups.at(-1)?.madeAt,
    failedAt: backups[0]?.checked?.at,
    code: 'BACKUP_DAMAGED',
  });
  await nights.house.tenant.backups.remove(id, nights.caller);
  expect(await nights.state()).toEqual({ ...state, failedAt: null, code: null });
});

test('[BK53] [BK54] a daily one that is damaged at its end is a failed one, and nothing is built upon what was damaged', async () => {
  await nights.house.attach(nights.office.built.random(100_000));
  await nights.night();
  const [first] = await nights.dailies();
  const segments = (await readdir(join(nights.house.set, 'segments'))).filter((name) => name.startsWith(first!));
  await damage('segments', segments[0]!);
  await nights.night();
  const second = (await nights.dailies()).at(-1)!;
  expect(nights.daily.failure).toMatchObject({ code: 'BACKUP_DAMAGED', tries: 1 });
  // The comparison of the night found the file in the first one, too.
  expect((await nights.list()).newestWhole).toBeNull();
  await nights.passHours(5);
  expect((await nights.dailies()).at(-1)).toBe(second);
  await nights.passHours(1);
  const { backups, daily } = await nights.list();
  expect(daily.failure).toBeNull();
  expect(backups.at(-1)).toMatchObject({ cause: 'daily', checked: { damaged: 0 } });
  expect(backups.at(-1)?.id).not.toBe(second);
  expect((await nights.state()).code).toBe('BACKUP_DAMAGED');
});

test('[BK55] one thing at a time over all tenants, each in its turn, and two looks at once are one', async () => {
  const houses = [nights, await HouseByNight.on(nights.server, 'two'), await HouseByNight.on(nights.server, 'three')];
  for (const house of houses) await house.house.attach(randomBytes(4 * MIB));
  let most = 0;
  let isOver = false;
  const watch = (async () => {
    while (!isOver) {
      const busy = nights.server.context.tenants.all().filter(({ backups }) => backups.isBusy);
      most = Math.max(most, busy.length);
      await new Promise((done) => setImmediate(done));
    }
  })();
  nights.server.advance(DAY_MS);
  const { planner } = nights.server.context;
  await Promise.all([planner.look(), planner.look(), planner.look()]);
  isOver = true;
  await watch;
  expect(most).toBe(1);
  for (const house of houses) expect(await house.dailies()).toHaveLength(1);
});

test('[BK53] [BK55] somebody at work goes first, in whichever tenant, and the night is made up for behind it', async () => {
  const other = await HouseByNight.on(nights.server, 'two');
  await other.house.attach(randomBytes(60 * MIB));
  nights.server.advance(DAY_MS);
  const { backups } = other.house.tenant;
  expect((await backups.make(other.caller)).ok).toBe(true);
  await nights.pass(0);
  expect(backups.isBusy).toBe(true);
  expect([await nights.dailies(), await other.dailies()]).toEqual([[], []]);
  expect(nights.daily.failure).toBeNull();
  await other.quiet();
  await nights.pass(0);
  for (const house of [nights, other]) expect(await house.dailies()).toHaveLength(1);
});

test('[BK55] who had the last turn is not the first the next time', async () => {
  const all = [nights, await HouseByNight.on(nights.server, 'two'), await HouseByNight.on(nights.server, 'three')];
  const hexOf = ({ house }: HouseByNight) => house.tenant.core.hex;
  const [one, two, busy] = all.toSorted((a, b) => (hexOf(a) < hexOf(b) ? -1 : 1)) as [
    HouseByNight,
    HouseByNight,
    HouseByNight,
  ];
  await busy.house.attach(randomBytes(60 * MIB));
  // Each look comes to one turn only: somebody begins to work meanwhile.
  const lookOnce = async () => {
    nights.server.advance(DAY_MS);
    const look = nights.server.context.planner.look();
    await until(() => [one, two].some(({ house }) => house.tenant.backups.isBusy));
    const begun = busy.wish();
    await look;
    await begun;
  };
  await lookOnce();
  expect([(await one.dailies()).length, (await two.dailies()).length]).toEqual([1, 0]);
  await lookOnce();
  expect([(await one.dailies()).length, (await two.dailies()).length]).toEqual([1, 1]);
});

test('[BK53] a server that stops in the middle ends its daily backup, and makes it once when it is back', async () => {
  await nights.house.attach(randomBytes(60 * MIB));
  nights.server.advance(DAY_MS);
  const look = nights.server.context.planner.look();
  await until(() => nights.house.tenant.backups.isBusy);
  await nights.restart();
  await look;
  expect(await nights.dailies()).toEqual([]);
  expect(nights.daily.failure).toBeNull();
  await nights.pass(0);
  await nights.pass(HOUR_MS);
  expect(await nights.dailies()).toHaveLength(1);
  expect(await nights.house.said(WIRE_KINDS.backupMade)).toHaveLength(1);
});

test('[BK55] [BX5] of two servers on one folder one plans', async () => {
  const { directory } = nights.server;
  const second = await startForTest({ directory, aheadMs: DAY_MS });
  try {
    nights.server.advance(DAY_MS);
    await Promise.all([second.context.planner.look(), nights.server.context.planner.look()]);
    expect(second.context.tenants.all()).toEqual([]);
    expect(await nights.dailies()).toHaveLength(1);
  } finally {
    await second.stop();
  }
});

test('[BK56] everybody who is signed in learns whether all is well, and nothing else', async () => {
  const { client } = await nights.office.admit('empfang');
  const ask = () => client.call('GET', 'backup-state');
  expect((await ask()).json).toEqual({ lastGoodBackupAt: null, failedAt: null, code: null });
  const id = await nights.wish();
  const { status, json } = await ask();
  const [made] = (await nights.list()).backups;
  expect([status, json]).toEqual([200, { lastGoodBackupAt: made?.madeAt, failedAt: null, code: null }]);
  expect(JSON.stringify(json)).not.toContain(id);
});
