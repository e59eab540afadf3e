import { rm } from 'node:fs/promises';
import type { ServerProcess } from '@siegel/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyServer, launch, nameFounder, next, openPage } from './first-run-world.ts';

let server: ServerProcess;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  browser = await launch();
});
beforeEach(async () => {
  server = await emptyServer();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' });
});
afterEach(async () => {
  await context.close();
  await server.end('SIGKILL');
  await rm(server.directory, { recursive: true, force: true });
});
afterAll(() => browser?.close());

/** Every address the window can go back to, its own included. */
async function historyOf(page: Page): Promise<readonly string[]> {
  const protocol = await page.context().newCDPSession(page);
  const { entries } = await protocol.send('Page.getNavigationHistory');
  await protocol.detach();
  return entries.map(({ url }) => url);
}

/** Follows a link in the window that is open: the address changes behind the #, nothing is loaded. */
const follow = (page: Page, hash: string) =>
  page.evaluate((to) => {
    (globalThis as { isSamePage?: boolean }).isSamePage = true;
    window.location.hash = to;
  }, hash);
const isSamePage = (page: Page) => page.evaluate(() => 'isSamePage' in globalThis);

test('[FR6] a set-up link followed in an open window fills in the code, keeps what was typed and leaves no trace', async () => {
  const { page, complaints } = await openPage(context);
  await page.goto(server.url);
  await page.getByRole('heading', { name: 'Wer arbeitet hier?' }).waitFor();
  await page.getByLabel('Name der Organisation').fill('Praxis am Lindenhof');
  await page.getByLabel('Erste Betriebsstätte').fill('Hauptstelle');
  const code = await server.foundingToken();
  await follow(page, `#einrichten=${code}`);
  await page.getByLabel('Einrichtungscode').waitFor({ state: 'detached' });
  expect(await isSamePage(page)).toBe(true);
  expect(page.url()).toBe(`${server.url}/`);
  const visited = await historyOf(page);
  expect(visited.length).toBeGreaterThan(1);
  expect(visited.filter((url) => url.includes('einrichten') || url.includes(code))).toEqual([]);
  await next(page);
  await nameFounder(page);
  await page.getByRole('button', { name: 'Datei speichern' }).waitFor();
  expect(complaints).toEqual([]);
});

test('[FR6] asks for the code where that of the link counts no more, and takes a newer link', async () => {
  const { page } = await openPage(context);
  await page.goto(`${server.url}/#einrichten=${'A'.repeat(43)}`);
  await page.getByLabel('Name der Organisation').fill('Praxis am Lindenhof');
  await page.getByLabel('Erste Betriebsstätte').fill('Hauptstelle');
  expect(await page.getByLabel('Einrichtungscode').count()).toBe(0);
  await next(page);
  await page.getByText('Dieser Einrichtungscode stimmt nicht.').waitFor();
  await page.getByLabel('Einrichtungscode').waitFor();
  await follow(page, '#einrichten=kaputt');
  await expect.poll(() => page.url()).toBe(`${server.url}/`);
  await follow(page, `#einrichten=${await server.foundingToken()}`);
  await next(page);
  await page.getByLabel('Ihr Name').waitFor();
  expect((await historyOf(page)).filter((url) => url.includes('einrichten'))).toEqual([]);
});
