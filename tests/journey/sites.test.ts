import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { hexOf } from '@siegel/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { joinUnseen, OWN_PASSWORD } from './joining.ts';
import { isIn, LeadWorld } from './lead-world.ts';
import { shoot } from './shoot.ts';

let world: LeadWorld;
let lead: Page;
let petra: Page;
let line: Line;

beforeAll(async () => {
  world = await LeadWorld.start();
  lead = await world.lead();
  line = await Line.to(world.server.url);
  petra = await joinUnseen(world, { name: 'Petra Wendt', account: 'p.wendt' }, line.url);
}, 180_000);

afterAll(async () => {
  line?.cut();
  await world?.end();
});

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
  await world.practice.desk.sync();
  await expect
    .poll(async () => (await world.practice.desk.sync()).ok && world.practice.desk.renewals.due().size, {
      timeout: 20_000,
    })
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
  const opened = must(await world.practice.desk.openPerson(hexOf(world.practice.personId)));
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
