import { codeOfApp } from '@siegel/testing';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { choosePassword, follow, handedOut, invite, joinOnScreen, OWN_PASSWORD } from './joining.ts';
import { goTo, isIn, LeadWorld } from './lead-world.ts';
import { shoot } from './shoot.ts';

const STEP_MS = 30_000;
const DAY_MS = 86_400_000;
const NEW_PASSWORD = 'Weiden an der Schleuse 7';

let world: LeadWorld;
let lead: Page;
let jana: Page;

beforeAll(async () => {
  world = await LeadWorld.start();
  lead = await world.lead();
  jana = await joinOnScreen(world, lead, { name: 'Jana Böttcher', account: 'j.boettcher' });
}, 120_000);
afterAll(() => world.end());

const dialog = (page: Page) => page.getByRole('dialog');
const led = (page: Page) => dialog(page).getByRole('heading', { name: 'Zweiten Faktor einrichten' });

/** "Zweiter Faktor: immer", from a day on. */
async function requireFactor(fromMs: number): Promise<Locator> {
  await lead.goto(`${world.server.url}/einstellungen/anmeldung`);
  const rule = lead.getByRole('region', { name: 'Zweiter Faktor beim Anmelden' });
  await rule.getByLabel('immer').check();
  await rule.getByLabel('Wer noch keinen hat').fill(new Date(fromMs).toLocaleDateString('sv'));
  await rule.getByRole('button', { name: 'Regel speichern' }).click();
  return rule;
}

async function signIn(page: Page, account: string, password: string): Promise<void> {
  const field = page.getByLabel('Benutzername');
  if ((await field.count()) > 0) await field.fill(account);
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

async function signOut(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await dialog(page).getByRole('combobox').fill('>Abmelden');
  await page.getByRole('option', { name: 'Abmelden' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
}

/** Sets an app for codes up in the dialog that asks for it. @returns its secret. */
async function addApp(page: Page): Promise<string> {
  await dialog(page)
    .getByRole('button', { name: /App für Codes/ })
    .click();
  await dialog(page).getByRole('button', { name: 'Weiter' }).click();
  const secret = ((await dialog(page).locator('.secret').textContent()) ?? '').replaceAll(' ', '');
  await dialog(page)
    .getByLabel('Code aus sechs Ziffern')
    .fill(codeOfApp(secret, Date.now() - STEP_MS));
  await page.keyboard.press('Enter');
  return secret;
}

test('[F8] [AZ1] [AZ5] people and groups are put on the list of those who work from outside, each with a last day', async () => {
  await lead.goto(`${world.server.url}/einstellungen/anmeldung`);
  const outside = lead.getByRole('region', { name: 'Zugang von außerhalb' });
  await outside.getByLabel('nur für Personen und Gruppen auf der Liste').check();
  await outside.getByText('Noch steht niemand auf der Liste.').waitFor();
  const add = outside.getByRole('button', { name: 'Auf die Liste setzen' });
  await add.click();
  await outside.getByText('Bitte wählen Sie den letzten Tag.').waitFor();
  const day = outside.getByLabel('bis einschließlich');
  await day.fill('2020-01-31');
  await outside.getByText('Dieser Tag ist schon vorbei.').waitFor();
  await day.fill(new Date(Date.now() + 14 * DAY_MS).toLocaleDateString('sv'));
  await outside.getByLabel('Person oder Gruppe').selectOption({ label: 'Datenschutz' });
  await add.focus();
  await lead.keyboard.press('Enter');
  await outside.getByLabel('Person oder Gruppe').selectOption({ label: 'Jana Böttcher' });
  await add.click();
  const rows = outside.getByRole('listitem');
  expect(await rows.count()).toBe(2);
  await rows.filter({ hasText: 'Datenschutz' }).getByText('Dr. Jana Lindner').waitFor();
  await rows.filter({ hasText: 'Jana Böttcher' }).getByText('noch nicht gespeichert').waitFor();
  for (const width of [390, 1440]) {
    await lead.setViewportSize({ width, height: 900 });
    await rows.first().scrollIntoViewIfNeeded();
    expect(await axeFindings(lead)).toEqual([]);
    await shoot(lead, `ways-outside-${width}`);
  }
  await outside.getByRole('button', { name: 'Regel speichern' }).click();
  await outside.getByText('Gespeichert. Die Regel gilt ab jetzt.').waitFor();
  expect(await outside.getByText('noch nicht gespeichert').count()).toBe(0);
  await outside.getByRole('button', { name: 'Von der Liste nehmen: Jana Böttcher' }).click();
  await outside.getByRole('button', { name: 'Regel speichern' }).click();
  await outside.getByText('Gespeichert. Die Regel gilt ab jetzt.').waitFor();
  await lead.reload();
  await rows.filter({ hasText: 'Datenschutz' }).waitFor();
  expect(await rows.count()).toBe(1);
}, 120_000);

test('[AZ10] a workplace locks itself by its own choice, never later than the rule allows; the others by the rule', async () => {
  const here = lead.getByLabel('An diesem Arbeitsplatz');
  const choices = await here.locator('option').allTextContents();
  expect(choices.at(-1)).toBe('nach 15 Minuten');
  await here.selectOption('nach 5 Minuten');
  for (const page of [lead, jana]) {
    await page.clock.install();
    await page.reload();
    await isIn(page);
    await page.clock.fastForward('05:10');
  }
  await lead.getByText('gesperrt seit').waitFor();
  await isIn(jana);
  await jana.clock.fastForward('10:10');
  await jana.getByText('gesperrt seit').waitFor();
  for (const [page, password] of [
    [lead, PASSWORD],
    [jana, OWN_PASSWORD],
  ] as const) {
    await page.clock.resume();
    await signIn(page, '', password);
    await isIn(page);
  }
}, 120_000);

/** Jana's, as long as she has one. */
let secret = '';

test('[F8] [ZF2] [ZF30] while there is time whoever has no factor is led to one when signing in, once, and may say later', async () => {
  const rule = await requireFactor(Date.now() + 14 * DAY_MS);
  await rule.getByText('Gespeichert. Die Regel gilt ab jetzt.').waitFor();
  // At work nobody is interrupted.
  expect(await dialog(lead).count()).toBe(0);
  await signOut(jana);
  await signIn(jana, 'j.boettcher', OWN_PASSWORD);
  await led(jana).waitFor();
  await dialog(jana).getByText('Am besten richten Sie ihn gleich ein.').waitFor();
  expect(await axeFindings(jana)).toEqual([]);
  await shoot(jana, 'ways-grace');
  await dialog(jana).getByRole('button', { name: 'Später' }).click();
  await isIn(jana);
  await jana.reload();
  await isIn(jana);
  expect(await led(jana).count()).toBe(0);
}, 120_000);

test('[ZF2] [AZ5] [ZF30] from the day on nobody gets further without one, on any way in; what waits goes on by itself', async () => {
  const rule = await requireFactor(Date.now());
  await dialog(lead).getByRole('heading', { name: 'Dann brauchen auch Sie sofort einen zweiten Faktor' }).waitFor();
  await shoot(lead, 'ways-due');
  await lead.keyboard.press('Escape');
  expect(await rule.getByText('Gespeichert').count()).toBe(0);
  // A guest of these days, invited before the rule is in force, comes in while it is.
  const made = await invite(lead, 'Tobias Krüger');
  await requireFactor(Date.now());
  await dialog(lead).getByRole('button', { name: 'Trotzdem speichern' }).click();
  for (const [page, account, password] of [
    [lead, 'lindner', PASSWORD],
    [jana, 'j.boettcher', OWN_PASSWORD],
  ] as const) {
    await page.getByText('Ihre Organisation verlangt einen zweiten Faktor, und Sie haben noch keinen.').waitFor();
    await signIn(page, account, password);
    await led(page).waitFor();
    await dialog(page).getByText('Erst danach öffnen sich Ihre Akten.').waitFor();
    expect(await dialog(page).getByRole('button', { name: 'Später' }).count()).toBe(0);
  }
  await jana.setViewportSize({ width: 390, height: 844 });
  expect(await axeFindings(jana)).toEqual([]);
  await shoot(jana, 'ways-overdue-390');
  await jana.keyboard.press('Escape');
  await jana.getByText('Ihre Organisation verlangt einen zweiten Faktor').waitFor();
  expect(await jana.getByText('Brandt').count()).toBe(0);
  await signIn(jana, 'j.boettcher', OWN_PASSWORD);
  await led(jana).waitFor();
  await jana.setViewportSize({ width: 1440, height: 900 });
  secret = await addApp(jana);
  await isIn(jana);
  await addApp(lead);
  await isIn(lead);
  // Admitted in these days: the first thing is a factor, then the workspace opens by itself.
  const tobias = await world.page();
  await follow(tobias, made, 't.krueger');
  await goTo(lead, 'Mitarbeitende');
  await lead.getByRole('button', { name: 'Aufnehmen', exact: true }).click();
  await led(tobias).waitFor();
  await shoot(tobias, 'ways-admitted');
  await addApp(tobias);
  await isIn(tobias);
  await tobias.context().close();
}, 120_000);

test('[F8] [ZF21] [ZF30] without the factor the recovery code takes its place; a wrong one does not', async () => {
  await goTo(jana, 'Meine Zugänge');
  await jana.getByRole('button', { name: /Wiederherstellungscode (erstellen|hinzufügen)/ }).click();
  const shown = jana.getByText(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}-[0-9A-Z]{6}$/);
  await shown.waitFor();
  const code = (await shown.textContent()) ?? '';
  await signOut(jana);
  await signIn(jana, 'j.boettcher', OWN_PASSWORD);
  await dialog(jana).getByRole('button', { name: 'Kein Faktor zur Hand?' }).click();
  const field = dialog(jana).getByLabel('Wiederherstellungscode');
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  await jana.keyboard.press('Enter');
  await dialog(jana).getByText('Bitte tragen Sie den Code von Ihrem Zugangsblatt ein.').waitFor();
  await field.fill(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`);
  await jana.keyboard.press('Enter');
  await dialog(jana).locator('.mantine-TextInput-error').waitFor();
  expect(await axeFindings(jana)).toEqual([]);
  await shoot(jana, 'ways-recovery');
  await field.fill(code.toLowerCase());
  await jana.keyboard.press('Enter');
  await isIn(jana);
  expect(await led(jana).count()).toBe(0);
}, 120_000);

test('[ZF20] [ZF2] [WH10] an administrator takes the factors off, and by a recovery; the person sets a new one up', async () => {
  await goTo(lead, 'Mitarbeitende');
  const row = lead.locator('.people-rows').last().getByRole('listitem').filter({ hasText: 'Jana Böttcher' });
  await row.locator('summary').click();
  await row.getByRole('button', { name: 'Zweiten Faktor abnehmen' }).click();
  await dialog(lead).getByText('Der Vorgang steht für alle sichtbar im Protokoll.').waitFor();
  await dialog(lead).getByRole('button', { name: 'Zweiten Faktor abnehmen' }).click();
  await lead.getByText('Die zweiten Faktoren von Jana Böttcher sind abgenommen.').waitFor();
  await shoot(lead, 'ways-taken-off');
  await signOut(jana);
  await signIn(jana, 'j.boettcher', OWN_PASSWORD);
  await led(jana).waitFor();
  expect(await addApp(jana)).not.toBe(secret);
  await isIn(jana);
  await row.locator('summary').click();
  await row.getByRole('button', { name: 'Zugang wiederherstellen' }).click();
  await dialog(lead).getByText('zweite Faktoren abgenommen').waitFor();
  await lead.getByRole('button', { name: 'Link und Code machen' }).click();
  const made = await handedOut(lead);
  const fresh = await world.page();
  await fresh.goto(made.link);
  await fresh.getByLabel('Code der Wiederherstellung').fill(made.code);
  await fresh.keyboard.press('Enter');
  await lead.getByRole('button', { name: 'Wiederherstellen', exact: true }).click();
  await choosePassword(fresh, NEW_PASSWORD);
  // Nobody asks for the factor that was lost with everything else.
  await led(fresh).waitFor();
  expect(await fresh.getByText('Ihr Passwort stimmt.').count()).toBe(0);
  await addApp(fresh);
  await isIn(fresh);
}, 120_000);

test('[ZF21] [ZF2] the kit takes the factors off', async () => {
  const page = await world.page(390);
  await page.goto(world.server.url);
  await page.getByRole('button', { name: 'Zugang wiederherstellen' }).click();
  await page.getByLabel('Organisationsschlüssel').fill(world.practice.founded.kitWords.join(' '));
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByText('Der Schlüssel gehört zu dieser Organisation.').waitFor();
  await choosePassword(page, NEW_PASSWORD);
  await led(page).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await shoot(page, 'ways-kit-390');
  await addApp(page);
  await isIn(page);
  expect(world.complaints).toEqual([]);
}, 120_000);
