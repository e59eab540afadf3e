import { rm } from 'node:fs/promises';
import type { ServerProcess } from '@siegel/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  emptyServer,
  found,
  keepKit,
  launch,
  nameFounder,
  nameHouse,
  openPage,
  signIn,
  signOut,
} from './first-run-world.ts';

let server: ServerProcess;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  [server, browser] = await Promise.all([emptyServer(), launch()]);
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' });
  ({ page, complaints } = await openPage(context));
  await page.goto(`${server.url}/#einrichten=${await server.foundingToken()}`);
  await nameHouse(page);
  await nameFounder(page);
  await keepKit(page);
  await found(page);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(server.directory, { recursive: true, force: true });
});

test('[FR10] [FR11] [X1] a new practice enters its first person and writes its first Eintrag by keyboard alone', async () => {
  await page.getByText('Erste Schritte').waitFor();
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-search'))).toBe(true);
  await page.keyboard.press('Alt+n');
  await page.getByRole('heading', { name: 'Neue Person' }).waitFor();
  for (const typed of ['Brandt', 'Ilse', '14.3.51']) {
    await page.keyboard.type(typed);
    await page.keyboard.press('Tab');
  }
  expect(await page.getByLabel('Geboren').inputValue()).toBe('14.03.1951');
  await page.keyboard.press('Enter');
  await page.getByLabel(/^Text des Eintrags/).waitFor();
  await page.keyboard.type('bef RR 150/90');
  await page.keyboard.press('Enter');
  await page.locator('.eintrag').filter({ hasText: 'RR 150/90' }).waitFor();
  await page.getByText('Alles gespeichert').waitFor();
  await page.keyboard.press('F4');
  await page.getByText('1 Person').waitFor();
  await page.locator('.step-line.done').filter({ hasText: 'Erste Person anlegen' }).waitFor();
  await page.locator('.side-list').filter({ hasText: 'Heute' }).getByText('Brandt, Ilse').waitFor();
  await page.keyboard.type('brandt');
  await page.locator('.hit').first().waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

test('[FR13] [FR14] says while typing, right after a new sign-in, that a person is there already, also when the name only sounds alike, and jumps to the Akte', async () => {
  await signOut(page);
  await signIn(page);
  await page.getByText('Alles gespeichert').waitFor();
  await page.getByRole('button', { name: 'Neue Person' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Brandt');
  await page.getByLabel('Vorname').fill('Ilse');
  await page.getByLabel('Geboren').fill('14.3.51');
  await page.getByText('Diese Person gibt es schon').waitFor();
  await page.getByRole('button', { name: 'Trotzdem anlegen' }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Brant');
  await page.getByText('Vielleicht gibt es diese Person schon').waitFor();
  await page.getByText('klingt ähnlich, passendes Geburtsdatum').waitFor();
  await page.getByLabel('Geboren').fill('15.3.1951');
  await page.getByText('Vielleicht gibt es diese Person schon').waitFor({ state: 'detached' });
  await page.getByLabel('Geboren').fill('14.3.51');
  await page.getByRole('button', { name: 'Zur Akte' }).click();
  await page.locator('.eintrag').filter({ hasText: 'RR 150/90' }).waitFor();
  await page.getByText('1 Person').or(page.locator('.eintrag')).first().waitFor();
}, 60_000);

test('[FR12] names a date that is none, keeps what was typed, and enters nobody without a name', async () => {
  await page.keyboard.press('Alt+n');
  await page.getByLabel('Geboren').fill('31.2.90');
  await page.getByLabel('Vorname').focus();
  await page.getByText('Das ist kein Tag des Kalenders.').waitFor();
  await page.getByRole('button', { name: 'Person anlegen' }).click();
  await page.getByText('Bitte tragen Sie den Familiennamen ein.').waitFor();
  expect(await page.getByLabel('Geboren').inputValue()).toBe('31.2.90');
  await page.keyboard.press('Escape');
  await page.getByText('1 Person').waitFor();
}, 60_000);

test('[FR10] remembers the Akten opened last and open tasks over a new sign-in; first steps stay away once put away', async () => {
  await page.locator('[data-search]').focus();
  await page.keyboard.type('brandt');
  await page.keyboard.press('Enter');
  await page.getByLabel(/^Text des Eintrags/).waitFor();
  await page.keyboard.type('auf Befund anfordern');
  await page.keyboard.press('Enter');
  await page.locator('.eintrag').filter({ hasText: 'Befund anfordern' }).waitFor();
  await page.keyboard.press('F4');
  await page.locator('.task-row').filter({ hasText: 'Befund anfordern' }).waitFor();
  await page.getByRole('button', { name: 'Ausblenden' }).click();
  await page.getByText('Erste Schritte').waitFor({ state: 'detached' });
  await signOut(page);
  await signIn(page);
  await page.getByText('Alles gespeichert').waitFor();
  await page.getByText('Zuletzt geöffnet').waitFor();
  await page.locator('.hit').filter({ hasText: 'Brandt, Ilse' }).waitFor();
  await page.locator('.task-row').filter({ hasText: 'Befund anfordern' }).waitFor();
  expect(await page.getByText('Erste Schritte').count()).toBe(0);
  expect(complaints).toEqual([]);
}, 60_000);
