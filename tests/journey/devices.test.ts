import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';
import { admitSecondUser } from '../../keyed/safe/test-support/second-user.ts';

const CHROMIUM = '/usr/bin/chromium-headless-shell';
const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
/** From the password on the new browser to its first search field. */
const APPROVAL_MS = 30_000;
const END_MS = 5_000;

let server: ServerProcess;
let folder: string;
let practice: Practice;
/** Recovery code of the colleague at the reception. */
let colleagueCode: string;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  expect(existsSync(join(WEB, 'index.html')), 'build the client first: npm run build:client').toBe(true);
  server = await spawnServer({ args: ['--web', WEB] });
  folder = await mkdtemp(join(tmpdir(), 'siegel-devices-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  colleagueCode = (await admitSecondUser(practice, { account: 'empfang', name: 'Melanie Kruse' })).recoveryCode;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}, 120_000);

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** A browser profile without anything in it. */
async function aProfile(): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' });
  contexts.push(context);
  return context;
}

async function aPage(context?: BrowserContext): Promise<Page> {
  const page = await (context ?? (await aProfile())).newPage();
  page.on('pageerror', (error) => console.info('page error:', error.message));
  await page.goto(`${server.url}/anmelden`);
  return page;
}

async function typePassword(page: Page, account = 'lindner'): Promise<void> {
  await page.getByLabel('Benutzername').fill(account);
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
}

/** Signs in on a browser that was never here, by the recovery code. */
async function enterByCode(context?: BrowserContext): Promise<Page> {
  const page = await aPage(context);
  await typePassword(page);
  await typeCode(page, practice.founded.recoveryCode);
  return page;
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Code', exact: true }).click();
  await page.getByLabel('Wiederherstellungscode').fill(code);
  await page.keyboard.press('Enter');
  await isIn(page);
}

/** What the browser does when it runs out of space. */
async function evict(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const origin = new URL(server.url).origin;
  await page.goto('about:blank');
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb,local_storage' });
  await page.goto(`${server.url}/anmelden`);
}

const isIn = (page: Page) => page.getByText('Alles gespeichert').waitFor();
const wordsOn = (page: Page) => page.locator('.compare-words li').allInnerTexts();

async function openBrandt(page: Page): Promise<void> {
  await page.keyboard.press('F2');
  await page.keyboard.type('brandt');
  await page.getByText('Brandt').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('RR 150/90').waitFor();
}

test('[S2] [DV1] [DV6] a second browser is let in by three words in under 30 s', async () => {
  const approver = await enterByCode();
  await openBrandt(approver);
  const newcomer = await aPage();
  const startedAt = performance.now();
  await typePassword(newcomer);
  await newcomer.getByText('Dieser Browser ist noch nicht freigegeben').waitFor();
  // Wherever the approver is, in the middle of an Akte.
  await approver.getByText('Ein neuer Browser bittet um Freigabe').waitFor();
  await approver.keyboard.press('Alt+w');
  await approver.locator('.compare-words').waitFor();
  await newcomer.locator('.compare-words').waitFor();
  expect(await wordsOn(newcomer)).toEqual(await wordsOn(approver));
  expect(await wordsOn(newcomer)).toHaveLength(3);
  await approver.getByRole('button', { name: 'Freigeben' }).click();
  await newcomer.getByRole('button', { name: 'Dieselben Wörter' }).click();
  await isIn(newcomer);
  const tookMs = performance.now() - startedAt;
  console.info(`approval of a second browser: ${Math.round(tookMs)} ms`);
  expect(tookMs).toBeLessThan(APPROVAL_MS);
  await openBrandt(newcomer);
  // The password alone opens it from now on, and the approver is where it was.
  await newcomer.keyboard.press('F9');
  await newcomer.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await newcomer.keyboard.press('Enter');
  await newcomer.getByText('RR 150/90').waitFor();
  await approver.getByText('Freigegeben. Der neue').waitFor();
  await approver.keyboard.press('Enter');
  await approver.getByText('RR 150/90').waitFor();
}, 90_000);

test('[DV5] a refused browser gets nothing, and the person hears that somebody knows the password', async () => {
  const approver = await enterByCode();
  const stranger = await aPage();
  await typePassword(stranger);
  await approver.getByRole('button', { name: 'Das bin ich nicht' }).click();
  await approver.getByText('Jemand kennt Ihr Passwort').waitFor();
  await stranger.getByText('Nicht freigegeben.').waitFor();
  expect(await stranger.getByText('Alles gespeichert').count()).toBe(0);
}, 60_000);

test('[DV12] [DV40] [DV41] a reload asks for no password and loses no word; a lock asks', async () => {
  const page = await enterByCode();
  await openBrandt(page);
  const line = page.getByLabel(/^Text des Eintrags/);
  await line.fill('Angefangen, nicht gespeichert');
  await page.waitForTimeout(200);
  await page.reload();
  await page.getByText('RR 150/90').waitFor();
  await expect.poll(() => line.inputValue()).toBe('Angefangen, nicht gespeichert');
  await line.fill('Angefangen, weitergeschrieben');
  await page.waitForTimeout(100);
  await page.keyboard.press('F9');
  await page.getByText('Ihr Entwurf ist gesichert').waitFor();
  expect(await page.content()).not.toContain('weitergeschrieben');
  await page.reload();
  // Locked stays locked: who works here is known, nothing else.
  await page.getByRole('heading', { name: 'Dr. Jana Lindner' }).waitFor();
  expect(await page.content()).not.toContain('Brandt');
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('RR 150/90').waitFor();
  await expect.poll(() => line.inputValue()).toBe('Angefangen, weitergeschrieben');
  await page.getByRole('navigation', { name: 'Offene Akten' }).getByText('Brandt').waitFor();
}, 90_000);

test('[DV21] [DV22] a sign-in that is ended from another device locks within five seconds', async () => {
  const [desk, lost] = [await enterByCode(), await enterByCode()];
  await openBrandt(lost);
  await desk.getByRole('button', { name: 'Meine Zugänge' }).click();
  const sessions = desk.getByRole('button', { name: 'Anmeldung beenden' });
  await sessions.first().waitFor();
  const before = await sessions.count();
  // The newest device stands first among the others.
  const startedAt = performance.now();
  await sessions.first().click();
  await lost.getByText('Diese Anmeldung wurde beendet').waitFor({ timeout: END_MS });
  console.info(`an ended sign-in locked after ${Math.round(performance.now() - startedAt)} ms`);
  expect(performance.now() - startedAt).toBeLessThan(END_MS);
  expect(await lost.content()).not.toContain('Brandt');
  await expect.poll(() => sessions.count()).toBe(before - 1);
  await lost.reload();
  await lost.getByText('Entsperren').waitFor();
}, 90_000);

test('[DV30] [DV31] [DV40] two people share a browser: each has own keys, place and drafts', async () => {
  const page = await enterByCode();
  await openBrandt(page);
  const line = page.getByLabel(/^Text des Eintrags/);
  await line.fill('Nur für Lindner');
  await page.waitForTimeout(100);
  await page.keyboard.press('F9');
  await page.getByText('Entsperren').waitFor();
  await page.keyboard.press('Alt+0');
  await typePassword(page, 'empfang');
  await typeCode(page, colleagueCode);
  // Not at the Akte of the one before.
  await page.getByText('Noch keine Akte geöffnet').waitFor();
  await openBrandt(page);
  expect(await line.inputValue()).toBe('');
  await page.keyboard.press('F9');
  await page.getByRole('heading', { name: 'Melanie Kruse' }).waitFor();
  await page.keyboard.press('Alt+1');
  await page.getByRole('heading', { name: 'Dr. Jana Lindner' }).waitFor();
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('RR 150/90').waitFor();
  await expect.poll(() => line.inputValue()).toBe('Nur für Lindner');
}, 90_000);

test('[DV30] two tabs of one browser stay with their two people, over reloads and while both write', async () => {
  const context = await aProfile();
  const [one, other] = [await enterByCode(context), await aPage(context)];
  await typePassword(other, 'empfang');
  await typeCode(other, colleagueCode);
  for (const page of [one, other]) await page.reload();
  const whoIn = async (page: Page) => {
    await isIn(page);
    return page.locator('.who-name').innerText();
  };
  expect([await whoIn(one), await whoIn(other)]).toEqual(['Dr. Jana Lindner', 'Melanie Kruse']);
  await openBrandt(one);
  await openBrandt(other);
  await one.getByLabel(/^Text des Eintrags/).fill('NOT aus dem ersten Tab');
  await one.keyboard.press('Enter');
  await other.getByText('aus dem ersten Tab').first().waitFor();
  // Signing out in one tab ends nobody else.
  await one.keyboard.press('Control+k');
  await one.keyboard.type('Abmelden');
  await one.keyboard.press('Enter');
  await one.getByLabel('Benutzername').waitFor();
  await other.reload();
  expect(await whoIn(other)).toBe('Melanie Kruse');
  await one.reload();
  await one.getByLabel('Benutzername').waitFor();
}, 90_000);

test('[DV11] keeps nothing readable in the browser profile beside the sign-in name, before and after the sign-out', async () => {
  const page = await enterByCode();
  await openBrandt(page);
  await page.getByLabel(/^Text des Eintrags/).fill('Geheimer Entwurf');
  await page.waitForTimeout(300);
  const kept = async () => JSON.stringify(await page.evaluate(readProfile));
  const secrets = ['Brandt', 'Lindner', 'Geheimer Entwurf', 'RR 150', PASSWORD, practice.founded.recoveryCode];
  const open = await kept();
  expect(open).toContain('"extractable":false');
  expect(open).toContain('draft.');
  expect(secrets.filter((secret) => open.includes(secret))).toEqual([]);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Abmelden');
  await page.keyboard.press('Enter');
  await page.getByLabel('Benutzername').waitFor();
  const left = await kept();
  expect(secrets.filter((secret) => left.includes(secret))).toEqual([]);
  expect(left).not.toContain('tab.');
}, 60_000);

/** Everything a script of the page could read: names and values of all databases, as text. */
async function readProfile(): Promise<unknown> {
  const all: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage), document.cookie];
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    for (const store of db.objectStoreNames) {
      const entries = db.transaction(store).objectStore(store);
      const ask = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
      const [keys, values] = await Promise.all([ask(entries.getAllKeys()), ask(entries.getAll())]);
      const shown = (value: unknown) =>
        value instanceof Uint8Array
          ? new TextDecoder('utf-8', { fatal: false }).decode(value)
          : value instanceof CryptoKey
            ? { extractable: value.extractable }
            : value;
      all.push(name, keys, values.map(shown));
    }
    db.close();
  }
  return all;
}

test('[DV13] opens by the password while the server is away, and by no other', async () => {
  const page = await enterByCode();
  await page.keyboard.press('F9');
  await page.getByText('Entsperren').waitFor();
  await page.context().setOffline(true);
  const password = page.getByLabel('Passwort', { exact: true });
  await password.fill('Lindenhof im Regen 8');
  await page.keyboard.press('Enter');
  await page.getByText('Noch gesperrt.').waitFor();
  await password.fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Ohne Verbindung').waitFor();
  await page.keyboard.press('F2');
  await page.keyboard.type('brandt');
  await page.getByText('Brandt').first().waitFor();
}, 60_000);

test('[DV50] a browser that has lost its storage is told from a new one and is let in again', async () => {
  const approver = await enterByCode();
  const context = await aProfile();
  await context.addInitScript(() => {
    // Only a page of an own origin has a storage.
    if (navigator.storage === undefined) return;
    navigator.storage.persist = async () => {
      document.documentElement.dataset['asked'] = 'persist';
      return true;
    };
  });
  const page = await enterByCode(context);
  expect(await page.locator('html').getAttribute('data-asked')).toBe('persist');
  await evict(page);
  await typePassword(page);
  await page.getByText('Dieser Browser hat seine Schlüssel verloren').waitFor();
  await approver.getByText('Ein neuer Browser bittet um Freigabe').waitFor();
  await approver.keyboard.press('Alt+w');
  await page.locator('.compare-words').waitFor();
  await approver.getByRole('button', { name: 'Freigeben' }).click();
  await page.getByRole('button', { name: 'Dieselben Wörter' }).click();
  await isIn(page);
}, 90_000);

test('[DV10] [DV60] a user key file and a passkey are added, open the next browser, and are removed', async () => {
  const page = await enterByCode();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasPrf: true } as const;
  const user = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true } as const;
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, ...user } });
  await page.getByRole('button', { name: 'Meine Zugänge' }).click();
  await page.getByRole('button', { name: 'Passkey hinzufügen' }).click();
  const rows = page.getByRole('region', { name: 'Wenn kein Gerät zur Hand ist' }).locator('li');
  await rows.filter({ hasText: 'Passkey' }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Schlüsseldatei speichern' }).click();
  const file = join(folder, 'siegel-schluessel.json');
  await (await download).saveAs(file);
  await rows.filter({ hasText: 'Schlüsseldatei' }).waitFor();

  await evict(page);
  await typePassword(page);
  await page.getByRole('button', { name: 'Passkey', exact: true }).click();
  await page.getByRole('button', { name: 'Passkey benutzen' }).click();
  await isIn(page);

  const fresh = await aPage();
  await typePassword(fresh);
  await fresh.getByRole('button', { name: 'Schlüsseldatei', exact: true }).click();
  await fresh.getByLabel('Schlüsseldatei wählen').first().setInputFiles(file);
  await isIn(fresh);

  await page.getByRole('button', { name: 'Meine Zugänge' }).click();
  for (const kind of ['Passkey', 'Schlüsseldatei']) {
    await rows.filter({ hasText: kind }).getByRole('button', { name: 'Entfernen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Entfernen' }).click();
    await rows.filter({ hasText: kind }).waitFor({ state: 'detached' });
  }
  const late = await aPage();
  await typePassword(late);
  await late.getByRole('button', { name: 'Schlüsseldatei', exact: true }).click();
  await late.getByLabel('Schlüsseldatei wählen').first().setInputFiles(file);
  await late.getByText('Nicht angemeldet.').waitFor();
}, 120_000);
