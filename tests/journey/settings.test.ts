import { createSqliteEngine, readBoxKeyFile } from '@siegel/store';
import { hexOf } from '@siegel/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rulesNow } from '../../keyed/safe/src/safe/house-rules.ts';
import { setOfflineSlotAllowed } from '../../keyed/safe/src/safe/offline-rule.ts';
import { readOrganisation } from '../../keyed/safe/src/settings/organisation.ts';
import { must, PASSWORD } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { PracticeWorld } from './practice-world.ts';
import { shoot } from './shoot.ts';

const NEW_PASSWORD = 'Weiden an der Spree im November 9';
const DAY_MS = 86_400_000;
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><script>alert(1)</script><metadata>Katrin Albers</metadata><circle cx="200" cy="200" r="180" fill="#20598e"/></svg>';

let world: PracticeWorld;
let lead: Page;

beforeAll(async () => {
  world = await PracticeWorld.start();
  lead = await world.arrive('lindner');
}, 120_000);

afterAll(() => world?.end());

async function to(page: Page, section: string): Promise<void> {
  await page.getByRole('button', { name: 'Einstellungen', exact: true }).first().click();
  await page
    .getByRole('navigation', { name: 'Bereiche der Einstellungen' })
    .getByText(section, { exact: true })
    .click();
  await page.getByRole('heading', { name: section, exact: true }).waitFor();
}

/** What axe finds, and what sticks out of the window sideways. */
async function findings(page: Page): Promise<readonly string[]> {
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  return [...(await axeFindings(page)), ...(isWide ? ['sticks out'] : [])];
}

/** Looks at what is on screen at two widths in both schemes; keeps pictures when the run was asked for them. */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 390]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(150);
      expect([name, width, colorScheme, await findings(page)]).toEqual([name, width, colorScheme, []]);
      await shoot(page, `${name}-${width}-${colorScheme}`);
    }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

const saved = (form: string) =>
  lead.getByRole('form', { name: form }).getByText('Gespeichert', { exact: true }).waitFor();

test('[F8] [EI1] [EI3] [EI4] [EI5] [EI6] name, address, colour and logo of the house are changed, and show', async () => {
  await lead.keyboard.press('Control+k');
  await lead.getByRole('dialog').getByRole('combobox').fill('>Einstellungen');
  await lead.getByRole('option', { name: 'Einstellungen' }).waitFor();
  await lead.keyboard.press('Enter');
  await lead.getByLabel('Name', { exact: true }).fill('Praxis am Fluss');
  await lead.getByRole('textbox', { name: 'Anschrift' }).fill('Uferweg 1\n12345 Lindenau');
  await lead.getByRole('form', { name: 'Name und Anschrift' }).getByRole('button', { name: 'Speichern' }).click();
  await saved('Name und Anschrift');
  const look = lead.getByRole('form', { name: 'Farbe und Logo' });
  await look.getByLabel('Beere').check();
  await look
    .getByLabel('Datei wählen')
    .setInputFiles({ name: 'x.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a') });
  await look.getByText('Dieses Bild lässt sich nicht als Logo verwenden.').waitFor();
  await look
    .getByLabel('Datei wählen')
    .setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(LOGO) });
  await look.getByRole('img', { name: 'Logo der Organisation' }).waitFor();
  await look.getByRole('button', { name: 'Speichern' }).click();
  await saved('Farbe und Logo');
  await lead.getByRole('img', { name: 'Praxis am Fluss' }).waitFor();
  expect(await lead.evaluate(() => document.documentElement.dataset['accent'])).toBe('pink');
  const { desk } = world.practice;
  must(await desk.sync());
  const { logo = new Uint8Array(0) } = must(await readOrganisation(desk));
  expect(chunksOf(logo)).toEqual(['IHDR', 'IDAT', 'IEND']);
  await lead.getByText('Arztpraxis').waitFor();
  await lookAt(lead, 'organisation');
  expect(world.complaints).toEqual([]);
}, 120_000);

test('[EI2] who may not administer reads all of it and has nothing to press', async () => {
  const reader = await world.arrive('empfang');
  await reader.getByRole('img', { name: 'Praxis am Fluss' }).waitFor();
  await to(reader, 'Organisation');
  await reader.getByText('Sie können hier alles lesen.').waitFor();
  expect(await reader.getByLabel('Name', { exact: true }).inputValue()).toBe('Praxis am Fluss');
  await to(reader, 'Änderungen');
  await reader.getByText('Praxis am Lindenhof', { exact: true }).waitFor();
  expect(await reader.getByRole('button', { name: 'Zurück auf vorher' }).count()).toBe(0);
  await reader.context().close();
}, 60_000);

test('[EI9] what another administrator saved meanwhile is said, and what was typed is kept', async () => {
  const second = await world.arrive('lindner');
  await to(second, 'Organisation');
  await second.getByLabel('Name', { exact: true }).fill('Praxis am See');
  await to(lead, 'Organisation');
  await lead.getByLabel('Name', { exact: true }).fill('Praxis am Ufer');
  await lead.getByRole('form', { name: 'Name und Anschrift' }).getByRole('button', { name: 'Speichern' }).click();
  await saved('Name und Anschrift');
  const form = second.getByRole('form', { name: 'Name und Anschrift' });
  await form.getByRole('button', { name: 'Speichern' }).click();
  await form.getByText('Inzwischen hat jemand anderes gespeichert.').waitFor();
  await form.getByText('Praxis am Ufer').waitFor();
  expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('Praxis am See');
  await lookAt(second, 'meanwhile');
  await form.getByRole('button', { name: 'Speichern' }).click();
  await form.getByText('Gespeichert', { exact: true }).waitFor();
  await second.context().close();
}, 120_000);

test('[EI7] [EI8] the list of changes says from what to what, and one is set back', async () => {
  await to(lead, 'Änderungen');
  const rows = lead.locator('.setting-changes > li');
  await rows.first().getByText('Praxis am See').waitFor();
  await lookAt(lead, 'changes');
  await rows.first().getByRole('button', { name: 'Zurück auf vorher' }).click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Zurück auf vorher' }).click();
  await lead.getByText('Es gilt wieder, was vorher dort stand.').waitFor();
  await to(lead, 'Organisation');
  expect(await lead.getByLabel('Name', { exact: true }).inputValue()).toBe('Praxis am Ufer');
}, 120_000);

test('[F8] [PW1] [PW5] [PW10] rules for passwords are set, said while typing, and asked for at the next sign-in', async () => {
  await to(lead, 'Anmeldung');
  const form = lead.getByRole('form', { name: 'Regeln für Passwörter' });
  await form.getByLabel('Mindestlänge').fill('22');
  await form.getByLabel('Gültigkeit').fill('180');
  await form.getByText('Wer regelmäßig wechseln muss').waitFor();
  await form.getByLabel('Frühere Passwörter').fill('3');
  await form.getByLabel('Gesperrte Wörter').fill('Lindner\nUfer');
  await form.getByLabel('Ziffern').check();
  // Somebody changes another rule of the same entry: nobody is asked about it (EI9).
  const { desk } = world.practice;
  must(await desk.sync());
  must(await setOfflineSlotAllowed(desk, false));
  await form.getByRole('button', { name: 'Speichern' }).click();
  await saved('Regeln für Passwörter');
  expect(await form.getByText('Inzwischen hat jemand anderes gespeichert.').count()).toBe(0);
  must(await desk.sync());
  expect(rulesNow(desk)).toMatchObject({ offlineSlot: 'forbidden', password: { length: 22, validDays: 180 } });
  await lookAt(lead, 'password-rules');
  await lead.keyboard.press('F9');
  await lead.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await lead.keyboard.press('Enter');
  await lead.getByText('Ihr Passwort erfüllt die Regeln nicht mehr').waitFor();
  await lead.getByRole('button', { name: 'Passwort ändern' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByLabel('Bisheriges Passwort').fill(PASSWORD);
  await dialog.getByLabel('Neues Passwort').fill('Am Ufer');
  await dialog.getByText('kein gesperrtes Wort: „Ufer“ kommt darin vor').waitFor();
  await dialog.getByRole('listitem').filter({ hasText: 'mindestens 22 Zeichen' }).getByText('fehlt noch').waitFor();
  await lookAt(lead, 'new-password');
  await dialog.getByLabel('Neues Passwort').fill(NEW_PASSWORD);
  await dialog.getByLabel('Passwort wiederholen').fill(NEW_PASSWORD);
  await dialog.getByText(/Stärke: (sehr )?gut/).waitFor();
  await lead.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await lead.getByText('Ihr Passwort erfüllt die Regeln nicht mehr').waitFor({ state: 'detached' });
}, 120_000);

test('[PW8] a password whose days are over opens nothing but its change, then the work goes on', async () => {
  await agePassword(200);
  await lead.goto(`${world.server.url}/`);
  await lead.reload();
  await lead.getByRole('heading', { name: 'Ihr Passwort ist abgelaufen' }).waitFor({ timeout: 30_000 });
  await lookAt(lead, 'ended');
  await lead.getByLabel('Bisheriges Passwort').fill(NEW_PASSWORD);
  const next = 'Erlen hinter dem alten Haus 57';
  await lead.getByLabel('Neues Passwort').fill(NEW_PASSWORD);
  await lead.getByLabel('Passwort wiederholen').fill(NEW_PASSWORD);
  await lead.getByText(/Stärke: (sehr )?gut/).waitFor();
  await lead.getByRole('button', { name: 'Passwort ändern' }).click();
  await lead.getByText('Dieses Passwort hatten Sie schon.').waitFor();
  await lead.getByLabel('Neues Passwort').fill(next);
  await lead.getByLabel('Passwort wiederholen').fill(next);
  await lead.getByText(/Stärke: (sehr )?gut/).waitFor();
  await lead.getByRole('button', { name: 'Passwort ändern' }).click();
  await lead
    .getByText(/\d+ Person/)
    .first()
    .waitFor({ state: 'attached', timeout: 30_000 });
  expect(await lead.getByRole('heading', { name: 'Ihr Passwort ist abgelaufen' }).count()).toBe(0);
  await lead.keyboard.press('F2');
  await lead.keyboard.type('brandt');
  await lead.getByText('Brandt').first().waitFor();
}, 120_000);

/** Names of the chunks of a PNG, each once: nothing but dots means no text, no place, no time. */
function chunksOf(png: Uint8Array): readonly string[] {
  const bytes = Buffer.from(png);
  const names = new Set<string>();
  for (let at = 8; at + 8 <= bytes.length; at += 12 + bytes.readUInt32BE(at))
    names.add(bytes.toString('latin1', at + 4, at + 8));
  return [...names].filter((name) => name !== 'sRGB');
}

/** As if the password of the lead had been set so many days ago: the time stands with the server, which is stopped for it. */
async function agePassword(days: number): Promise<void> {
  const { directory, boxKeyFile } = world.server;
  const { tenant, user } = world.practice.founded.given;
  await world.cut();
  const engine = createSqliteEngine({ directory, boxKey: must(await readBoxKeyFile(boxKeyFile)) });
  const store = must(await engine.openTenant(tenant));
  const at = Buffer.alloc(8);
  at.writeBigUInt64BE(BigInt(Date.now() - days * DAY_MS));
  await store.write((tx) => tx.putSecret(`password-of/${hexOf(user)}`, at));
  await engine.close();
  await world.startAgain();
}
