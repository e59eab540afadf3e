import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { APPEND_POLICY } from '@siegel/akten';
import type { Fields } from '@siegel/journal';
import { hexOf, WIRE_KINDS } from '@siegel/wire';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, HouseByNight } from '../../test-support/house-by-night.ts';
import { removeRecord } from './backup-records.ts';
import { DailyPlan } from './daily-plan.ts';

const MINUTE_MS = 60_000;

let nights: HouseByNight;
beforeEach(async () => {
  nights = await HouseByNight.start();
});
afterEach(() => nights.end());

const planned = (isOn: boolean, minute: number, zone = 'Europe/Berlin') => ({ isOn, minute, zone });
const put = (json: object) => nights.office.client.call('PUT', 'backups/plan', { json });
const said = () => nights.house.said(WIRE_KINDS.backupMade);
/** A file where the folder of the set would be: no backup can be made. */
async function putInTheWay(): Promise<void> {
  await mkdir(dirname(nights.house.set), { recursive: true });
  await writeFile(nights.house.set, 'in the way');
}

test('[D2] [BK50] a house with a key has a backup every night, without anybody asking, and the log says that the plan made it', async () => {
  await nights.pass(0);
  expect((await nights.list()).backups).toEqual([]);
  const { plan, nextAt } = (await nights.list()).daily;
  expect(plan).toEqual(planned(true, 120));
  const berlin = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', timeStyle: 'short' });
  expect(berlin.format(nextAt!)).toBe('02:00');
  await nights.night();
  const { backups, daily, newestWhole } = await nights.list();
  expect(backups).toMatchObject([{ cause: 'daily', by: null, checked: { damaged: 0 } }]);
  expect(daily.lastGood).toEqual({ id: backups[0]?.id, at: backups[0]?.madeAt });
  expect(newestWhole).toBe(backups[0]?.id);
  expect(daily.failure).toBeNull();
  const [entry] = await said();
  expect(entry).toMatchObject({ change: 'made', cause: 'daily', backup: backups[0]?.id });
  expect(Object.keys(entry ?? {})).not.toContain('device');
  await nights.passHours(23);
  expect(await nights.dailies()).toHaveLength(1);
  await nights.night();
  expect(await nights.dailies()).toHaveLength(2);
});

test('[D3] [BK50] without a key that somebody opens nothing is made, and nothing is said to be due', async () => {
  const director = await nights.office.admit('geschaeftsfuehrung');
  await nights.house.setUpKey([director]);
  const gone = nights.office.built.userFields(director.member, { state: 'removed' });
  const parent = (await nights.house.tenant.core.store.headsOf([director.member.user]))[0]?.entryHash ?? null;
  const wish = { kind: WIRE_KINDS.user, record: director.member.user, parent, fields: gone };
  await nights.office.append([nights.office.built.entry(wish)]);
  await nights.pass(3 * DAY_MS);
  const { backups, daily, hasKey } = await nights.list();
  expect([backups, daily.nextAt, daily.failure, hasKey]).toEqual([[], null, null, false]);
});

test('[BK51] who administers changes the plan: an entry says what it was and is, and from then on it counts', async () => {
  expect((await put(planned(true, 1260, 'America/New_York'))).status).toBe(204);
  expect((await nights.house.list()).daily.plan).toEqual(planned(true, 1260, 'America/New_York'));
  const [entry] = await said();
  expect(entry).toMatchObject({ change: 'planned', before: '02:00 Europe/Berlin', after: '21:00 America/New_York' });
  expect(hexOf(entry?.['device'] as Uint8Array)).toBe(hexOf(nights.office.member.device));
  for (const wrong of [planned(true, 1440), planned(true, -1), planned(true, 0, 'Nirgendwo'), { isOn: false }])
    expect((await put(wrong)).json?.['code']).toBe('MESSAGE_MALFORMED');
  await nights.night();
  const hour = new Date(nights.server.context.world.now()).toLocaleTimeString('de-DE', {
    timeZone: 'America/New_York',
    timeStyle: 'short',
  });
  expect(hour).toBe('21:00');
  expect(await nights.dailies()).toHaveLength(1);
  await nights.daily.change(planned(false, 0), nights.caller);
  expect((await nights.list()).daily.nextAt).toBeNull();
  await nights.pass(2 * DAY_MS);
  expect(await nights.dailies()).toHaveLength(1);
  expect((await said()).at(-1)).toMatchObject({ after: 'off' });
});

test('[BK51] a moment that has gone by today does not count for a new plan', async () => {
  await nights.night();
  await nights.passHours(5);
  await nights.daily.change(planned(true, 180), nights.caller);
  await nights.pass(0);
  expect(await nights.dailies()).toHaveLength(1);
  await nights.restart();
  await nights.pass(0);
  expect(await nights.dailies()).toHaveLength(1);
  await nights.night();
  expect(await nights.dailies()).toHaveLength(2);
});

test('[D4] [D5] [BK52] seven daily ones roll, those on demand stay, and the log says that the plan deleted', async () => {
  const wish = await nights.wish();
  const all: string[] = [];
  for (let night = 0; night < 9; night++) {
    await nights.night();
    all.push((await nights.dailies()).at(-1)!);
  }
  expect(await nights.dailies()).toEqual(all.slice(2));
  expect((await nights.list()).backups[0]).toMatchObject({ id: wish, cause: 'demand' });
  const deleted = (await said()).filter(({ change }) => change === 'deleted');
  expect(deleted.map(({ backup, device }) => [backup, device])).toEqual(all.slice(0, 2).map((id) => [id, undefined]));
  // Seven places for those somebody wished, beside the seven of the plan.
  for (let count = 1; count < 7; count++) await nights.wish();
  expect(await nights.house.tenant.backups.make(nights.caller)).toMatchObject({ error: { code: 'BACKUPS_FULL' } });
  await nights.night();
  expect((await nights.list()).backups).toHaveLength(14);
});

test('[BK51] [BK52] [JN9] what the plan writes into the log has the form every client holds it against', async () => {
  await put(planned(true, 240));
  await nights.wish();
  for (let night = 0; night < 8; night++) await nights.night();
  const entries = await said();
  const seen = entries.map(({ change, device }) => `${String(change)} ${device === undefined ? 'plan' : 'person'}`);
  expect(new Set(seen)).toEqual(new Set(['planned person', 'made person', 'made plan', 'deleted plan']));
  for (const entry of entries)
    expect(APPEND_POLICY.openFieldsFault(WIRE_KINDS.backupMade, entry as Fields)).toBeUndefined();
});

test('[BK52] what somebody is downloading goes another night', async () => {
  await nights.house.attach(nights.office.built.random(300_000));
  for (let night = 0; night < 7; night++) await nights.night();
  const [oldest = ''] = await nights.dailies();
  const tar = await nights.house.tenant.backups.download(oldest);
  if (!tar.ok) throw new Error(tar.error.code);
  const pieces = tar.value.read(0, tar.value.bytes)[Symbol.asyncIterator]();
  const first = (await pieces.next()).value as Uint8Array;
  await nights.night();
  expect((await nights.dailies())[0]).toBe(oldest);
  let bytes = first.length;
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) bytes += next.value.length;
  expect(bytes).toBe(tar.value.bytes);
  await nights.night();
  expect(await nights.dailies()).not.toContain(oldest);
  expect(await nights.dailies()).toHaveLength(7);
});

test('[BK52] what a crash left half deleted is no good copy, and goes the next night', async () => {
  for (let night = 0; night < 8; night++) await nights.night();
  const [half = '', ...others] = await nights.dailies();
  // The transaction was durable, the files were not gone yet.
  await nights.house.tenant.core.store.write((tx) => removeRecord(tx, half));
  await nights.restart();
  const { backups } = await nights.list();
  expect(backups[0]).toMatchObject({ id: half, cause: 'daily', journalSize: null, checked: null });
  await nights.night();
  const after = await nights.dailies();
  expect(after.slice(0, -1)).toEqual(others);
  for (const { checked } of (await nights.list()).backups) expect(checked).toMatchObject({ damaged: 0 });
});

test('[BK53] a missed night is made up for once, and not as often as it was missed', async () => {
  await nights.night();
  await nights.restart(5 * DAY_MS);
  await nights.pass(0);
  await nights.pass(MINUTE_MS);
  await nights.pass(HOUR_MS);
  expect(await nights.dailies()).toHaveLength(2);
});

test('[BK53] what fails is tried again, later each time, and stays visible until one is made', async () => {
  await putInTheWay();
  await nights.night();
  const failed = nights.daily.failure;
  expect(failed).toMatchObject({ tries: 1 });
  expect(await nights.state()).toEqual({ lastGoodBackupAt: null, failedAt: failed?.at, code: failed?.code });
  const waits: number[] = [];
  for (let tries = 1; tries < 7; tries++) {
    let minutes = 0;
    for (; nights.daily.failure?.tries === tries; minutes += 5) await nights.pass(5 * MINUTE_MS);
    waits.push(minutes);
  }
  expect(waits).toEqual([15, 30, 60, 120, 240, 360]);
  await nights.restart();
  expect(nights.daily.failure).toMatchObject({ tries: 7, code: failed?.code });
  await rm(nights.house.set);
  await nights.pass(6 * HOUR_MS);
  expect(nights.daily.failure).toBeNull();
  expect(await nights.dailies()).toHaveLength(1);
  expect(await nights.state()).toMatchObject({ failedAt: null, code: null });
});

test('[BK53] [D4] a disk that has only its reserve left is a failure, and the night is made up for when there is room again', async () => {
  await nights.night();
  const { core, backups: desk, writer } = nights.house.tenant;
  let isShort = true;
  const daily = await DailyPlan.open(core, { desk, writer, isDiskShort: () => isShort });
  nights.server.advance(DAY_MS);
  expect(await daily.look()).toBe('make');
  await daily.run('make');
  expect(daily.failure).toMatchObject({ code: 'DISK_FULL', tries: 1 });
  expect(await daily.look()).not.toBe('make');
  expect(daily.nextAt).toBeGreaterThan(core.world.now() + 14 * MINUTE_MS);
  isShort = false;
  nights.server.advance(15 * MINUTE_MS);
  expect(await daily.look()).toBe('make');
  await daily.run('make');
  expect([daily.failure, (await nights.dailies()).length]).toEqual([null, 2]);
});

test('[BK53] [T9] a clock set back 2 days makes no flood and leaves no gap, and what is newest is told by the journal', async () => {
  for (let night = 0; night < 7; night++) await nights.night();
  const before = await nights.dailies();
  nights.server.setClock(-2 * DAY_MS);
  await nights.passHours(1);
  expect(await nights.dailies()).toEqual(before);
  await nights.passHours(48);
  const after = await nights.dailies();
  const made = after.filter((id) => !before.includes(id));
  expect(made.length).toBeGreaterThanOrEqual(1);
  expect(made.length).toBeLessThanOrEqual(2);
  expect(after.slice(-made.length)).toEqual(made);
  // By its name it is older than what it is newer than.
  expect(made[0]! < before.at(-1)!).toBe(true);
  expect(after).toHaveLength(7);
  expect((await nights.list()).newestWhole).toBe(after.at(-1));
});

test('[BK53] [T9] a clock set ahead 3 years and back again makes no flood and leaves no gap for ever', async () => {
  for (let night = 0; night < 7; night++) await nights.night();
  const before = await nights.dailies();
  const madeSince = async () => (await nights.dailies()).filter((id) => !before.includes(id)).length;
  nights.server.setClock(3 * 365 * DAY_MS);
  await nights.passHours(1);
  expect(await madeSince()).toBe(0);
  await nights.passHours(12);
  expect(await madeSince()).toBe(1);
  nights.server.setClock(-3 * 365 * DAY_MS);
  await nights.passHours(1);
  expect(await madeSince()).toBe(1);
  await nights.restart();
  await nights.passHours(25);
  expect(await madeSince()).toBe(2);
  await nights.passHours(24);
  expect(await madeSince()).toBe(3);
  expect((await nights.list()).newestWhole).toBe((await nights.dailies()).at(-1));
});

test('[BK53] [T9] a clock that jumps every minute, and one that is wrong at each start, push nothing out', async () => {
  for (let night = 0; night < 7; night++) await nights.night();
  const before = await nights.dailies();
  const madeSince = async () => (await nights.dailies()).filter((id) => !before.includes(id)).length;
  for (let jump = 0; jump < 30; jump++) {
    nights.server.setClock(DAY_MS);
    await nights.pass(MINUTE_MS);
  }
  expect(await madeSince()).toBe(0);
  for (let start = 0; start < 4; start++) {
    await nights.restart(-20 * 365 * DAY_MS);
    await nights.pass(MINUTE_MS);
    nights.server.setClock(20 * 365 * DAY_MS);
    await nights.pass(MINUTE_MS);
  }
  expect(await madeSince()).toBeLessThanOrEqual(1);
});
