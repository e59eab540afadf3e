import { makeSnapshot } from '@siegel/safe';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { must, PASSWORD } from '../../keyed/safe/test-support/practice.ts';
import { signOut } from './first-run-world.ts';
import { openAkte, PracticeWorld, row } from './practice-world.ts';

let world: PracticeWorld;
beforeAll(async () => {
  world = await PracticeWorld.start();
}, 120_000);
afterEach(async () => {
  for (const context of world.browser.contexts()) await context.close();
});
afterAll(() => world.end());

/** What a browser short of room takes away of a site, and what somebody deletes who tidies up: the session too. */
const TAKEN = {
  'a browser short of room': 'indexeddb,cache_storage,service_workers,local_storage,file_systems',
  'somebody who tidies up': 'all',
} as const;

async function signInAgain(page: Page): Promise<void> {
  await page.getByLabel('Benutzername').fill('lindner');
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
}

for (const [who, storageTypes] of Object.entries(TAKEN))
  test(`[OF22] what is stored was taken away by ${who}: the page locks, says what is gone and what is not, and everything saved is there again`, async () => {
    const page = await world.arrive();
    await openAkte(page, 'brandt');
    const saved = `gespeichert vor: ${who}`;
    await page.getByLabel(/^Text des Eintrags/).fill(`NOT ${saved}`);
    await page.keyboard.press('Enter');
    await page.getByText(/^Gespeichert\./).waitFor();
    const protocol = await page.context().newCDPSession(page);
    await protocol.send('Storage.clearDataForOrigin', { origin: world.server.url, storageTypes });
    await page.getByText('auch Entwürfe. Gespeichertes liegt auf dem Server.').waitFor();
    expect(await page.getByText('Ihr Entwurf ist gesichert').count()).toBe(0);
    expect(await page.getByText('Brandt').count()).toBe(0);
    await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('Alles gespeichert').waitFor();
    await openAkte(page, 'brandt');
    await row(page, saved).waitFor();
    await page.getByLabel(/^Text des Eintrags/).fill(`NOT danach: ${who}`);
    await page.keyboard.press('Enter');
    await page.getByText(/^Gespeichert\./).waitFor();
    const other = await world.arrive();
    await openAkte(other, 'brandt');
    await row(other, `danach: ${who}`).waitFor();
  }, 120_000);

test('[SN24] [WB40] a browser that is given an older search copy than it knew does not use it, says so, and finds everybody', async () => {
  const { practice } = world;
  const { site } = practice.founded.founding;
  const makeSet = async (name: string) => {
    const maker = await practice.enter(name);
    must(await maker.loadIndex());
    await maker.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
    must(await makeSnapshot(maker, site, { pause: () => Promise.resolve() }));
  };
  await makeSet('first-maker');
  const page = await world.arrive();
  const sets: Buffer[] = [];
  const lie: { older?: Buffer | undefined } = {};
  await page.route(/\/snapshot$/, async (route) => {
    const answer = await route.fetch();
    sets.push(await answer.body());
    const { 'content-encoding': _, 'content-length': __, ...headers } = answer.headers();
    await route.fulfill({ status: answer.status(), headers, body: lie.older ?? (await answer.body()) });
  });
  const comeAgain = async () => {
    // A device may fetch the search copy once in ten seconds.
    await page.waitForTimeout(11_000);
    await signOut(page);
    await signInAgain(page);
    await page.getByText('Alles gespeichert').waitFor();
  };
  await comeAgain();
  expect(sets).toHaveLength(1);
  await practice.addPerson('Neumann', 'Puls 72');
  await makeSet('second-maker');
  await comeAgain();
  expect(await page.getByText('Suchstand des Servers nicht benutzt').count()).toBe(0);
  expect(sets[1]?.equals(sets[0] ?? Buffer.alloc(0))).toBe(false);
  lie.older = sets[0];
  await comeAgain();
  await page.getByText('Suchstand des Servers nicht benutzt').waitFor();
  await openAkte(page, 'neumann');
}, 120_000);
