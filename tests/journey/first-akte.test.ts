import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';

const CHROMIUM = '/usr/bin/chromium-headless-shell';
const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let server: ServerProcess;
let folder: string;
let practice: Practice;
let browser: Browser;

beforeAll(async () => {
  expect(existsSync(join(WEB, 'index.html')), 'build the client first: npm run build:client').toBe(true);
  server = await spawnServer({ args: ['--web', WEB] });
  folder = await mkdtemp(join(tmpdir(), 'siegel-journey-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** A fresh browser profile that comes by a demo link: makes its own device and signs itself in. */
async function arrive(watch: (page: Page) => void = () => undefined): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && console.info('browser:', message.text()));
  page.on('pageerror', (error) => console.info('page error:', error.message));
  watch(page);
  const fragment = Buffer.from(
    JSON.stringify({ account: 'lindner', password: PASSWORD, recoveryCode: practice.founded.recoveryCode }),
  ).toString('base64url');
  await page.goto(`${server.url}/anmelden#demo=${fragment}`);
  return page;
}

test('[X1] [S3] two fresh browsers find a person, read the Akte, and see each other write', async () => {
  const first = await arrive();
  await first.getByText('1 Person').waitFor();
  expect(first.url()).not.toContain('demo=');
  await first.keyboard.press('F2');
  await first.keyboard.type('b,i 1403');
  await first.getByText('Brandt').first().waitFor();
  await first.keyboard.press('Enter');
  await first.getByText('RR 150/90').waitFor();
  expect(await first.title()).not.toContain('Brandt');
  expect(first.url()).not.toContain('randt');

  const second = await arrive();
  await second.getByText('1 Person').waitFor();
  await second.keyboard.press('F2');
  await second.keyboard.type('brandt');
  await second.getByText('Brandt').first().waitFor();
  await second.keyboard.press('Enter');
  await second.getByText('RR 150/90').waitFor();

  await first.keyboard.type('NOT Ruft wegen Folgerezept an');
  await first.keyboard.press('Enter');
  await first.getByText('Ruft wegen Folgerezept an').first().waitFor();
  await second.getByText('Ruft wegen Folgerezept an').first().waitFor({ timeout: 5_000 });

  await second.keyboard.press('Alt+v');
  await second.getByText('Der Server sieht', { exact: true }).first().waitFor();
  await second.getByText('verschlüsselt').first().waitFor();
  // Every field stands under the compartment that seals it: a warning is no part of the identity.
  const treatment = second.locator('.compare tbody').filter({ hasText: 'Behandlung' });
  expect(await treatment.innerText()).toContain('Penicillin');
});

test('[WB60] the worker that has the password in its hands is gone when the first screen stands', async () => {
  const started: string[] = [];
  const page = await arrive((each) => each.on('worker', (worker) => started.push(worker.url())));
  await page.getByText('1 Person').waitFor();
  const ofPassword = (urls: readonly string[]) => urls.filter((url) => url.includes('/assets/safe-opaque-'));
  expect(ofPassword(started).length).toBeGreaterThan(0);
  expect(ofPassword(page.workers().map((worker) => worker.url()))).toEqual([]);
});

test('[SF8] [WB26] two browsers change the same Eintrag, one without a line, and no wording is lost', async () => {
  const [near, far] = [await arrive(), await arrive()];
  for (const page of [near, far]) {
    await page.getByText('1 Person').waitFor();
    await page.keyboard.press('F2');
    await page.keyboard.type('brandt');
    await page.getByText('Brandt').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('RR 150/90').waitFor();
  }
  const change = async (page: Page, text: string) => {
    await page.locator('.eintrag').filter({ hasText: 'RR 150/90' }).dblclick();
    await page.getByRole('group', { name: 'Eintrag ändern' }).waitFor();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    // What is typed stands in the row before it is saved, too.
    await page.getByRole('group', { name: 'Eintrag ändern' }).waitFor({ state: 'detached' });
  };
  await far.context().setOffline(true);
  await change(far, ' fern');
  await far.getByText('wartet auf Verbindung').first().waitFor();
  await far.locator('.eintrag').filter({ hasText: 'RR 150/90 fern' }).waitFor();
  await far.getByLabel(/^Text des Eintrags/).fill('Notiz ohne Verbindung');
  await far.keyboard.press('Enter');
  await far.getByText('Auf diesem Gerät gesichert.').waitFor();
  await change(near, ' nah');
  await near.locator('.eintrag').filter({ hasText: 'RR 150/90 nah' }).waitFor();
  await far.context().setOffline(false);
  await far.getByText('1 Änderung nicht übernommen').waitFor({ timeout: 60_000 });
  await far.getByText('Auf diesem Gerät gesichert.').waitFor({ state: 'detached' });
  await far.locator('.eintrag').filter({ hasText: 'RR 150/90 nah' }).dblclick();
  await far.getByText('Zwei Fassungen.').waitFor();
  await far.keyboard.press('Enter');
  await far.getByText('Alles gespeichert').waitFor();
  await near.locator('.eintrag').filter({ hasText: 'RR 150/90 fern' }).waitFor();
});

test('[WB5] [DV10] sets up a browser that was never here by the recovery code', async () => {
  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto(`${server.url}/anmelden`);
  await page.getByLabel('Benutzername').fill('lindner');
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Dieser Browser ist noch nicht freigegeben').waitFor();
  await page.getByRole('button', { name: 'Code', exact: true }).click();
  await page.getByLabel('Wiederherstellungscode').fill(practice.founded.recoveryCode);
  await page.keyboard.press('Enter');
  await page.getByText('1 Person').waitFor();
});
