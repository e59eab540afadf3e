import { rm } from 'node:fs/promises';
import { ofTonight, type ServerProcess } from '@siegel/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { axeFindings } from './axe.ts';
import {
  emptyServer,
  found,
  keepKit,
  launch,
  nameFounder,
  nameHouse,
  next,
  openPage,
  signOut,
} from './first-run-world.ts';

/** The narrowest in the dark; the others by night, when there is time for them. */
const VARIANTS = ofTonight([
  { width: 320, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'light' },
  { width: 1024, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
] as const);

let server: ServerProcess;
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
beforeEach(async () => {
  server = await emptyServer();
});
afterEach(async () => {
  await server.end('SIGKILL');
  await rm(server.directory, { recursive: true, force: true });
});
afterAll(() => browser?.close());

type Check = (screen: string) => Promise<void>;

/** Every screen of the first run, of home, of a new person and of the way back in, with their faults. */
async function everyScreen(page: Page, check: Check): Promise<void> {
  await page.getByRole('heading', { name: 'Wer arbeitet hier?' }).waitFor();
  await next(page);
  await check('house, with faults');
  await nameHouse(page, await server.foundingToken());
  await page.getByLabel('Ihr Name').waitFor();
  await next(page);
  await check('access, with faults');
  await nameFounder(page);
  await page.getByRole('heading', { name: 'Organisationsschlüssel sichern' }).waitFor();
  await check('kit, nothing kept');
  await page.getByRole('button', { name: 'Von vorn beginnen' }).click();
  await check('kit, start again?');
  await page.getByRole('button', { name: 'Behalten' }).click();
  await page.getByRole('button', { name: 'Drucken' }).click();
  await page
    .getByLabel(/^Wort \d+$/)
    .first()
    .fill('falsch');
  await page
    .getByLabel(/^Wort \d+$/)
    .nth(1)
    .focus();
  await check('kit, wrong word');
  const kit = await keepKit(page, 'Noch einmal');
  await page.getByRole('heading', { name: 'Alles bereit' }).waitFor();
  await check('finish');
  await page.reload();
  await page.getByText('Bitte geben Sie Ihr Passwort noch einmal ein').waitFor();
  await page.getByLabel('Passwort', { exact: true }).fill('kurz');
  await page.getByRole('button', { name: 'Organisation anlegen' }).click();
  await page.getByText('Dieses Passwort ist zu kurz').waitFor();
  await check('finish, with a fault');
  await page.getByLabel('Passwort', { exact: true }).fill('Lindenhof im Regen 7');
  await found(page);
  await page.getByText('Erste Schritte').waitFor();
  await check('home, first steps');
  await page.keyboard.press('Alt+n');
  await page.getByLabel('Geboren').fill('31.2.51');
  await page.getByRole('button', { name: 'Person anlegen' }).click();
  await check('person, with faults');
  await page.getByLabel('Name', { exact: true }).fill('Brandt');
  await page.getByLabel('Geboren').fill('14.3.51');
  await page.getByRole('button', { name: 'Person anlegen' }).click();
  await page.getByLabel(/^Text des Eintrags/).fill('auf Befund anfordern');
  await page.keyboard.press('Enter');
  await page.getByText('Befund anfordern').first().waitFor();
  await page.keyboard.press('F4');
  await page.locator('.task-row').waitFor();
  await check('home, tasks and today');
  await page.keyboard.press('Alt+n');
  await page.getByLabel('Name', { exact: true }).fill('Brandt');
  await page.getByLabel('Geboren').fill('14.3.51');
  await page.getByText(/Diese Person (gibt es schon|schon)/).waitFor();
  await check('person, known');
  await signOut(page);
  await page.getByRole('button', { name: 'Zugang wiederherstellen' }).click();
  await page.getByLabel('Organisationsschlüssel').fill('abandon xyz');
  await next(page);
  await page.getByText('Wort 2 steht nicht').waitFor();
  await check('recovery, wrong word');
  await page.getByLabel('Organisationsschlüssel').fill(kit.file);
  await next(page);
  await page.getByText('gehört zu dieser Organisation').waitFor();
  await page.getByRole('button', { name: 'Zugang wiederherstellen' }).click();
  await check('recovery, with faults');
  await page.getByLabel('Passwort', { exact: true }).fill('Neuer Anfang nach dem Brand 3');
  await page.getByLabel('Passwort wiederholen').fill('Neuer Anfang nach dem Brand 3');
  await page.getByText(/Stärke: sehr gut/).waitFor();
  await page.getByRole('button', { name: 'Zugang wiederherstellen' }).click();
  await page.getByText('wurde der Zugang von').waitFor({ timeout: 30_000 });
  await check('home, recovered');
  await page.getByRole('button', { name: 'Wiederherstellungsblatt noch einmal drucken' }).click();
  await page.getByLabel('Organisationsschlüssel').waitFor();
  await check('sheet, not shown yet');
  await page.getByLabel('Organisationsschlüssel').fill(kit.file);
  await page.getByRole('button', { name: 'Blatt anzeigen' }).click();
  await page.locator('.sheet').waitFor();
  await check('sheet');
}

/** What sticks out of the window sideways, as lines a reader can act on. */
async function sidewaysFindings(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const mayScroll = '.seg, .visually-hidden, .status, .tabs, .suggestions';
    const sticking = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      const isShown = element.closest(mayScroll) === null && element.getClientRects().length > 0;
      return isShown && (right > width + 1 || left < -1);
    });
    return sticking.map((element) => `sticks out: ${element.tagName} .${element.getAttribute('class')}`);
  });
}

for (const { width, colorScheme } of VARIANTS)
  test(`[WB52, WB53] no finding of axe on the first day's screens, and they fit ${width} px, ${colorScheme}`, async () => {
    const viewport = { width, height: width > 600 ? 900 : 780 };
    const context = await browser.newContext({ viewport, colorScheme, locale: 'de-DE', reducedMotion: 'reduce' });
    const { page, complaints } = await openPage(context);
    await page.goto(server.url);
    const findings: string[] = [];
    await everyScreen(page, async (screen) => {
      const found = [...(await axeFindings(page)), ...(await sidewaysFindings(page))];
      findings.push(...found.map((finding) => `${screen}: ${finding}`));
    });
    await context.close();
    expect(findings).toEqual([]);
    expect(complaints).toEqual([]);
  }, 120_000);
