import type { Id } from '@siegel/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSite } from '../../keyed/safe/src/sites/change-sites.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { LeadWorld } from './lead-world.ts';
import { shoot } from './shoot.ts';

let world: LeadWorld;
let page: Page;
let branch: Id;

beforeAll(async () => {
  world = await LeadWorld.start();
  const { practice } = world;
  branch = must(await addSite(practice.desk, { name: 'Zweigstelle Nord', users: [practice.desk.given.user] }));
  for (const name of ['Wiesner', 'Yilmaz', 'Zeisig']) await practice.addPerson(name, `Befund ${name}`);
  page = await world.page();
  page.setDefaultTimeout(10_000);
  await world.signInLead(page);
}, 120_000);

afterAll(() => world?.end());

const row = (text: string) => page.getByRole('row').filter({ hasText: text }).first();
const dialog = () => page.getByRole('dialog');

async function toAkte(name: string, text: string): Promise<void> {
  await page.keyboard.press('F4');
  const field = page.getByRole('combobox', { name: 'Person suchen oder Befehl geben' });
  await field.fill(name);
  await page.getByRole('option').filter({ hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await row(text).waitFor();
}

async function write(line: string): Promise<void> {
  await page.getByPlaceholder('Kürzel und Text').fill(line);
  await page.keyboard.press('Enter');
}

const expectNoFindings = async () => expect(await axeFindings(page)).toEqual([]);

test('[F5] [BS6] [BS7] [BS13] a person gets an Akte at a further site, the site is chosen, and the Akte moves there', async () => {
  await toAkte('Brandt', 'RR 150/90');
  // Moving an Eintrag, called off by Esc: the focus is back on its row.
  await row('RR 150/90').focus();
  await page.keyboard.press('m');
  await dialog().getByRole('combobox').waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await page.locator('[role=row]:focus').filter({ hasText: 'RR 150/90' }).waitFor();
  // At a further site, by keys.
  await page.getByRole('button', { name: 'An Betriebsstätte aufnehmen' }).focus();
  await page.keyboard.press('Enter');
  await dialog().getByText('Dort entsteht eine leere Akte').waitFor();
  await shoot(page, 'akten-sites-add');
  await expectNoFindings();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await dialog().getByText('Fertig. Eine Person aufgenommen.').waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  // Where it is written, is chosen.
  const writesAt = page.getByLabel('Schreiben in');
  expect(await writesAt.locator('option:checked').textContent()).toBe('Hauptstelle');
  await writesAt.selectOption({ label: 'Zweigstelle Nord' });
  await write('not im Norden gesehen');
  await row('im Norden gesehen').getByText('Zweigstelle Nord').waitFor();
  await row('RR 150/90').getByText('Hauptstelle').waitFor();
  await shoot(page, 'akten-sites-both');
  await expectNoFindings();
  await page.reload();
  await row('im Norden gesehen').waitFor();
  expect(await writesAt.locator('option:checked').textContent()).toBe('Zweigstelle Nord');
  await page.getByLabel('Betriebsstätte der Einträge').selectOption('Zweigstelle Nord');
  await row('RR 150/90').waitFor({ state: 'detached' });
  await page.getByLabel('Betriebsstätte der Einträge').selectOption('');
  // The Akte of the main site goes into the one of the branch.
  await page.getByRole('button', { name: 'Akte verschieben' }).click();
  await dialog().getByText('Die alte Akte ist danach geschlossen').waitFor();
  await dialog().getByLabel('Von').selectOption({ label: 'Hauptstelle' });
  expect(await dialog().getByLabel('An die Betriebsstätte').locator('option:checked').textContent()).toBe(
    'Zweigstelle Nord',
  );
  await shoot(page, 'akten-sites-move');
  await expectNoFindings();
  await dialog().getByRole('button', { name: 'Verschieben', exact: true }).click();
  await dialog().getByText('Fertig. Eine Akte verschoben.').waitFor();
  await shoot(page, 'akten-sites-moved');
  await page.keyboard.press('Escape');
  await row('RR 150/90').waitFor();
  await row('RR 150/90').getByText('Hauptstelle').waitFor({ state: 'detached' });
  await page.getByLabel('Betriebsstätte der Einträge').waitFor({ state: 'detached' });
}, 60_000);

test('[F5] [BS7] [BS12] several persons of a site are chosen and moved, before it is closed', async () => {
  await page.goto(`${world.server.url}/einstellungen/betriebsstaetten`);
  const sites = page.getByRole('region', { name: 'Betriebsstätten' });
  const main = sites.getByRole('listitem').filter({ hasText: 'Hauptstelle' });
  await main.getByText('3 Akten').waitFor();
  await main.getByRole('button', { name: 'Akten verschieben' }).click();
  await dialog().getByLabel('einzelne Personen auswählen').check();
  await dialog().getByLabel('Name, Geburtsdatum oder Nummer').fill('yil');
  await dialog()
    .getByLabel(/^Yilmaz/)
    .check();
  await dialog().getByLabel('Name, Geburtsdatum oder Nummer').fill('');
  await dialog()
    .getByLabel(/^Wiesner/)
    .check();
  await dialog().getByText('2 Personen ausgewählt').waitFor();
  await shoot(page, 'akten-sites-several');
  await expectNoFindings();
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, 'akten-sites-several-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog().getByRole('button', { name: 'Verschieben', exact: true }).click();
  await dialog().getByText('Fertig. 2 Akten verschoben.').waitFor();
  await dialog().getByRole('button', { name: 'Schließen' }).click();
  await dialog().waitFor({ state: 'detached' });
  await main.getByText('eine Akte').waitFor();
  await shoot(page, 'akten-sites-settings');
  await expectNoFindings();
  must(await world.practice.desk.sync());
  expect(world.practice.desk.sites).toContainEqual(branch);
}, 60_000);
