import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';
import { shoot } from './shoot.ts';

const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;

let server: ServerProcess;
let folder: string;
let practice: Practice;
let browser: Browser;

beforeAll(async () => {
  server = await spawnServer({ args: ['--web', WEB] });
  folder = await mkdtemp(join(tmpdir(), 'siegel-journey-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu'],
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** The same server again, at the same address. */
async function startAgain(): Promise<void> {
  const { directory, boxKeyFile, port } = server;
  server = await spawnServer({ directory, boxKeyFile, args: ['--web', WEB, '--port', String(port)] });
}

async function arrive(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const access = { account: 'lindner', password: PASSWORD, recoveryCode: practice.founded.recoveryCode };
  await page.goto(`${server.url}/anmelden#demo=${Buffer.from(JSON.stringify(access)).toString('base64url')}`);
  await page.getByText(/^\d Person/).waitFor();
  return page;
}

const freshContext = () => browser.newContext({ locale: 'de-DE', viewport: { width: 1440, height: 900 } });

async function openBrandt(page: Page): Promise<void> {
  await page.keyboard.press('F2');
  await page.keyboard.type('brandt');
  await page.locator('.hit').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('RR 150/90').waitFor();
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
}

const commandLine = (page: Page) => page.getByLabel(/^Text des Eintrags/);

/** Ends the server for a while; it is there again afterwards, whatever happens in between. */
async function withoutServer(work: () => Promise<void>): Promise<void> {
  await server.end('SIGKILL');
  try {
    await work();
  } finally {
    await startAgain();
  }
}

test('[OF1] [OF3] [OF6] [CD10] the server falls silent: opened Akten stay readable, the page loads, what is written waits in a list and is sent once', async () => {
  const page = await arrive(await freshContext());
  await openBrandt(page);
  await page.keyboard.press('Alt+s');
  await page.getByText('Liegt geprüft auf diesem Gerät').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F4');
  await withoutServer(async () => {
    await page.getByText('Ohne Verbindung, Kopie auf diesem Gerät').waitFor();
    await openBrandt(page);
    await page.getByText(/^Kopie von \d\d\.\d\d\.\d{4}, \d\d:\d\d\.$/).waitFor();
    await commandLine(page).fill('NOT ohne Leitung geschrieben');
    await page.keyboard.press('Enter');
    await page.locator('.eintrag').filter({ hasText: 'ohne Leitung geschrieben' }).waitFor();
    await page.getByText('1 Eintrag wartet auf Verbindung').waitFor();
    await page.keyboard.press('F4');
    await page.keyboard.press('Alt+s');
    const line = page.locator('.waiting-row');
    await line.filter({ hasText: 'Brandt, Ilse' }).filter({ hasText: 'wartet' }).waitFor();
    await line.click();
    await page.locator('.eintrag').filter({ hasText: 'ohne Leitung geschrieben' }).waitFor();
    // Another window of the same browser: its page comes from the device.
    const other = await page.context().newPage();
    await other.goto(`${server.url}/anmelden`);
    await other.getByLabel('Benutzername').waitFor();
    await other.getByText('nicht erreichbar').waitFor();
    await other.close();
  });
  await page.getByText('Alles gespeichert').waitFor({ timeout: 60_000 });
  await page.getByText('Verbunden', { exact: true }).waitFor({ timeout: 60_000 });
  await practice.desk.sync();
  const notes = (await practice.desk.openPerson(Buffer.from(practice.personId).toString('hex'))) as unknown as {
    readonly value: readonly { readonly opened: { readonly value?: { readonly text?: string } } }[];
  };
  expect(notes.value.filter(({ opened }) => opened.value?.text === 'ohne Leitung geschrieben')).toHaveLength(1);
});

test('[OF1] [OF3] [CD10] without a server the page loads again, the password opens the safe, and today is read and written from the device', async () => {
  const page = await arrive(await freshContext());
  await openBrandt(page);
  await page.keyboard.press('Alt+s');
  await page.getByText('Liegt geprüft auf diesem Gerät').waitFor();
  await page.keyboard.press('Escape');
  await withoutServer(async () => {
    await page.reload();
    await unlock(page);
    await page.getByText('Ohne Verbindung, Kopie auf diesem Gerät').waitFor({ timeout: 60_000 });
    await page.getByText('RR 150/90').waitFor();
    await page.getByText(/^Kopie von \d\d\.\d\d\.\d{4}, \d\d:\d\d\.$/).waitFor();
    await commandLine(page).fill('NOT nach dem Neuladen ohne Leitung');
    await page.keyboard.press('Enter');
    await page.getByText('1 Eintrag wartet auf Verbindung').waitFor();
  });
  // The session ended with the line: what waits goes out with the next sign-in at the latest.
  await page
    .getByText('Verbunden', { exact: true })
    .or(page.getByLabel('Passwort', { exact: true }))
    .first()
    .waitFor({ timeout: 60_000 });
  if (await page.getByLabel('Passwort', { exact: true }).isVisible()) await unlock(page);
  await page.getByText('Alles gespeichert').waitFor({ timeout: 60_000 });
});

test('[OF20] a second window takes the safe and the draft; the first locks and says so, and takes both back', async () => {
  const context = await freshContext();
  const first = await arrive(context);
  await openBrandt(first);
  await commandLine(first).fill('NOT noch nicht fertig');
  const second = await context.newPage();
  await second.goto(`${server.url}/anmelden`);
  await second.getByLabel('Benutzername').fill('lindner');
  await unlock(second);
  await second.getByText(/^\d Person/).waitFor();
  await first.getByText('In einem anderen Fenster dieses Browsers geöffnet.').waitFor();
  expect(await first.getByText('Brandt').count()).toBe(0);
  await openBrandt(second);
  await expect.poll(() => commandLine(second).inputValue()).toContain('noch nicht fertig');
  await second.keyboard.type(', im zweiten Fenster');
  await first.bringToFront();
  await unlock(first);
  await first.getByText('RR 150/90').waitFor();
  await expect.poll(() => commandLine(first).inputValue()).toContain('noch nicht fertig, im zweiten Fenster');
  await first.keyboard.press('Enter');
  await first.locator('.eintrag').filter({ hasText: 'noch nicht fertig, im zweiten Fenster' }).waitFor();
  await second.getByText('In einem anderen Fenster dieses Browsers geöffnet.').waitFor();
});

test('[OF21] [WB6] the worker breaks: the page locks with what was typed, and goes on after the password', async () => {
  const page = await arrive(await freshContext());
  await openBrandt(page);
  await commandLine(page).fill('NOT vor dem Absturz getippt');
  const [worker] = page.workers();
  await worker?.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('planted');
      }),
  );
  await page.getByText('wurde neu gestartet').waitFor();
  await unlock(page);
  await page.getByText('RR 150/90').waitFor();
  expect(await commandLine(page).inputValue()).toContain('vor dem Absturz getippt');
  await page.keyboard.press('Enter');
  await page.getByText('Alles gespeichert').waitFor();
});

// It waits for most of its time; the gate has no minute to give.
if (process.env['SIEGEL_NIGHT'] !== undefined)
  test('[OF21] a worker that ends without a word is noticed within a minute', async () => {
    const page = await arrive(await freshContext());
    const [worker] = page.workers();
    await worker?.evaluate(() => void setTimeout(() => close())).catch(() => undefined);
    await page.getByText('wurde neu gestartet').waitFor({ timeout: 60_000 });
    await unlock(page);
    await page.getByText(/^\d Person/).waitFor();
  }, 120_000);

test('[OF10] a browser without room says so and keeps what was typed', async () => {
  const page = await arrive(await freshContext());
  await openBrandt(page);
  // What the browser does when its disk is full; its own switch for it has no effect on a fresh profile.
  const [worker] = page.workers();
  await worker?.evaluate(() => {
    const store = IDBObjectStore.prototype as { put(value: unknown, key: string): IDBRequest };
    const put = Reflect.get(store, 'put') as unknown;
    Object.assign(globalThis, { makeRoom: () => Reflect.set(store, 'put', put) });
    store.put = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });
  await commandLine(page).fill('NOT kein Platz im Browser');
  await page.keyboard.press('Enter');
  await page.getByText('Auf diesem Gerät ist kein Speicher mehr frei.').waitFor();
  expect(await commandLine(page).inputValue()).toContain('kein Platz im Browser');
  await page.getByText('Kein Speicher frei auf diesem Gerät').waitFor();
  await worker?.evaluate(() => (globalThis as unknown as { makeRoom: () => boolean }).makeRoom());
  await page.keyboard.press('Enter');
  await page.getByText('Alles gespeichert').waitFor();
  await page.locator('.eintrag').filter({ hasText: 'kein Platz im Browser' }).waitFor();
});

test('[WB42] Alt V shows what the server sees at home and in the search, with real bytes', async () => {
  const page = await arrive(await freshContext());
  await page.keyboard.press('Alt+v');
  const pane = page.locator('.server-view');
  await pane.getByText('Der Server sieht', { exact: true }).waitFor();
  for (const dump of await pane.locator('.hex').all()) expect((await dump.innerText()).length).toBeGreaterThan(50);
  await page.keyboard.press('Alt+v');
  await pane.waitFor({ state: 'detached' });
  await page.keyboard.press('F2');
  await page.keyboard.type('brandt');
  await page.locator('.hit').first().waitFor();
  await page.keyboard.press('Alt+v');
  await pane.getByText('Penicillin').waitFor();
  expect(await pane.locator('.raw').count()).toBeGreaterThan(2);
  await shoot(page, 'alt-v');
});
