import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from './axe.ts';
import { joinOnScreen } from './joining.ts';
import { goTo, LeadWorld } from './lead-world.ts';
import { shoot } from './shoot.ts';

const MAKING_MS = 60_000;
const PLACES = 7;

let world: LeadWorld;
let lead: Page;
/** Named in the key, and administers nothing. */
let deputy: Page;
/** Neither. */
let nurse: Page;
let identity: string;

beforeAll(async () => {
  world = await LeadWorld.start();
  lead = await world.lead();
  deputy = await joinOnScreen(world, lead, { name: 'Ruth Ahlers', account: 'r.ahlers' });
  nurse = await joinOnScreen(world, lead, { name: 'Jana Böttcher', account: 'j.boettcher' });
  // Colours on their way from one state to the next are no finding.
  for (const page of [lead, deputy, nurse]) await page.emulateMedia({ reducedMotion: 'reduce' });
}, 180_000);
afterAll(() => world.end());

const rows = (page: Page) => page.locator('.backup-row');
const inRail = (page: Page) =>
  page.getByRole('navigation', { name: 'Bereiche' }).getByRole('button', { name: 'Backups' });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Reveals the key of now, right behind the sign-in. */
async function reveal(page: Page): Promise<string> {
  await press(page, 'Backup-Schlüssel zeigen');
  const line = page.locator('[data-identity]');
  await line.waitFor();
  return (await line.textContent())?.trim() ?? '';
}

/** Makes one by the button and waits for its row. */
async function makeOne(page: Page): Promise<void> {
  const before = await rows(page).count();
  await press(page, 'Neues Backup erstellen');
  await rows(page).nth(before).waitFor({ timeout: MAKING_MS });
  await page.getByText('Backup erstellt.').waitFor();
}

test('[BK40] [BK41] a key is set up for two persons by name; who is named finds the way here, nobody else', async () => {
  expect(await inRail(deputy).count()).toBe(0);
  await goTo(lead, 'Backups');
  await lead.getByText('Noch kein Backup-Schlüssel').waitFor();
  await shoot(lead, 'backups-no-key');
  expect(await axeFindings(lead)).toEqual([]);
  await press(lead, 'Backup-Schlüssel einrichten');
  const dialog = lead.getByRole('dialog', { name: 'Wer soll Backups öffnen können?' });
  await dialog.getByRole('checkbox', { name: /Lindner/ }).check();
  await dialog.getByRole('checkbox', { name: /Ahlers/ }).check();
  await shoot(lead, 'backups-holders');
  await lead.keyboard.press('Enter');
  await lead.getByText(/^Backups von jetzt an öffnen: .*Lindner.*$/).waitFor();
  await press(lead, 'Später');
  await lead.getByText('Noch kein Backup', { exact: true }).waitFor();
  await inRail(deputy).waitFor();
  expect(await inRail(nurse).count()).toBe(0);
  await nurse.goto(`${world.server.url}/werkzeuge/backups`);
  await nurse.getByText('Backups gehören zur Verwaltung').waitFor();
  await shoot(nurse, 'backups-no-right');
  expect(await axeFindings(nurse)).toEqual([]);
}, 90_000);

test('[BK43] [BK45] a backup is made with progress, compared, and still there after a reload', async () => {
  await makeOne(lead);
  await lead.getByText('1 von 7 Plätzen für selbst erstellte belegt').waitFor();
  expect(await rows(lead).first().textContent()).toContain('Dr. Jana Lindner');
  await rows(lead).first().focus();
  await lead.keyboard.press('p');
  await lead.getByText('Backup geprüft: alle Dateien sind in Ordnung.').waitFor({ timeout: MAKING_MS });
  await shoot(lead, 'backups');
  await lead.reload();
  await rows(lead).first().waitFor();
  await lead.getByText('alle in Ordnung').waitFor();
  for (const scheme of ['light', 'dark'] as const) {
    await lead.emulateMedia({ colorScheme: scheme });
    expect(await axeFindings(lead)).toEqual([]);
    await shoot(lead, `backups-${scheme}`);
  }
  await lead.emulateMedia({ colorScheme: 'light' });
}, 120_000);

test('[BK42] [BK24] whom the key names reveals it, it stands in the log, and the page keeps nothing of it', async () => {
  await goTo(deputy, 'Backups');
  // Who is named and administers nothing sees the key and no backup.
  await deputy.getByText('Ohne diesen Schlüssel kann niemand ein Backup öffnen').waitFor();
  expect(await rows(deputy).count()).toBe(0);
  identity = await reveal(deputy);
  expect(identity).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/);
  await shoot(deputy, 'backups-revealed');
  expect(await axeFindings(deputy)).toEqual([]);
  await press(deputy, 'Schließen');
  await deputy.locator('[data-identity]').waitFor({ state: 'detached' });
  expect(await deputy.content()).not.toContain('AGE-SECRET-KEY');
  expect(await reveal(lead)).toBe(identity);
  await lead.keyboard.press('Escape');
  await goTo(lead, 'Protokoll');
  await lead.getByText('Backup-Schlüssel ausgeliefert: angezeigt').first().waitFor();
}, 90_000);

test('[BK46] [BK30] a download lands in the chosen file, which opens with age and the revealed key', async () => {
  await goTo(lead, 'Backups');
  await rows(lead).first().waitFor();
  await lead.evaluate(() => {
    const given = globalThis as unknown as { showSaveFilePicker: unknown };
    given.showSaveFilePicker = async () =>
      (await navigator.storage.getDirectory()).getFileHandle('backup.tar', { create: true });
  });
  await rows(lead).first().focus();
  await lead.keyboard.press('Enter');
  await lead.getByText('Backup heruntergeladen.').waitFor({ timeout: MAKING_MS });
  await shoot(lead, 'backups-downloaded');
  const written = await lead.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('backup.tar');
    return [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];
  });
  await opensWith(Buffer.from(written), 'chosen');
  // Where a page may not write files, the browser's own download.
  await lead.evaluate(() => void ((globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker = undefined));
  const [download] = await Promise.all([
    lead.waitForEvent('download'),
    rows(lead)
      .first()
      .getByRole('button', { name: /^Herunterladen/ })
      .click(),
  ]);
  expect(await readFile(await download.path())).toEqual(Buffer.from(written));
}, 120_000);

/** The tar compares with its own list, and its description opens with Debian's age and zstd. */
async function opensWith(tar: Buffer, name: string): Promise<void> {
  const folder = join(world.folder, name);
  await mkdir(folder);
  await writeFile(join(folder, 'backup.tar'), tar);
  await writeFile(join(folder, 'key.txt'), `${identity}\n`);
  execFileSync('tar', ['-xf', 'backup.tar'], { cwd: folder });
  const list = execFileSync('tar', ['-tf', 'backup.tar'], { cwd: folder }).toString();
  const [, id = ''] = /^backups\/([^/]+)\/SHA256SUMS$/m.exec(list) ?? [];
  execFileSync('sha256sum', ['--quiet', '-c', `backups/${id}/SHA256SUMS`], { cwd: folder });
  const packed = execFileSync('age', ['-d', '-i', 'key.txt', `backups/${id}/manifest.age`], { cwd: folder });
  expect(execFileSync('zstd', ['-d', '-c'], { input: packed }).toString()).toContain('"siegel-backup 1"');
}

test('[BK44] [BK28] an eighth asks which of the seven goes; deleting asks first', async () => {
  for (let made = 1; made < PLACES; made++) await makeOne(lead);
  await lead.getByText('7 von 7 Plätzen für selbst erstellte belegt').waitFor();
  const oldest = await rows(lead).last().getAttribute('data-row');
  await press(lead, 'Neues Backup erstellen');
  const dialog = lead.getByRole('dialog', { name: 'Welches Backup soll weichen?' });
  await dialog.waitFor();
  expect(await dialog.getByRole('combobox').inputValue()).toBe(oldest);
  await shoot(lead, 'backups-full');
  expect(await axeFindings(lead)).toEqual([]);
  expect(await rows(lead).count()).toBe(PLACES);
  await press(lead, 'Löschen und neues erstellen');
  await lead.locator(`[data-row="${oldest}"]`).waitFor({ state: 'detached' });
  await rows(lead)
    .nth(PLACES - 1)
    .waitFor({ timeout: MAKING_MS });
  await lead.getByText('Backup erstellt.').waitFor({ timeout: MAKING_MS });
  expect(await rows(lead).count()).toBe(PLACES);
  await rows(lead).last().focus();
  await lead.keyboard.press('Delete');
  await lead.getByRole('dialog', { name: 'Backup löschen?' }).waitFor();
  await press(lead, 'Löschen');
  await lead.getByText(/^Backup von .* gelöscht\.$/).waitFor();
  await lead.getByText('6 von 7 Plätzen für selbst erstellte belegt').waitFor();
  await lead.setViewportSize({ width: 390, height: 800 });
  await shoot(lead, 'backups-390');
  expect(await axeFindings(lead)).toEqual([]);
  expect(await lead.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await lead.setViewportSize({ width: 1440, height: 900 });
  await lead.keyboard.press('Control+k');
  await lead.getByRole('dialog').getByRole('combobox').fill('>English');
  await lead.getByRole('option', { name: /English/ }).waitFor();
  await lead.keyboard.press('Enter');
  await lead.getByText('6 of 7 places for your own taken').waitFor();
  expect(await axeFindings(lead)).toEqual([]);
  await shoot(lead, 'backups-en');
  expect(world.complaints).toEqual([]);
}, 180_000);
