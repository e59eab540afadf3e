import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess } from '@siegel/testing';
import { hexOf, type Id } from '@siegel/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admitColleague } from '../../keyed/safe/src/people/admit-colleague.ts';
import { inviteColleague } from '../../keyed/safe/src/people/invite-colleague.ts';
import { completeGroups } from '../../keyed/safe/src/roles/complete-house.ts';
import { sealNewPerson } from '../../keyed/safe/src/safe/write-records.ts';
import { addSite } from '../../keyed/safe/src/sites/change-sites.ts';
import { ILSE, must, PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';
import { makeSetOf } from '../../keyed/safe/test-support/strict-practice.ts';
import { axeFindings } from './axe.ts';
import { emptyServer, launch, openPage } from './first-run-world.ts';

const OWN_PASSWORD = 'Birken am Kanal 12';
/** Wrapping anew, and the index of a colleague, which asks at most every ten seconds. */
const SWITCH_MS = 60_000;

let server: ServerProcess;
let folder: string;
let practice: Practice;
let browser: Browser;
let lead: Page;
let north: Id;
let petra: Page;

beforeAll(async () => {
  server = await emptyServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-strict-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  const { desk } = practice;
  must(await completeGroups(desk, 'de'));
  north = must(await addSite(desk, { name: 'Zweigstelle Nord', users: [desk.given.user] }));
  await aPerson('Nordmann', north);
  await aPerson('Hauptmann', practice.founded.founding.site);
  browser = await launch();
  lead = await aPage();
  await lead.goto(`${server.url}/anmelden`);
  await lead.getByLabel('Benutzername').fill('lindner');
  await lead.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await lead.keyboard.press('Enter');
  await lead.getByRole('button', { name: 'Code', exact: true }).click();
  await lead.getByLabel('Wiederherstellungscode').fill(practice.founded.recoveryCode);
  await lead.keyboard.press('Enter');
  await isIn(lead);
  petra = await arrive('Petra Wendt', 'p.wendt');
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  for (const used of [folder, server.directory]) await rm(used, { recursive: true, force: true });
});

async function aPerson(familienname: string, site: Id): Promise<void> {
  const { desk } = practice;
  const made = must(await sealNewPerson(desk, { ...ILSE, familienname }, { site }));
  must(await desk.write([...made.packets]));
  must(await desk.sync());
}

async function aPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' });
  return (await openPage(context)).page;
}

const isIn = (page: Page) => page.getByText('Alles gespeichert').waitFor();

/** Somebody of the Hauptstelle is invited and admitted, and works in a browser of their own. */
async function arrive(name: string, account: string): Promise<Page> {
  const { desk, founded } = practice;
  const rights = ['read-records', 'write-records'];
  const made = must(await inviteColleague(desk, { name, profession: 'MFA', rights, sites: [founded.founding.site] }));
  const page = await aPage();
  const fragment = `${hexOf(desk.given.tenant)}.${hexOf(made.user)}.${made.token}`;
  await page.goto(`${server.url}/#einladung=${fragment}`);
  await page.getByLabel('Code der Einladung').fill(made.code);
  await page.getByLabel('Benutzername').fill(account);
  await page.getByLabel('Passwort', { exact: true }).fill(OWN_PASSWORD);
  await page.getByLabel('Passwort wiederholen').fill(OWN_PASSWORD);
  await page.getByText(/Stärke: (sehr )?gut/).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sie warten auf Aufnahme' }).waitFor();
  must(await admitColleague(desk, made.user));
  await isIn(page);
  return page;
}

/** Shoots a page for somebody to look at, when the run was asked for pictures. */
async function shoot(page: Page, name: string): Promise<void> {
  const to = process.env['SIEGEL_SHOTS'];
  if (to === undefined) return;
  await mkdir(to, { recursive: true });
  await page.screenshot({ path: join(to, `${name}.png`) });
}

/** How many hits a search for a name has, once that is `wanted`. */
async function finds(page: Page, name: string, wanted: number): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('F2');
        await page.keyboard.press('Control+A');
        await page.keyboard.type(name);
        await page.waitForTimeout(300);
        return page.locator('.hit').count();
      },
      { timeout: SWITCH_MS, interval: 1_000 },
    )
    .toBe(wanted);
  await page.keyboard.press('Escape');
}

async function toSection(page: Page): Promise<void> {
  await page.goto(`${server.url}/einstellungen/streng`);
  await page.getByRole('heading', { name: 'Stammdaten nur für die eigenen Betriebsstätten' }).waitFor();
}

const state = (page: Page, word: string) => page.getByText(word, { exact: true }).waitFor({ timeout: SWITCH_MS });

/** Entering somebody of another site says that they are known, and not where; a detail that differs says nothing. */
async function isToldElsewhere(page: Page): Promise<void> {
  await makeSetOf(practice.desk, north);
  await page.keyboard.press('Alt+n');
  await page.getByLabel('Name', { exact: true }).fill('Nordmann');
  await page.getByLabel('Vorname').fill('Ilse');
  await page.getByLabel('Geboren').fill('14.3.1951');
  const note = page.getByText('Anderswo im Haus schon bekannt.');
  await note.waitFor({ timeout: SWITCH_MS });
  expect(await page.getByText('Zweigstelle Nord').count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  await shoot(page, 'strict-elsewhere');
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, 'strict-elsewhere-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByLabel('Vorname').fill('Ida');
  await note.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
}

test('[F5] [BS28] [BS29] [BS44] switched on, a colleague of another site does not find the person any more, and is told when entering them; switched off, they find them', {
  timeout: 240_000,
}, async () => {
  await finds(petra, 'nordmann', 1);
  await toSection(lead);
  await state(lead, 'Ausgeschaltet');
  await shoot(lead, 'strict-off');
  await lead.getByRole('button', { name: 'Strengen Modus einschalten' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByText('Das lässt sich nicht zurückholen:').waitFor();
  await shoot(lead, 'strict-ask');
  expect(await axeFindings(lead)).toEqual([]);
  await lead.keyboard.press('Escape');
  await state(lead, 'Ausgeschaltet');
  await lead.getByRole('button', { name: 'Strengen Modus einschalten' }).click();
  await dialog.getByRole('button', { name: 'Strengen Modus einschalten' }).click();
  await state(lead, 'Eingeschaltet');
  await shoot(lead, 'strict-on');
  await lead.getByRole('heading', { name: 'Neue Schlüssel für Akten' }).waitFor({ state: 'detached' });
  await finds(petra, 'nordmann', 0);
  await finds(petra, 'hauptmann', 1);
  await isToldElsewhere(petra);
  expect(await axeFindings(lead)).toEqual([]);
  // The server has wrapped what it was given: nobody is left for the desk to do.
  must(await practice.desk.sync());
  expect(practice.desk.renewals.due().size).toBe(0);
  await lead.setViewportSize({ width: 390, height: 844 });
  await toSection(lead);
  await state(lead, 'Eingeschaltet');
  await shoot(lead, 'strict-on-phone');
  await lead.getByRole('button', { name: 'Strengen Modus ausschalten' }).click();
  await lead.getByRole('dialog').getByText('finden dann wieder alle', { exact: false }).waitFor();
  await shoot(lead, 'strict-ask-off-phone');
  await lead.getByRole('dialog').getByRole('button', { name: 'Strengen Modus ausschalten' }).click();
  await state(lead, 'Ausgeschaltet');
  await finds(petra, 'nordmann', 1);
});
