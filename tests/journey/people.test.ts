import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PASSWORD } from '../../keyed/safe/test-support/practice.ts';
import { choosePassword, OWN_PASSWORD } from './joining.ts';
import { isIn, LeadWorld } from './lead-world.ts';
import { shoot } from './shoot.ts';

/** From "Aufnehmen" to the open workspace of the invited. */
const ADMISSION_MS = 15_000;

let world: LeadWorld;
let lead: Page;

beforeAll(async () => {
  world = await LeadWorld.start();
  lead = await world.lead();
}, 120_000);

afterEach(() => world.closeOthers(lead));

afterAll(() => world?.end());

async function toPeople(): Promise<void> {
  await lead.keyboard.press('Control+k');
  await lead.getByRole('dialog').getByRole('combobox').fill('>Mitarbeitende');
  await lead.getByRole('option', { name: 'Mitarbeitende' }).waitFor();
  await lead.keyboard.press('Enter');
  await lead.getByRole('heading', { name: 'Wer hier arbeitet' }).waitFor();
}

/** By keyboard alone: who, then link and code from the screen. */
async function invite(name: string): Promise<{ readonly link: string; readonly code: string }> {
  await toPeople();
  await lead.getByRole('button', { name: 'Person einladen' }).focus();
  await lead.keyboard.press('Enter');
  await lead.locator('[role=dialog] input:focus').waitFor();
  await lead.keyboard.type(name);
  await lead.keyboard.press('Tab');
  await lead.keyboard.type('MFA');
  await shoot(lead, 'invite');
  await lead.keyboard.press('Enter');
  await lead.getByRole('heading', { name: 'Zwei Dinge, zwei Wege' }).waitFor();
  await shoot(lead, 'handed');
  const [link, code] = await lead.locator('.handed-text').allTextContents();
  await lead.keyboard.press('Enter');
  return { link: link ?? '', code: code ?? '' };
}

/** Follows a link with a code as somebody who was never here. */
async function follow(link: string, code: string, account: string): Promise<Page> {
  const page = await world.page();
  await page.goto(link);
  await page.getByRole('heading', { name: 'Ihr Zugang zu Siegel' }).waitFor();
  expect(page.url()).toBe(`${world.server.url}/einladung`);
  await page.getByLabel('Code der Einladung').fill(code);
  await page.getByLabel('Benutzername').fill(account);
  await choosePassword(page, OWN_PASSWORD);
  return page;
}

const waits = (page: Page) => page.getByRole('heading', { name: 'Sie warten auf Aufnahme' }).waitFor();

test('[S3] [IV1] [IV10] [IV20] [IV21] a colleague is invited, makes own keys, is admitted and works; nobody told a password', async () => {
  const { link, code } = await invite('Jana Böttcher');
  const jana = await follow(link, code.toLowerCase(), 'j.boettcher');
  await waits(jana);
  await shoot(jana, 'waiting');
  // The lead hears of it within 5 s, wherever they are.
  await lead.getByText('Wartet auf Aufnahme').waitFor({ timeout: 5_000 });
  await shoot(lead, 'asking');
  const startedAt = performance.now();
  await lead.getByRole('button', { name: 'Aufnehmen' }).click();
  await isIn(jana);
  const took = performance.now() - startedAt;
  console.info(`from "Aufnehmen" to the open workspace: ${(took / 1000).toFixed(1)} s`);
  expect(took).toBeLessThan(ADMISSION_MS);
  await jana.keyboard.press('F2');
  await jana.keyboard.type('brandt');
  await jana.getByText('Brandt').first().waitFor();
  await jana.keyboard.press('Enter');
  await jana.getByText('RR 150/90').waitFor();
  await lead.getByText('j.boettcher').waitFor({ state: 'detached' });
  await lead.locator('.people-rows').last().getByText('Jana Böttcher').waitFor();
  await shoot(lead, 'staff');
  expect(world.complaints).toEqual([]);
});

test('[IV14] [IV15] who closes the window while waiting goes on later with the password', async () => {
  const { link, code } = await invite('Tobias Krüger');
  const tobias = await follow(link, code, 't.krueger');
  await waits(tobias);
  await tobias.goto('about:blank');
  await tobias.goto(world.server.url);
  await waits(tobias);
  await shoot(tobias, 'resume');
  await tobias.getByLabel('Passwort', { exact: true }).fill(OWN_PASSWORD);
  await tobias.keyboard.press('Enter');
  await tobias.getByText('Sie können das Fenster schließen').waitFor();
  await lead.getByRole('button', { name: 'Aufnehmen' }).click();
  await isIn(tobias);
});

test('[IV11] a request under a wrong code is shown as such, can only be withdrawn, and ends there', async () => {
  const { link } = await invite('Marlene Hagedorn');
  const stranger = await follow(link, '00000-00000-00000-00000', 'm.hagedorn');
  await waits(stranger);
  await lead.getByText('Anfrage mit falschem Code').waitFor();
  expect(await lead.getByRole('button', { name: 'Aufnehmen' }).count()).toBe(0);
  await shoot(lead, 'foreign');
  await lead
    .getByRole('listitem')
    .filter({ hasText: 'Marlene Hagedorn' })
    .getByRole('button', { name: 'Zurückziehen' })
    .click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Zurückziehen' }).click();
  await lead.getByText('Gerade ist niemand eingeladen.').waitFor();
  await stranger.getByText('Diese Einladung gilt nicht mehr').waitFor();
});

test('[S3] [IV30] who leaves is out within 5 s, everywhere', async () => {
  const { link, code } = await invite('Selin Aydın');
  const selin = await follow(link, code, 's.aydin');
  await waits(selin);
  await lead.getByRole('button', { name: 'Aufnehmen' }).click();
  await isIn(selin);
  const row = lead.locator('.people-rows').last().getByRole('listitem').filter({ hasText: 'Selin Aydın' });
  await row.getByRole('button', { name: 'Ausscheiden lassen' }).click();
  await shoot(lead, 'remove');
  const startedAt = performance.now();
  await lead.getByRole('dialog').getByRole('button', { name: 'Ausscheiden lassen' }).click();
  await selin.getByText('Alles gespeichert').waitFor({ state: 'detached', timeout: 5_000 });
  console.info(`from the click to the locked page: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  await row.getByText('ausgeschieden').waitFor();
});

test('[IV1] a link that is not whole says so, and nothing of a link stays in the address bar', async () => {
  const page = await world.page();
  await page.goto(`${world.server.url}/#einladung=abc`);
  await page.getByText('Dieser Link ist nicht vollständig.').waitFor();
  expect(page.url()).toBe(`${world.server.url}/einladung`);
});

test('[F4] [IV31] rights are changed one by one, and the name with them', async () => {
  await toPeople();
  const row = (name: string) => lead.locator('.people-rows').last().getByRole('listitem').filter({ hasText: name });
  await row('Jana Böttcher').getByRole('button', { name: 'Ändern' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Jana Böttcher-Lang');
  await dialog.getByText('Eigene Auswahl an Rechten').click();
  await dialog.getByLabel('exportiert Akten').check();
  await shoot(lead, 'change');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await row('Jana Böttcher-Lang').getByText('Eigene Auswahl an Rechten').waitFor();
  await row('Jana Böttcher-Lang').getByRole('button', { name: 'Eigene Auswahl an Rechten' }).click();
  const why = dialog.getByRole('row').filter({ hasText: 'exportiert Akten' });
  await why.getByText('vergeben von Dr. Jana Lindner').waitFor();
  await why.getByText('durch das unveränderte Programm').waitFor();
  await dialog.getByRole('row').filter({ hasText: 'löscht Inhalte' }).getByText('nie vergeben').waitFor();
  await shoot(lead, 'why');
  await lead.keyboard.press('Escape');
  await row('Dr. Jana Lindner').getByRole('button', { name: 'Ändern' }).click();
  await dialog.getByText('Medizinische Fachangestellte').click();
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await dialog.getByText('Das ist die letzte Person mit dem Recht zu verwalten.').waitFor();
  await lead.keyboard.press('Escape');
  await row('Dr. Jana Lindner').getByText('Praxisleitung').waitFor();
});

test('[F7] [LG1] [LG3] [LG5] the log tells who got and changed what, by filter, and is saved as a table', async () => {
  await lead.keyboard.press('F2');
  await lead.keyboard.type('brandt');
  await lead.getByText('Brandt').first().waitFor();
  await lead.keyboard.press('Enter');
  await lead.getByText('RR 150/90').waitFor();
  await lead.keyboard.press('Control+k');
  await lead.getByRole('dialog').getByRole('combobox').fill('>wer hat');
  await lead.getByRole('option', { name: 'Wer hat diese Akte geöffnet?' }).waitFor();
  await lead.keyboard.press('Enter');
  const table = lead.getByRole('table');
  await table.getByText('Akte ausgeliefert: geöffnet').first().waitFor();
  await table.getByText('Brandt, Ilse').first().waitFor();
  await shoot(lead, 'log-person');
  await lead.getByRole('button', { name: 'Alle Personen' }).click();
  await lead.getByLabel('Was', { exact: true }).selectOption('Personen, Rechte, Geräte');
  await table.getByText('Eingetragen: Gründung').waitFor();
  expect(await table.getByText('Akte ausgeliefert').count()).toBe(0);
  await lead.getByLabel('Was', { exact: true }).selectOption('Alles');
  await table.getByText('Akte ausgeliefert: geöffnet').first().waitFor();
  await shoot(lead, 'log');
  const [saved] = await Promise.all([
    lead.waitForEvent('download'),
    lead.getByRole('button', { name: 'Als CSV speichern' }).click(),
  ]);
  const csv = await readFile(await saved.path(), 'utf8');
  expect(csv.split('\r\n').length).toBeGreaterThan(10);
  expect(csv).toContain('Brandt, Ilse');
});

test('[F8] [DV16] the own password is changed, and from then on the new one unlocks', async () => {
  await lead.keyboard.press('Control+k');
  await lead.getByRole('dialog').getByRole('combobox').fill('>Meine Zugänge');
  await lead.getByRole('option', { name: 'Meine Zugänge' }).waitFor();
  await lead.keyboard.press('Enter');
  await lead.getByRole('button', { name: 'Passwort ändern' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByLabel('Bisheriges Passwort').fill('falsch geraten');
  await dialog.getByLabel('Neues Passwort').fill(OWN_PASSWORD);
  await dialog.getByLabel('Passwort wiederholen').fill(OWN_PASSWORD);
  await dialog.getByText(/Stärke: (sehr )?gut/).waitFor();
  await lead.keyboard.press('Enter');
  await dialog.getByText('Das ist nicht Ihr bisheriges Passwort.').waitFor();
  await shoot(lead, 'password');
  await dialog.getByLabel('Bisheriges Passwort').fill(PASSWORD);
  await lead.keyboard.press('Enter');
  await lead.getByText('Ihr neues Passwort gilt.').waitFor();
  await lead.keyboard.press('F9');
  await lead.getByText('gesperrt seit').waitFor();
  await lead.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await lead.keyboard.press('Enter');
  await lead.getByText('Noch gesperrt.').waitFor();
  await lead.getByLabel('Passwort', { exact: true }).fill(OWN_PASSWORD);
  await lead.keyboard.press('Enter');
  await isIn(lead);
});

test('[IV20] [IV1] link and code go onto two sheets and a picture, and neither sheet says what is on the other', async () => {
  await toPeople();
  await lead.getByRole('button', { name: 'Person einladen' }).click();
  await lead.getByLabel('Name', { exact: true }).fill('Ayşe Demir');
  await lead.keyboard.press('Enter');
  await lead.getByRole('heading', { name: 'Zwei Dinge, zwei Wege' }).waitFor();
  const [link = '', code = ''] = await lead.locator('.handed-text').allTextContents();
  await lead.getByRole('button', { name: 'Als Bild zeigen' }).click();
  await lead.getByRole('img', { name: 'Der Code als Bild' }).first().waitFor();
  await shoot(lead, 'handed-picture');
  const mail = decodeURIComponent(
    (await lead.getByRole('link', { name: 'E-Mail schreiben' }).getAttribute('href')) ?? '',
  );
  expect(mail).toContain(link);
  expect(mail).not.toContain(code);
  await lead.evaluate(() => {
    window.print = () => undefined;
  });
  await lead.setViewportSize({ width: 794, height: 1123 });
  for (const [button, has, hasNot] of [
    ['Blatt mit Link drucken', link, code],
    ['Blatt mit Code drucken', code, link],
  ] as const) {
    await lead.getByRole('button', { name: button }).click();
    const sheet = (await lead.locator('.invitation-sheet').textContent()) ?? '';
    expect(sheet).toContain('Für Ayşe Demir');
    expect(sheet).toContain(has);
    expect(sheet).not.toContain(hasNot);
    await lead.emulateMedia({ media: 'print' });
    await shoot(lead, `sheet-${button.slice(-11, -8)}`);
    await lead.emulateMedia({ media: 'screen' });
  }
});
