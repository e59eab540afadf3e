import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admitColleague } from '../../keyed/safe/src/people/admit-colleague.ts';
import { inviteColleague } from '../../keyed/safe/src/people/invite-colleague.ts';
import { must, PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { emptyServer, launch, openPage } from './first-run-world.ts';

const OWN_PASSWORD = 'Birken am Kanal 12';

let server: ServerProcess;
let folder: string;
let practice: Practice;
let browser: Browser;
let lead: Page;
let petra: Page;
let line: Line;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  server = await emptyServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-sites-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
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
  line = await Line.to(server.url);
  petra = await arrive('Petra Wendt', 'p.wendt');
}, 180_000);

afterAll(async () => {
  await browser?.close();
  line?.cut();
  await server?.end('SIGKILL');
  for (const used of [folder, server.directory]) await rm(used, { recursive: true, force: true });
});

async function aPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' });
  contexts.push(context);
  return (await openPage(context)).page;
}

const isIn = (page: Page) => page.getByText('Alles gespeichert').waitFor();

/** Somebody is invited and admitted, and works in a browser of their own. */
async function arrive(name: string, account: string): Promise<Page> {
  const { desk, founded } = practice;
  const rights = ['read-records', 'write-records'];
  const made = must(await inviteColleague(desk, { name, profession: 'MFA', rights, sites: [founded.founding.site] }));
  const page = await aPage();
  const fragment = `${hexOf(desk.given.tenant)}.${hexOf(made.user)}.${made.token}`;
  await page.goto(`${line.url}/#einladung=${fragment}`);
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

/** A line to the server that can be cut. */
class Line {
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #listening: Server | undefined;
  #port = 0;

  private constructor(target: URL) {
    this.#target = target;
  }

  static async to(url: string): Promise<Line> {
    const made = new Line(new URL(url));
    await made.mend();
    return made;
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  async mend(): Promise<void> {
    const { hostname, port } = this.#target;
    const listening = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const [one, other] of [[near, far] as const, [far, near] as const]) {
        this.#sockets.add(one);
        one.on('error', () => other.destroy()).on('close', () => this.#sockets.delete(one));
        one.pipe(other);
      }
    });
    listening.listen(this.#port, 'localhost');
    await once(listening, 'listening');
    this.#port = (listening.address() as AddressInfo).port;
    this.#listening = listening;
  }

  cut(): void {
    this.#listening?.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** Shoots a page for somebody to look at, when the run was asked for pictures. */
async function shoot(page: Page, name: string): Promise<void> {
  const to = process.env['SIEGEL_SHOTS'];
  if (to === undefined) return;
  await mkdir(to, { recursive: true });
  await page.screenshot({ path: join(to, `${name}.png`) });
}

async function openBrandt(page: Page): Promise<void> {
  await page.keyboard.press('F2');
  await page.keyboard.type('brandt');
  await page.locator('.hit').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('RR 150/90').waitFor();
}

async function write(page: Page, line: string): Promise<void> {
  await page.getByLabel(/^Text des Eintrags/).fill(line);
  await page.keyboard.press('Enter');
  await page
    .locator('.eintrag')
    .filter({ hasText: line.slice(4) })
    .waitFor();
}

async function toScreen(page: Page, command: string, heading: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(`>${command}`);
  await page.getByRole('option', { name: command }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: heading }).waitFor();
}

test('[S3] [S11] [IV30] [IV43] [IV45] [IV46] somebody leaves: the tasks go on, Akten get new keys, unsent text stays on their device', async () => {
  await openBrandt(petra);
  await write(petra, 'AUF Rückruf Labor');
  await isIn(petra);
  line.cut();
  await petra.getByText('Ohne Verbindung').first().waitFor();
  await write(petra, 'NOT kurz vor dem Austritt geschrieben');
  await petra.getByText('1 Eintrag wartet auf Verbindung').waitFor();

  await toScreen(lead, 'Mitarbeitende', 'Wer hier arbeitet');
  const row = lead.locator('.people-rows').last().getByRole('listitem').filter({ hasText: 'Petra Wendt' });
  await row.getByRole('button', { name: 'Ausscheiden lassen' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByText('Die Person hat eine offene Aufgabe.').waitFor();
  await dialog.getByLabel('Übergeben an').selectOption('Dr. Jana Lindner');
  await shoot(lead, 'leave');
  expect(await axeFindings(lead)).toEqual([]);
  await dialog.getByRole('button', { name: 'Ausscheiden lassen' }).click();
  await row.getByText('ausgeschieden').waitFor();
  await shoot(lead, 'left');
  // Nothing is left to renew once both Akten have their new keys.
  await practice.desk.sync();
  await expect
    .poll(async () => (await practice.desk.sync()).ok && practice.desk.renewals.due().size, { timeout: 20_000 })
    .toBe(0);
  await row.getByRole('button', { name: 'Aufgaben übergeben' }).click();
  await dialog.getByText('Die Person hat keine offenen Aufgaben.').waitFor();
  await lead.keyboard.press('Escape');

  await line.mend();
  await petra.getByText('gesperrt seit').waitFor({ timeout: 30_000 });
  const unlock = async () => {
    await petra.getByLabel('Passwort', { exact: true }).fill(OWN_PASSWORD);
    await petra.keyboard.press('Enter');
  };
  await unlock();
  const left = petra.getByRole('dialog', { name: 'Hier liegt noch Text von Ihnen' });
  await left.getByText('kurz vor dem Austritt geschrieben').waitFor({ timeout: 30_000 });
  await left.getByText('Brandt, Ilse').waitFor();
  await shoot(petra, 'left-behind');
  expect(await axeFindings(petra)).toEqual([]);
  await left.getByRole('button', { name: 'Von diesem Gerät löschen' }).click();
  await petra.getByRole('dialog', { name: 'Endgültig löschen?' }).getByRole('button').first().click();
  await left.waitFor({ state: 'detached' });
  // Nobody but that device ever had it.
  const opened = must(await practice.desk.openPerson(hexOf(practice.personId)));
  expect(JSON.stringify(opened.map(({ opened: each }) => each))).not.toContain('kurz vor dem Austritt');
}, 120_000);

test('[F5] [BS1] [BS2] [BS3] [BS5] a site is added, renamed, closed and opened again', async () => {
  await toScreen(lead, 'Einstellungen', 'Einstellungen');
  await lead.getByRole('button', { name: /^Betriebsstätten/ }).click();
  const sites = lead.getByRole('region', { name: 'Betriebsstätten' });
  await sites.getByText('Hauptstelle').waitFor();
  await sites.getByRole('button', { name: 'Betriebsstätte anlegen' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Anlegen' }).click();
  await dialog.getByText('Bitte geben Sie der Betriebsstätte einen Namen.').waitFor();
  await dialog.getByLabel('Name').fill('Zweigstelle Nord');
  await shoot(lead, 'site-add');
  expect(await axeFindings(lead)).toEqual([]);
  await lead.keyboard.press('Enter');
  const row = sites.getByRole('listitem').filter({ hasText: 'Zweigstelle' });
  await row.getByText('Dr. Jana Lindner').waitFor();
  await row.getByText('keine Akten').waitFor();
  await row.getByRole('button', { name: 'Umbenennen' }).click();
  await dialog.getByLabel('Name').fill('Zweigstelle am Hafen');
  await lead.keyboard.press('Enter');
  await row.getByText('Zweigstelle am Hafen').waitFor();
  await row.getByRole('button', { name: 'Schließen', exact: true }).click();
  await dialog.getByText('Neue Akten gibt es dort dann nicht mehr.').waitFor();
  await shoot(lead, 'site-close');
  await dialog.getByRole('button', { name: 'Schließen', exact: true }).click();
  await row.getByText('geschlossen').waitFor();
  await shoot(lead, 'sites');
  expect(await axeFindings(lead)).toEqual([]);
  await lead.setViewportSize({ width: 390, height: 780 });
  await shoot(lead, 'sites-phone');
  await lead.setViewportSize({ width: 1440, height: 900 });
  await row.getByRole('button', { name: 'Wieder öffnen' }).click();
  await row.getByText('geschlossen').waitFor({ state: 'detached' });
  // The other one cannot be the last to close, this one can: one always stays.
  const main = sites.getByRole('listitem').filter({ hasText: 'Hauptstelle' });
  await row.getByRole('button', { name: 'Schließen', exact: true }).click();
  await dialog.getByRole('button', { name: 'Schließen', exact: true }).click();
  await row.getByText('geschlossen').waitFor();
  await main.getByRole('button', { name: 'Schließen', exact: true }).click();
  await dialog.getByRole('button', { name: 'Schließen', exact: true }).click();
  await sites.getByText('Das ist die letzte offene Betriebsstätte.').waitFor();
}, 60_000);
