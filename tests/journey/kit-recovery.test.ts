import { rm } from 'node:fs/promises';
import type { ServerProcess } from '@siegel/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  emptyServer,
  found,
  keepKit,
  type KeptKit,
  launch,
  nameFounder,
  nameHouse,
  openPage,
  PASSWORD,
  signIn,
  signOut,
} from './first-run-world.ts';

const NEW_PASSWORD = 'Neuer Anfang nach dem Brand 3';

let server: ServerProcess;
let browser: Browser;
let first: Page;
let kit: KeptKit;
beforeAll(async () => {
  [server, browser] = await Promise.all([emptyServer(), launch()]);
  first = (await openPage(await browser.newContext({ locale: 'de-DE' }))).page;
  await first.goto(`${server.url}/#einrichten=${await server.foundingToken()}`);
  await nameHouse(first);
  await nameFounder(first);
  kit = await keepKit(first);
  await found(first);
  await first.keyboard.press('Alt+n');
  await first.getByLabel('Name', { exact: true }).fill('Brandt');
  await first.getByLabel('Vorname').fill('Ilse');
  await first.keyboard.press('Enter');
  await first.getByLabel(/^Text des Eintrags/).waitFor();
  await first.keyboard.type('bef RR 150/90');
  await first.keyboard.press('Enter');
  await first.locator('.eintrag').filter({ hasText: 'RR 150/90' }).waitFor();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(server.directory, { recursive: true, force: true });
});

/** A browser that was never here, at the field for the kit. */
async function stranger(): Promise<Page> {
  const { page } = await openPage(
    await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' }),
  );
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Zugang wiederherstellen' }).click();
  await page.getByLabel('Organisationsschlüssel').waitFor();
  return page;
}

async function tryKit(page: Page, text: string): Promise<void> {
  await page.getByLabel('Organisationsschlüssel').fill(text);
  await page.getByRole('button', { name: 'Weiter' }).click();
}

test('[FR20] [FR21] says of every wrong kit what is wrong with it', async () => {
  const page = await stranger();
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByText('Bitte geben Sie den Organisationsschlüssel ein.').waitFor();
  const words = [...kit.words];
  await tryKit(page, words.with(6, 'xylofon').join(' '));
  await page.getByText('Wort 7 steht nicht in der Wortliste.').waitFor();
  await tryKit(page, words.slice(0, 23).join(' '));
  await page.getByText('Das sind 23 Wörter.').waitFor();
  await tryKit(page, [...words.slice(1), words[0]].join(' '));
  await page.getByText('Diese Wörter ergeben keinen Organisationsschlüssel.').waitFor();
  await tryKit(page, kit.file.replace(/Pruefsumme: ./, 'Pruefsumme: x'));
  await page.getByText('Diese Schlüsseldatei ist beschädigt.').waitFor();
  await tryKit(page, `${'abandon '.repeat(23)}art`);
  await page.getByText('Dieser Organisationsschlüssel gehört zu einer anderen Organisation.').waitFor();
}, 60_000);

test('[FR22] [FR23] words from paper and a new password let the administrator in again; everybody sees it', async () => {
  const page = await stranger();
  // As people type from a sheet: numbers, capitals, line breaks.
  const typed = kit.words.map((word, at) => `${at + 1}. ${word.toUpperCase()}${at % 4 === 3 ? '\n' : ' '}`).join('');
  await tryKit(page, typed);
  await page.getByText('Der Schlüssel gehört zu dieser Organisation.').waitFor();
  await page.getByRole('radio', { name: 'k.albers' }).waitFor();
  await page.getByLabel('Passwort', { exact: true }).fill(NEW_PASSWORD);
  await page.getByLabel('Passwort wiederholen').fill(NEW_PASSWORD);
  await page.getByText(/Stärke: (sehr )?gut/).waitFor();
  await page.getByRole('button', { name: 'Zugang wiederherstellen' }).click();
  await page.getByRole('heading', { name: 'Akten' }).waitFor({ timeout: 30_000 });
  await page.getByText(/wurde der Zugang von Dr\. Katrin Albers mit dem Organisationsschlüssel/).waitFor();
  await page.keyboard.type('brandt');
  await page.keyboard.press('Enter');
  await page.locator('.eintrag').filter({ hasText: 'RR 150/90' }).waitFor();
  await page.keyboard.type('not nach der Wiederherstellung');
  await page.keyboard.press('Enter');
  await page.locator('.eintrag').filter({ hasText: 'nach der Wiederherstellung' }).waitFor();
  await page.getByText('Alles gespeichert').waitFor();
  // From now on this is a device like any other.
  await page.reload();
  await page.getByText('Alles gespeichert').waitFor();
  await signOut(page);
  await signIn(page, NEW_PASSWORD);
  await page.getByText('Alles gespeichert').waitFor();
}, 90_000);

test('[FR22] the lost device is out, with the old password and with the new one', async () => {
  await first.goto(server.url);
  for (const password of [PASSWORD, NEW_PASSWORD]) {
    await first.getByLabel('Passwort', { exact: true }).fill(password);
    await first.keyboard.press('Enter');
    await first
      .getByText(/Noch gesperrt|^Anmelden$|kennt Sie noch nicht/)
      .first()
      .waitFor();
    expect(await first.getByText('Brandt').count()).toBe(0);
  }
}, 60_000);

test('[FR24] prints the sheet again from the file, and says openly what a lost kit means', async () => {
  const { page } = await openPage(
    await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' }),
  );
  await page.goto(`${server.url}/wiederherstellen`);
  await tryKit(page, kit.file);
  await page.getByLabel('Passwort', { exact: true }).fill(NEW_PASSWORD);
  await page.getByLabel('Passwort wiederholen').fill(NEW_PASSWORD);
  await page.getByText(/Stärke: (sehr )?gut/).waitFor();
  await page.getByRole('button', { name: 'Zugang wiederherstellen' }).click();
  await page.getByRole('button', { name: 'Wiederherstellungsblatt noch einmal drucken' }).click();
  await page.getByText('Der Schlüssel lässt sich nicht ersetzen').waitFor();
  await page.getByLabel('Organisationsschlüssel').fill(`${'abandon '.repeat(23)}art`);
  await page.getByRole('button', { name: 'Blatt anzeigen' }).click();
  await page.getByText('gehört zu einer anderen Organisation').waitFor();
  await page.getByLabel('Organisationsschlüssel').fill(kit.file);
  await page.getByRole('button', { name: 'Blatt anzeigen' }).click();
  await page.locator('.sheet').waitFor();
  expect(await page.locator('.sheet-word').allTextContents()).toEqual(kit.words);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.sheet-again-side').isVisible()).toBe(false);
  expect(await page.locator('.sheet').isVisible()).toBe(true);
}, 90_000);
