import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const CHROMIUM = '/usr/bin/chromium-headless-shell';
const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;
export const PASSWORD = 'Lindenhof im Regen 7';
export const FOUNDER = 'Dr. Katrin Albers';
export const ORGANISATION = 'Praxis am Lindenhof';

/** A server without an organisation that hands out the built client. */
export async function emptyServer(): Promise<ServerProcess> {
  expect(existsSync(join(WEB, 'index.html')), 'build the client first: npm run build:client').toBe(true);
  return spawnServer({ args: ['--web', WEB] });
}

/** A browser of the tests. @param more flags beside those it always has. */
export function launch(more: readonly string[] = []): Promise<Browser> {
  const flags = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ];
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [...flags, '--disable-component-update', '--disable-sync', ...more],
  });
}

/** A page of a browser profile, with everything the browser complained about. */
export async function openPage(
  context: BrowserContext,
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

export const next = (page: Page) => page.getByRole('button', { name: 'Weiter' }).click();

/** Step 1: what kind of house, its name and its first site. */
export async function nameHouse(page: Page, code?: string): Promise<void> {
  await page.getByRole('heading', { name: 'Wer arbeitet hier?' }).waitFor();
  if (code !== undefined) await page.getByLabel('Einrichtungscode').fill(code);
  await page.getByLabel('Name der Organisation').fill(ORGANISATION);
  await page.getByLabel('Erste Betriebsstätte').fill('Hauptstelle');
  await next(page);
}

/** Step 2: who, and with which password. */
export async function nameFounder(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel('Ihr Name').fill(FOUNDER);
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByLabel('Passwort wiederholen').fill(password);
  await page.getByText(/Stärke: (sehr )?gut/).waitFor();
  await next(page);
}

/** A kept kit: the saved file and what stands on the sheet. */
export interface KeptKit {
  readonly file: string;
  readonly words: readonly string[];
}

/** Saves the kit file; the download is read as somebody would find it on the stick. */
export async function saveKit(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Datei speichern' }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

/** Step 3: saves the file, prints the sheet and types the three words from it. */
export async function keepKit(page: Page, print = 'Drucken'): Promise<KeptKit> {
  const file = await saveKit(page);
  await page.getByRole('button', { name: print }).last().click();
  const words = await wordsOfSheet(page);
  await typeWords(page, words);
  await page.getByText('Beides ist gesichert.').waitFor();
  await next(page);
  return { file, words };
}

/** The words as they are printed: all of them, covered on the screen or not. */
export async function wordsOfSheet(page: Page): Promise<readonly string[]> {
  return page.locator('.sheet-word').allTextContents();
}

/** Types the words that are asked for. */
export async function typeWords(page: Page, words: readonly string[]): Promise<void> {
  for (const field of await page.getByLabel(/^Wort \d+$/).all()) {
    const label = await field.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '');
    await field.fill(words[Number(label.replace('Wort ', '')) - 1] ?? '');
  }
}

/** Step 4. */
export async function found(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Organisation anlegen' }).click();
  await page.getByRole('heading', { name: 'Akten' }).waitFor({ timeout: 60_000 });
}

/** How many organisations the server has. */
export async function tenantsOf(server: ServerProcess): Promise<number> {
  const health = (await (await fetch(`${server.url}/health`)).json()) as { readonly tenants: number };
  return health.tenants;
}

/** Leaves the workspace, so that the next one to come has to sign in: a reload alone opens it again. */
export async function signOut(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('dialog').getByRole('combobox');
  await field.fill('>Abmelden');
  await page.getByRole('option', { name: 'Abmelden' }).waitFor();
  await field.press('Enter');
  await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
}

/** Signs the founder in on a browser that knows the device. */
export async function signIn(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel('Benutzername').fill('k.albers');
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}
