import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from './axe.ts';
import { choosePassword, handedOut, joinOnScreen, OWN_PASSWORD } from './joining.ts';
import { goTo, isIn, LeadWorld } from './lead-world.ts';
import { shoot } from './shoot.ts';

const SECOND_PASSWORD = 'Weiden an der Schleuse 7';
const THIRD_PASSWORD = 'Kastanien vorm Rathaus 31';

let world: LeadWorld;
let lead: Page;
let jana: Page;
/** Jana in her new browser. */
let restored: Page;

beforeAll(async () => {
  world = await LeadWorld.start();
  lead = await world.lead();
  jana = await joinOnScreen(world, lead, { name: 'Jana Böttcher', account: 'j.boettcher' });
}, 120_000);
afterAll(() => world.end());

const staffRow = (page: Page, name: string) =>
  page.locator('.people-rows').last().getByRole('listitem').filter({ hasText: name });

async function findsBrandt(page: Page): Promise<void> {
  await page.keyboard.press('F2');
  await page.keyboard.type('brandt');
  await page.getByText('Brandt').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('RR 150/90').waitFor();
}

test('[S12] [WH1] [WH2] [WH3] [WH4] forgotten on a locked device: the recovery code gives a new password, and every own device opens with it', async () => {
  await goTo(jana, 'Meine Zugänge');
  await jana
    .getByRole('button', { name: /Wiederherstellungscode erstellen|Wiederherstellungscode hinzufügen/ })
    .click();
  const code = await recoveryCodeOf(jana);
  await jana.keyboard.press('F9');
  await jana.getByText('gesperrt seit').waitFor();
  await jana.getByRole('button', { name: 'Passwort vergessen?' }).click();
  await jana.getByRole('heading', { name: 'Passwort vergessen', exact: true }).waitFor();
  await shoot(jana, 'forgotten');
  expect(await axeFindings(jana)).toEqual([]);
  for (const [way, seen] of [
    ['Ein anderes Gerät', 'Ein anderes Gerät ist noch angemeldet'],
    ['Nichts davon', 'Dann hilft nur noch Ihre Verwaltung'],
  ] as const) {
    await jana.getByRole('button', { name: way, exact: true }).click();
    await jana.getByText(seen).waitFor();
  }
  await shoot(jana, 'forgotten-none');
  await jana.getByRole('button', { name: 'Wiederherstellungscode', exact: true }).click();
  expect(await jana.getByLabel('Benutzername').inputValue()).toBe('j.boettcher');
  await jana.getByLabel('Wiederherstellungscode').fill('00000-00000-00000-00000-000000');
  await choosePassword(jana, SECOND_PASSWORD);
  await jana.getByText('Nicht gesetzt.').waitFor();
  await jana.getByLabel('Wiederherstellungscode').fill(code);
  await jana.getByRole('button', { name: 'Neues Passwort setzen' }).click();
  await isIn(jana);
  await findsBrandt(jana);
  await jana.keyboard.press('F9');
  await jana.getByText('gesperrt seit').waitFor();
  await jana.getByLabel('Passwort', { exact: true }).fill(SECOND_PASSWORD);
  await jana.keyboard.press('Enter');
  await isIn(jana);
  // No recovery by anybody: nothing to be told on the homes of the others.
  await lead.keyboard.press('F4');
  await lead.getByRole('heading', { name: 'Akten', exact: true }).waitFor();
  expect(await lead.getByText('wiederhergestellt').count()).toBe(0);
}, 90_000);

async function recoveryCodeOf(page: Page): Promise<string> {
  const shown = page.getByText(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}-[0-9A-Z]{6}$/);
  await shown.waitFor();
  return (await shown.textContent()) ?? '';
}

test('[S12] [WH10] [WH13] [WH20] [WH21] lost everything: an administrator restores the same person, and everybody sees it', async () => {
  await goTo(lead, 'Mitarbeitende');
  await staffRow(lead, 'Jana Böttcher').locator('summary').click();
  await staffRow(lead, 'Jana Böttcher').getByRole('button', { name: 'Zugang wiederherstellen' }).click();
  await lead.getByText('Für den Fall, dass Passwort und Geräte verloren sind').waitFor();
  await shoot(lead, 'restore-dialog');
  expect(await axeFindings(lead)).toEqual([]);
  await lead.getByRole('button', { name: 'Link und Code machen' }).click();
  const made = await handedOut(lead);
  expect(made.link).toContain('#wiederherstellung=');
  const fresh = await world.page();
  await fresh.goto(made.link);
  await fresh.getByRole('heading', { name: 'Ihr Zugang wird wiederhergestellt' }).waitFor();
  expect(fresh.url()).toBe(`${world.server.url}/einladung`);
  await fresh.getByLabel('Code der Wiederherstellung').fill(made.code.toLowerCase());
  await shoot(fresh, 'restoring-code');
  await fresh.keyboard.press('Enter');
  await fresh.getByRole('heading', { name: 'Warten auf die Verwaltung' }).waitFor();
  // Closed in between, it goes on where it stood, without a password.
  await fresh.goto('about:blank');
  await fresh.goto(world.server.url);
  await fresh.getByRole('heading', { name: 'Warten auf die Verwaltung' }).waitFor();
  await lead.getByText('Wartet auf Wiederherstellung').waitFor({ timeout: 5_000 });
  await shoot(lead, 'restore-asking');
  await lead.getByRole('button', { name: 'Wiederherstellen', exact: true }).click();
  await fresh.getByRole('heading', { name: 'Ein neues Passwort' }).waitFor();
  await fresh.getByText('Sie melden sich weiter als j.boettcher an.').waitFor();
  // The old device is out within 5 s, with its password or without.
  await jana.getByText('Alles gespeichert').waitFor({ state: 'detached', timeout: 5_000 });
  await shoot(fresh, 'restoring-password');
  expect(await axeFindings(fresh)).toEqual([]);
  await choosePassword(fresh, THIRD_PASSWORD);
  await isIn(fresh);
  restored = fresh;
  await fresh.getByText(/hat Dr\. Jana Lindner den Zugang von Jana Böttcher wiederhergestellt/).waitFor();
  await shoot(fresh, 'restored-home');
  await findsBrandt(fresh);
  await fresh.reload();
  await isIn(fresh);
  await lead.keyboard.press('F4');
  await lead.getByText(/hat Dr\. Jana Lindner den Zugang von Jana Böttcher wiederhergestellt/).waitFor();
  await goTo(lead, 'Mitarbeitende');
  await staffRow(lead, 'Jana Böttcher').getByText('1 Gerät', { exact: true }).waitFor();
  expect(await staffRow(lead, 'Dr. Jana Lindner').locator('summary').count()).toBe(0);
  for (const password of [OWN_PASSWORD, SECOND_PASSWORD, THIRD_PASSWORD]) {
    await jana.getByLabel('Passwort', { exact: true }).fill(password);
    await jana.keyboard.press('Enter');
    await jana
      .getByText(/Noch gesperrt|Nicht angemeldet|^Anmelden$|kennt Sie noch nicht/)
      .first()
      .waitFor();
    expect(await jana.getByText('Brandt').count()).toBe(0);
  }
  expect(world.complaints).toEqual([]);
}, 120_000);

test('[S12] [FR22] [WH5] last administrator gone: whoever keeps the kit lets them in again; both see that it was the kit', async () => {
  const { kitFile } = world.practice.founded;
  const holder = await world.page();
  await holder.goto(`${world.server.url}/anmelden`);
  await holder.getByRole('button', { name: 'Passwort vergessen?' }).click();
  await holder.getByRole('button', { name: 'Mit dem Organisationsschlüssel' }).click();
  await holder.getByLabel('Organisationsschlüssel').fill(kitFile);
  await holder.getByRole('button', { name: 'Weiter', exact: true }).click();
  await holder.getByRole('radio', { name: 'lindner' }).waitFor();
  await choosePassword(holder, SECOND_PASSWORD);
  await isIn(holder);
  await holder.getByText(/wurde der Zugang von Dr\. Jana Lindner mit dem Organisationsschlüssel/).waitFor();
  await lead.getByText('Alles gespeichert').waitFor({ state: 'detached', timeout: 5_000 });
  await restored.keyboard.press('F4');
  await restored.getByText(/wurde der Zugang von Dr\. Jana Lindner mit dem Organisationsschlüssel/).waitFor();
  await findsBrandt(holder);
}, 60_000);
