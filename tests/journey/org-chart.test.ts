import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inviteColleague } from '../../keyed/safe/src/people/invite-colleague.ts';
import { askForAdmission, planJoining, registerInvited } from '../../keyed/safe/src/people/join-organisation.ts';
import { joinPractice } from '../../keyed/safe/test-support/colleague.ts';
import { must, PASSWORD } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { LeadWorld } from './lead-world.ts';
import { shoot } from './shoot.ts';

let world: LeadWorld;
let page: Page;

beforeAll(async () => {
  world = await LeadWorld.start();
  await joinPractice(world.practice, { name: 'Petra Wendt', profession: 'Erstkraft Anmeldung' });
  page = await world.lead();
}, 120_000);

afterAll(() => world?.end());

async function command(name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(`>${name}`);
  await page.getByRole('option', { name }).first().waitFor();
  await page.keyboard.press('Enter');
}

const row = (name: string) => page.getByRole('treeitem', { name });
const dialog = () => page.getByRole('dialog');
const names = () =>
  page
    .getByRole('treeitem')
    .evaluateAll((items) =>
      items.map((item) => `${item.getAttribute('aria-level')} ${item.querySelector('b')?.textContent}`),
    );
const focused = () => page.evaluate(() => document.activeElement?.querySelector('b')?.textContent);

test('[W4] [S3] [OG20] [OG21] [OG22] [OG23] the chart begins with a template and is kept by keys alone, and every act can be undone', async () => {
  await command('Organigramm');
  await page.getByText('Noch keine Einheiten').waitFor();
  await shoot(page, 'org-empty');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Aus Vorlage beginnen: Praxis' }).click();
  await row('Anmeldung').waitFor();
  expect(await names()).toEqual([
    '1 Praxisleitung',
    '2 Ärztlicher Dienst',
    '2 Praxisteam',
    '3 Anmeldung',
    '3 Labor',
    '2 Verwaltung',
  ]);
  // Arrows as in every tree; what is closed is passed by.
  await row('Praxisleitung').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowDown']) await page.keyboard.press(key);
  expect(await focused()).toBe('Verwaltung');
  for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  expect(await focused()).toBe('Anmeldung');
  // A person, a unit, another name: P, N, B.
  await page.keyboard.press('p');
  await dialog().getByLabel('Person').selectOption({ label: 'Petra Wendt, Erstkraft Anmeldung' });
  await dialog().getByLabel('Funktion').fill('Erstkraft');
  await dialog().getByLabel('Erster Tag').fill('2024-05-01');
  await dialog().getByLabel('Leitung der Einheit').check();
  await shoot(page, 'org-place');
  expect(await axeFindings(page)).toEqual([]);
  await dialog()
    .getByRole('button', { name: /Speichern/ })
    .click();
  await dialog().waitFor({ state: 'detached' });
  await row('Anmeldung').getByText('Petra Wendt').waitFor();
  await row('Anmeldung').focus();
  await page.keyboard.press('n');
  await dialog()
    .getByRole('button', { name: /Speichern/ })
    .click();
  await dialog().getByText('Bitte geben Sie hier einen Namen ein.').waitFor();
  await dialog().getByLabel('Name').fill('Telefon');
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  await row('Telefon').waitFor();
  await row('Telefon').focus();
  await page.keyboard.press('b');
  await dialog().getByLabel('Name').fill('Telefonzentrale');
  await shoot(page, 'org-unit');
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  await row('Telefonzentrale').waitFor();
  // A unit goes only with a word on its people and units.
  await row('Anmeldung').focus();
  await page.keyboard.press('Delete');
  await dialog().getByText('Eine Person ist zugeordnet. Wohin geht sie?').waitFor();
  await dialog().getByLabel('Eine Einheit steht darunter').selectOption({ label: 'Praxisleitung / Verwaltung' });
  await shoot(page, 'org-remove');
  expect(await axeFindings(page)).toEqual([]);
  await dialog()
    .getByRole('button', { name: /Entfernen/ })
    .click();
  await row('Praxisteam').getByText('Petra Wendt').waitFor();
  expect(await names()).toContain('3 Telefonzentrale');
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await page.getByText('Rückgängig gemacht.').waitFor();
  await row('Anmeldung').getByText('Petra Wendt').waitFor();
  expect(await names()).toContain('4 Telefonzentrale');
  // Order by keys, and taken back by keys.
  await row('Verwaltung').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByText('Verwaltung verschoben.').waitFor();
  expect((await names()).at(2)).toBe('2 Verwaltung');
  await page.keyboard.press('Control+z');
  await page.getByText('Rückgängig gemacht.').waitFor();
  await expect.poll(async () => (await names()).at(-1)).toBe('2 Verwaltung');
}, 120_000);

test('[OG25] whoever is admitted can be placed at once', async () => {
  const { desk, founded, place } = world.practice;
  const wish = { name: 'Ole Reimann', profession: 'Laborhilfe', rights: [], sites: [founded.founding.site] };
  const { user, token, code } = must(await inviteColleague(desk, wish));
  const at = { origin: place.origin, fetch, now: Date.now };
  const draft = must(await planJoining({ tenant: desk.given.tenant, user, token, code, account: 'ole' }));
  must(await registerInvited(at, draft, { token, password: PASSWORD }));
  must(await askForAdmission(at, draft, { password: PASSWORD, pages: await world.practice.pagesIn('ole') }));
  await command('Mitarbeitende');
  await page.getByRole('button', { name: 'Aufnehmen' }).click();
  await dialog().getByRole('heading', { name: 'Platz von Ole Reimann im Organigramm' }).waitFor();
  await dialog().getByLabel('Einheit', { exact: true }).selectOption({ label: 'Praxisleitung / Praxisteam / Labor' });
  expect(await dialog().getByLabel('Funktion').inputValue()).toBe('Laborhilfe');
  await shoot(page, 'org-newcomer');
  expect(await axeFindings(page)).toEqual([]);
  await dialog()
    .getByRole('button', { name: /Speichern/ })
    .click();
  await dialog().waitFor({ state: 'detached' });
  await command('Organigramm');
  await row('Labor').getByText('Ole Reimann').waitFor();
}, 60_000);

test('[OG10] [OG24] [OG25] another day, a table, a sheet, the own place, a phone and the other language', async () => {
  await row('Praxisleitung').focus();
  await page.keyboard.press('p');
  await dialog().getByLabel('Person').selectOption({ index: 1 });
  await dialog().getByLabel('Erster Tag').fill('2020-01-01');
  await dialog().getByLabel('Funktion').fill('Inhaberin');
  await dialog()
    .getByRole('button', { name: /Speichern/ })
    .click();
  await row('Praxisleitung').getByText('Inhaberin').waitFor();
  await shoot(page, 'org');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel('Stand am').fill('2023-06-01');
  await page.getByText('Sie sehen das Organigramm vom 01.06.2023.').waitFor();
  expect(await names()).toEqual(['1 Praxisleitung']);
  await page.getByRole('button', { name: 'Heute', exact: true }).click();
  await row('Anmeldung').waitFor();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tabelle speichern (CSV)' }).click();
  const table = await readFile(await (await saving).path(), 'utf8');
  expect(table).toContain('Praxisleitung / Praxisteam;Anmeldung;Team;;;Petra Wendt;Erstkraft;ja;2024-05-01;');
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.getByRole('button', { name: 'Drucken' }).click();
  const sheet = page.locator('.org-print');
  await sheet.getByText('Petra Wendt').waitFor({ state: 'attached' });
  await page.emulateMedia({ media: 'print' });
  await shoot(page, 'org-print');
  // One page of A4 is enough for it.
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));

  await page.setViewportSize({ width: 390, height: 780 });
  await shoot(page, 'org-phone');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await command('Meine Zugänge');
  const own = page.getByRole('region', { name: 'Mein Platz im Organigramm' });
  await own.getByText('Inhaberin').waitFor();
  await own.scrollIntoViewIfNeeded();
  await shoot(page, 'org-own-place');
  await own.getByRole('button', { name: 'Organigramm ansehen' }).click();
  await row('Praxisleitung').waitFor();
  await command('English');
  await page.getByRole('heading', { name: 'Org chart' }).waitFor();
  await page.getByText('Arrows move').waitFor();
  await shoot(page, 'org-english');
}, 120_000);
