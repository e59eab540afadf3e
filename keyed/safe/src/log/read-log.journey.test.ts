import { organisationMark } from '@siegel/seal';
import { codeOfApp, ServerClient } from '@siegel/testing';
import { hexOf, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { must, PASSWORD } from '../../test-support/practice.ts';
import { admitSecondUser } from '../../test-support/second-user.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { LogFilter, LogRow } from '../channel/log-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { signInAccount } from '../server/sign-in.ts';
import { checkLogFile } from './check-log-file.ts';
import { createSafeService } from '../worker/safe-service.ts';

/** What is sent behind a view comes a second later. */
const SOON = { timeout: 10_000 };

let world: ServiceWorld;
let desk: SafeApi;

beforeAll(async () => {
  world = await ServiceWorld.start();
  desk = await world.arrive('desk');
  must(await desk.openPerson(world.personId));
}, 60_000);
afterAll(() => world.end());

async function all(filter: Partial<LogFilter> = {}): Promise<readonly LogRow[]> {
  const rows: LogRow[] = [];
  for (let before: number | null | undefined; before !== null; ) {
    const page = must(await desk.logPage({ groups: [], ...filter }, before));
    rows.push(...page.rows);
    before = page.next;
  }
  return rows;
}

test('[F7] [LG1] [LG4] lists who got what, newest first, with names opened here, each row proven', async () => {
  const before = (await all()).length;
  must(await desk.openPerson(world.personId));
  // What is on the device is shown at once; the server is asked behind it.
  await expect.poll(async () => (await all()).length).toBeGreaterThan(before);
  const rows = await all();
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq).toSorted((a, b) => b - a));
  // A view says `open`, too, a second later and from the device: only what was handed out has an address.
  const opened = rows.find(({ kind, purpose }) => kind === WIRE_KINDS.delivery && purpose === 'open');
  expect(opened).toMatchObject({ group: 'access', userName: 'Dr. Jana Lindner', isProven: true });
  expect(opened?.persons).toEqual([{ personId: world.personId, name: 'Brandt, Ilse' }]);
  expect(opened?.address).not.toBe('');
  expect(rows.every(({ isProven }) => isProven)).toBe(true);
});

test('[LG3] [LG6] filters by kind, person, colleague and day', async () => {
  const other = await world.practice.addPerson('Unbeteiligt', 'niemand hat hier gelesen');
  const ofOther = await all({ personId: hexOf(other.personId) });
  expect(ofOther.length).toBeGreaterThan(0);
  expect(ofOther.every(({ group }) => group === 'records')).toBe(true);
  const access = await all({ groups: ['access'] });
  expect(access.every(({ group }) => group === 'access')).toBe(true);
  const [first] = access;
  expect(await all({ groups: ['access'], userId: first?.userId ?? '' })).not.toEqual([]);
  expect(await all({ userId: '0'.repeat(32) })).toEqual([]);
  const now = Date.now();
  expect(await all({ toMs: now - 86_400_000 })).toEqual([]);
  expect(await all({ fromMs: now + 86_400_000 })).toEqual([]);
  expect((await all({ fromMs: now - 86_400_000, toMs: now + 86_400_000 })).length).toBe((await all()).length);
});

test('[SV14] [LG1] a wrong password stands in it, from where, without the name that was typed', async () => {
  const { given } = world.practice.desk;
  const wrong = await signInAccount(given.address, 'lindner', 'ganz falsch geraten');
  expect(wrong).toEqual({ ok: false, error: { code: 'LOGIN_FAILED' } });
  const failed = async () => (await all({ groups: ['sign-in'] })).filter(({ kind }) => kind === WIRE_KINDS.failedLogin);
  await expect.poll(async () => (await failed()).length).toBe(1);
  const [row] = await failed();
  expect(row).toMatchObject({ userName: '', persons: [], step: 'password', isProven: true });
  expect(row?.isAlarm).toBeUndefined();
  expect(row?.address).not.toBe('');
});

test('[SV14] [LG23] at which step a sign-in failed stands in it, and the one that makes it look like an attack is marked', async () => {
  const { tenant, instance } = world.practice.desk.given;
  const guesser = new ServerClient(world.server.url, hexOf(tenant), instance);
  for (let i = 0; i < 20; i++) {
    // From four addresses: each may guess five times before it has to wait.
    guesser.from = `127.0.3.${1 + (i >> 2)}`;
    await guesser.login('nie-da-gewesen', 'falsch geraten');
  }
  const alarms = async () => (await all({ groups: ['sign-in'] })).filter(({ isAlarm }) => isAlarm === true);
  await expect.poll(async () => (await alarms()).length).toBe(1);
  expect((await alarms())[0]).toMatchObject({ kind: WIRE_KINDS.failedLogin, step: 'password', isProven: true });
});

test('[LG7] a sign-in stands in it, once per session, with device and address', async () => {
  const kindsOf = async () => (await all({ groups: ['sign-in'] })).map(({ kind, reason }) => [kind, reason]);
  const before = (await kindsOf()).length;
  await world.arrive('other-browser');
  expect((await kindsOf()).length).toBe(before + 1);
  const [row] = await all({ groups: ['sign-in'] });
  expect(row).toMatchObject({ kind: WIRE_KINDS.signIn, userName: 'Dr. Jana Lindner', isProven: true });
  expect(row?.address).not.toBe('');
});

test('[T42] [LG8] every opening on screen has its entry, one per view, and every delivery has its own', async () => {
  const openings = async () => (await all({ groups: ['access'] })).filter(({ kind }) => kind === WIRE_KINDS.opening);
  // Words of earlier views are still on their way.
  let before = -1;
  const stands = async () => before === (before = (await openings()).length);
  await expect.poll(stands, { timeout: 15_000, interval: 2_000 }).toBe(true);
  for (let view = 0; view < 5; view++) must(await desk.openPerson(world.personId));
  await expect.poll(async () => (await openings()).length, SOON).toBe(before + 5);
  for (const row of await openings())
    expect(row).toMatchObject({ userName: 'Dr. Jana Lindner', personCount: 1, isProven: true });
});

test('[LG9] [LG10] what was printed is told to readers of the log, sealed for everybody else', async () => {
  await desk.notePrint(world.personId, 'Befund GEHEIM-4711');
  const printed = async () => (await all({ groups: ['access'] })).find(({ purpose }) => purpose === 'print');
  await expect.poll(printed, SOON).toMatchObject({ details: 'Befund GEHEIM-4711', isProven: true });
  await desk.noteLogSaved(7, 'Protokoll, Person Brandt');
  await expect
    .poll(async () => (await all({ groups: ['access'] })).find(({ kind }) => kind === WIRE_KINDS.report), SOON)
    .toMatchObject({ details: 'Protokoll, Person Brandt', persons: [] });
  const journal = await (
    await fetch(`${world.practice.desk.given.address.base}/journal?from=0`, {
      headers: { authorization: `Bearer ${world.practice.desk.given.address.session}` },
    })
  ).arrayBuffer();
  for (const word of ['GEHEIM-4711', 'Brandt', 'Ilse']) expect(Buffer.from(journal).includes(word)).toBe(false);
});

test('[LG20] [LG21] unusually many Akten are told to readers of the log, and who has seen it', async () => {
  expect(must(await desk.massReads())).toEqual([]);
  const rules = must(await desk.logRules());
  expect(rules).toEqual({ massReadAkten: 100, massReadMinutes: 60, accessSheet: 'role' });
  must(await desk.setLogRules({ ...rules, massReadAkten: 2 }));
  for (const name of ['Ahorn', 'Buche']) {
    const { personId } = await world.practice.addPerson(name, 'Text');
    await all();
    must(await desk.openPerson(hexOf(personId)));
  }
  const found = async () => {
    await all();
    return must(await desk.massReads())[0]?.akten;
  };
  await expect.poll(found, SOON).toBe(3);
  const [read] = must(await desk.massReads());
  expect(read).toMatchObject({ userName: 'Dr. Jana Lindner', seenBy: [] });
  must(await desk.seenMassRead(read!));
  expect(must(await desk.massReads())[0]?.seenBy).toMatchObject([{ userName: 'Dr. Jana Lindner' }]);
  const [change] = (await all({ groups: ['house'] })).flatMap((row) => row.change ?? []);
  expect(change).toEqual({
    about: 'rules',
    rules: expect.arrayContaining([{ name: 'massReadAkten', before: '', after: '2' }]) as unknown,
  });
});

test('[P10] [LG17] [LG18] the sheet of a person says by role who has opened the Akte, by name only if the rule says so', async () => {
  const sheet = must(await desk.accessSheet(world.personId));
  expect(sheet.personName).toBe('Brandt, Ilse');
  const purposes = sheet.rows.map(({ purpose }) => purpose);
  expect(purposes.filter((purpose) => purpose === 'open').length).toBeGreaterThan(5);
  expect(purposes).toContain('print');
  // Every delivery to this browser has the word of the program beside it; the founder's own device has shown nothing.
  expect(sheet.rows.every(({ role, name }) => role === 'lead' && name === undefined)).toBe(true);
  must(await desk.setLogRules({ ...must(await desk.logRules()), accessSheet: 'name' }));
  expect(must(await desk.accessSheet(world.personId)).rows[0]?.name).toBe('Dr. Jana Lindner');
});

test('[LG12] filters by workplace', async () => {
  const devices = must(await desk.logDevices());
  expect(devices.length).toBeGreaterThan(1);
  const counts = await Promise.all(devices.map(async ({ deviceId }) => (await all({ deviceId })).length));
  expect(counts.every((count) => count > 0)).toBe(true);
  expect(await all({ deviceId: 'f'.repeat(32) })).toEqual([]);
});

test('[LG2] nobody without the right reads any of it', async () => {
  const { recoveryCode } = await admitSecondUser(world.practice, { account: 'empfang', name: 'Melanie Kruse' });
  const other = createSafeService({
    origin: world.proxy.url,
    fetch,
    ...EMPTY_BROWSER,
    pagesOf: (account) => world.practice.pagesIn(`other-${account}`),
    now: Date.now,
    clientVersion: '0.1.0',
  });
  must(await other.signInWithSlot({ account: 'empfang', password: PASSWORD }, { recoveryCode }));
  expect(await other.logPage({ groups: [] }, undefined)).toEqual({ ok: false, error: { code: 'RIGHT_MISSING' } });
  await other.signOut();
});

test('[LG22] [F7] factors, ways without a device and the password: what was changed, by whom, when and on which device, and no secret', async () => {
  const [device] = (await all({ groups: ['access'] })).flatMap(({ deviceName }) => deviceName);
  const changes = async () => (await all({ groups: ['sign-in'] })).filter(({ access }) => access !== undefined);
  const before = (await changes()).length;
  const code = must(await desk.renewRecoveryCode());
  const { text } = must(await desk.addUserKeyFile());
  const start = must(await desk.startFactor({ kind: 'totp' }));
  const proof = { kind: 'code', code: codeOfApp(start.secret, Date.now()) } as const;
  must(await desk.finishFactor(start.setup, proof));
  const [factor] = must(await desk.factorState()).factors;
  must(await desk.removeFactor(factor?.factor ?? '', undefined));
  const wish = { account: 'lindner', before: PASSWORD, after: 'Waldweg im Nebel 9' };
  must(await desk.changePassword(wish));
  await expect.poll(async () => (await changes()).length - before).toBe(6);
  const rows = (await changes()).slice(0, 6);
  expect(rows.map(({ access }) => [access?.change, access?.means])).toEqual([
    ['password', undefined],
    ['factor-removed', 'totp'],
    ['factor-added', 'totp'],
    ['way-added', 'userKeyFile'],
    ['way-removed', 'recovery'],
    ['way-added', 'recovery'],
  ]);
  for (const row of rows)
    expect(row).toMatchObject({ userName: 'Dr. Jana Lindner', deviceName: device, isProven: true, group: 'sign-in' });
  expect(rows.every(({ address }) => address !== '')).toBe(true);
  expect((await all({ userId: rows[0]?.userId ?? '' })).map(({ seq }) => seq)).toEqual(
    expect.arrayContaining(rows.map(({ seq }) => seq)),
  );
  // The saved file says the same, and holds against its entries.
  must(await desk.beginLogFile({ groups: ['sign-in'] }, {}));
  let file = '';
  for (let isDone = false; !isDone; ) {
    const part = must(await desk.nextLogPart());
    file += part.text;
    ({ isDone } = part);
  }
  for (const words of ['"more":"factor-removed totp"', '"more":"password alarm"', '"more":"way-added recovery"'])
    expect(file).toContain(words);
  for (const secret of [code, start.secret, wish.after, (JSON.parse(text) as { secret: string }).secret])
    expect(file).not.toContain(secret);
  async function* lines() {
    yield* file.split('\n').slice(0, -1);
  }
  const checked = await checkLogFile(lines(), organisationMark(world.practice.founded.given.orgPublic));
  expect(checked).toMatchObject({ faults: [], fileFaults: [] });
  async function* edited() {
    for await (const line of lines()) yield line.replace('"more":"password alarm"', '"more":"password"');
  }
  const wrong = await checkLogFile(edited(), organisationMark(world.practice.founded.given.orgPublic));
  expect(wrong?.faults.length).toBeGreaterThan(0);
});
