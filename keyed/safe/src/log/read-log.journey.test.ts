import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { must, PASSWORD } from '../../test-support/practice.ts';
import { admitSecondUser } from '../../test-support/second-user.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { LogFilter, LogRow } from '../channel/log-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { signInAccount } from '../server/sign-in.ts';
import { createSafeService } from '../worker/safe-service.ts';

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
  const opened = rows.find(({ purpose }) => purpose === 'open');
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
  await expect.poll(async () => (await all({ groups: ['sign-in'] })).length).toBe(1);
  const [row] = await all({ groups: ['sign-in'] });
  expect(row).toMatchObject({ userName: '', persons: [], isProven: true });
  expect(row?.address).not.toBe('');
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
