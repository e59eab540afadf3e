import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from './axe.ts';
import { follow, handedOut } from './joining.ts';
import { isIn, LeadWorld } from './lead-world.ts';
import { shoot } from './shoot.ts';

let world: LeadWorld;
let lead: Page;

beforeAll(async () => {
  world = await LeadWorld.start();
  lead = await world.lead();
}, 120_000);

afterAll(() => world?.end());

async function goTo(page: Page, area: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(`>${area}`);
  await page.getByRole('option', { name: area }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: area }).waitFor();
}

const dialog = () => lead.getByRole('dialog');
const row = (part: Locator, name: string) => part.getByRole('listitem').filter({ hasText: name });
const roles = () => lead.getByRole('region', { name: 'Rollen', exact: true });
const groups = () => lead.getByRole('region', { name: 'Gruppen', exact: true });

/** Invited with one role, and on a page of their own. */
async function colleague(name: string, role: string, account: string): Promise<Page> {
  await goTo(lead, 'Mitarbeitende');
  await lead.getByRole('button', { name: 'Person einladen' }).click();
  await dialog().getByLabel('Name', { exact: true }).fill(name);
  for (const chosen of await dialog().getByRole('checkbox', { checked: true }).all()) await chosen.uncheck();
  await dialog().getByText(role, { exact: true }).click();
  await shoot(lead, 'roles-invite');
  await dialog().getByRole('button', { name: 'Einladung machen' }).click();
  await lead.getByRole('heading', { name: 'Zwei Dinge, zwei Wege' }).waitFor();
  const made = await handedOut(lead);
  const page = await world.page();
  await follow(page, made, account);
  await lead.getByRole('button', { name: 'Aufnehmen' }).click();
  await isIn(page);
  return page;
}

test('[F4] [RO1] [RO7] [RO10] an older organisation is offered its roles, and the matrix says what holds each right', async () => {
  await goTo(lead, 'Mitarbeitende');
  await lead.getByRole('button', { name: 'Rechte und Rollen' }).first().click();
  await lead.getByRole('heading', { level: 1, name: 'Rechte und Rollen' }).waitFor();
  await lead.getByText('Diese Organisation hat noch keine Rollen').waitFor();
  // The groups it lacked were made when somebody who administers came in.
  await groups().getByText('Datenschutz').first().waitFor();
  await groups().getByText('Wer Akten liest').first().waitFor();
  await shoot(lead, 'roles-offer');
  await lead.getByRole('button', { name: 'Rollen anlegen' }).click();
  await row(roles(), 'Ärztin oder Arzt').waitFor();
  await lead.getByText('Rollen anlegen?').waitFor({ state: 'detached' });
  const table = lead.getByRole('table', { name: 'Rechte, Rollen und was sie hält' });
  for (const holder of ['durch Schlüssel', 'durch den Server und jedes Programm', 'durch das unveränderte Programm'])
    await table.getByRole('columnheader', { name: holder }).waitFor();
  await table.getByRole('row').filter({ hasText: 'druckt Akten' }).getByText('abfotografieren').waitFor();
  await shoot(lead, 'roles');
  expect(await axeFindings(lead)).toEqual([]);
  await lead.emulateMedia({ media: 'print' });
  await shoot(lead, 'roles-print');
  await lead.locator('.matrix-sheet').getByRole('columnheader', { name: 'Verwaltung', includeHidden: true }).waitFor();
  await lead.emulateMedia({ media: 'screen' });
  await lead.setViewportSize({ width: 390, height: 844 });
  await shoot(lead, 'roles-390');
  expect(await wide(lead)).toEqual([]);
  await lead.setViewportSize({ width: 1440, height: 900 });
});

test('[F4] [RO3] [RO6] [RO8] a role is made, given, changed and ended; its holders are asked about', async () => {
  await goTo(lead, 'Rechte und Rollen');
  await lead.getByRole('button', { name: 'Neue Rolle' }).click();
  await dialog().getByRole('button', { name: 'Speichern' }).click();
  await dialog().getByText('Bitte geben Sie einen Namen ein.').waitFor();
  await dialog().getByLabel('Name', { exact: true }).fill('Praktikum');
  await dialog().getByLabel('öffnet Akten der eigenen Betriebsstätten').check();
  await shoot(lead, 'roles-dialog');
  expect(await axeFindings(lead)).toEqual([]);
  await dialog().getByRole('button', { name: 'Speichern' }).click();
  await row(roles(), 'Praktikum').getByText('niemand').waitFor();
  const jana = await colleague('Jana Böttcher', 'Praktikum', 'j.boettcher');
  await goTo(lead, 'Mitarbeitende');
  const staff = lead.getByRole('region', { name: 'Wer hier arbeitet' });
  await row(staff, 'Jana Böttcher').getByRole('button', { name: 'Praktikum' }).click();
  const why = dialog().getByRole('row').filter({ hasText: 'öffnet Akten' });
  await why.getByText('Rolle Praktikum').waitFor();
  await why.getByText('vergeben von Dr. Jana Lindner').waitFor();
  await dialog().getByText('Akten welcher Betriebsstätten').waitFor();
  await dialog().getByText('zugeordnet seit').waitFor();
  await shoot(lead, 'roles-why');
  expect(await axeFindings(lead)).toEqual([]);
  await lead.keyboard.press('Escape');
  await row(staff, 'Jana Böttcher').getByRole('button', { name: 'Ändern' }).click();
  await dialog().getByText('Einzelne Rechte über die Rollen hinaus').click();
  await dialog().getByLabel('liest das Zugriffsprotokoll').check();
  await shoot(lead, 'roles-change-person');
  await dialog().getByRole('button', { name: 'Speichern' }).click();
  await row(staff, 'Jana Böttcher').getByText('Praktikum + 1 Einzelrecht').waitFor();
  await goTo(lead, 'Rechte und Rollen');
  await row(roles(), 'Praktikum').getByRole('button', { name: 'Beenden' }).click();
  await dialog().getByText('Was bekommt Jana Böttcher stattdessen?').waitFor();
  await dialog().getByText('Die Rolle Verwaltung').click();
  await shoot(lead, 'roles-end');
  expect(await axeFindings(lead)).toEqual([]);
  await dialog().getByRole('button', { name: 'Beenden' }).click();
  await row(roles(), 'Praktikum').waitFor({ state: 'detached' });
  await row(roles(), 'Verwaltung').getByText('Jana Böttcher').waitFor();
  // The colleague has it at once: what was open is hers no more.
  await jana.keyboard.press('F2');
  await jana.keyboard.type('brandt');
  await jana.getByText('Brandt').first().waitFor();
  await jana.keyboard.press('Enter');
  await jana.getByText('Die Einträge sind nicht für Sie').waitFor();
});

test('[F4] [RO12] a team is made, filled, renamed and emptied', async () => {
  await goTo(lead, 'Rechte und Rollen');
  await lead.getByRole('button', { name: 'Neue Gruppe' }).click();
  await dialog().getByLabel('Name', { exact: true }).fill('Wundteam');
  await dialog().getByLabel('Dr. Jana Lindner').check();
  await dialog().getByLabel('Jana Böttcher').check();
  await shoot(lead, 'roles-group');
  expect(await axeFindings(lead)).toEqual([]);
  await dialog().getByRole('button', { name: 'Speichern' }).click();
  await row(groups(), 'Wundteam').getByText('Dr. Jana Lindner, Jana Böttcher').waitFor();
  await row(groups(), 'Wundteam').getByRole('button', { name: 'Ändern' }).click();
  await dialog().getByLabel('Jana Böttcher').uncheck();
  await dialog().getByLabel('Name', { exact: true }).fill('Wunden');
  await dialog().getByRole('button', { name: 'Speichern' }).click();
  await row(groups(), 'Wunden').waitFor();
  await row(groups(), 'Wunden').getByText('Jana Böttcher').waitFor({ state: 'detached' });
});

test('[F4] [RO20] [RO21] [RO22] administration finds persons, sees who they are, and is told calmly what is not theirs', async () => {
  must(await world.practice.desk.sync());
  await world.practice.addPerson('Quandt', 'Sturz auf der Treppe');
  const office = await colleague('Olga Amt', 'Verwaltung', 'o.amt');
  await shoot(office, 'office-home');
  await office.keyboard.press('F2');
  await office.keyboard.type('quandt');
  await office.getByText('Quandt').first().waitFor();
  await office.keyboard.press('Enter');
  await office.getByText('Die Einträge sind nicht für Sie').waitFor();
  await office.getByText('Am Lindenhof 3').first().waitFor();
  expect(await office.getByText('Penicillin').count()).toBe(0);
  expect(await office.getByText('Sturz auf der Treppe').count()).toBe(0);
  expect(await office.getByRole('button', { name: 'Stammdaten ändern' }).count()).toBe(0);
  await shoot(office, 'office-akte');
  expect(await axeFindings(office)).toEqual([]);
  await office.emulateMedia({ media: 'print' });
  await office.getByText('Das Drucken von Akten ist Ihnen nicht erlaubt.').waitFor();
  expect(await office.getByText('Am Lindenhof 3').first().isVisible()).toBe(false);
  await office.emulateMedia({ media: 'screen' });
  await goTo(office, 'Protokoll');
  await office.getByRole('table').waitFor();
  await shoot(office, 'office-log');
  expect(world.complaints).toEqual([]);
});

function must(result: { readonly ok: boolean }): void {
  expect(result).toMatchObject({ ok: true });
}

/** What sticks out of the window sideways and cannot be scrolled to in its own place. */
function wide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    return [...document.querySelectorAll('body *')]
      .filter((one) => one.closest('.matrix-scroll') === null && one.getBoundingClientRect().right > edge + 1)
      .map((one) => `${one.tagName} ${one.className} ${one.getBoundingClientRect().right}`)
      .concat(`page ${document.documentElement.scrollWidth}`);
  });
}
