import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';

// A smoke test in a second browser engine: what the safe needs of WebCrypto, IndexedDB, workers and the policy works there, too.
// Driven over WebDriver BiDi, because the browser is Debian's own and no patched build.
const FIREFOX = '/usr/bin/firefox-esr';
const HAS_FIREFOX = existsSync(FIREFOX);
const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;

let server: ServerProcess;
let folder: string;
let practice: Practice;
let browser: Browser;
beforeAll(async () => {
  if (!HAS_FIREFOX) return;
  server = await spawnServer({ args: ['--web', WEB] });
  folder = await mkdtemp(join(tmpdir(), 'siegel-firefox-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  browser = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, headless: true });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(folder ?? '', { recursive: true, force: true });
  await rm(server?.directory ?? '', { recursive: true, force: true });
});

const shows = (page: Page, words: string) =>
  page.waitForFunction((text) => document.body.innerText.includes(text), { timeout: 30_000 }, words);

test.skipIf(!HAS_FIREFOX)(
  '[K8] [X1] a fresh Firefox signs in, finds, reads, writes, and comes back after a lock',
  async () => {
    const page = await browser.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    const access = { account: 'lindner', password: PASSWORD, recoveryCode: practice.founded.recoveryCode };
    const fragment = Buffer.from(JSON.stringify(access)).toString('base64url');
    await page.goto(`${server.url}/anmelden#demo=${fragment}`);
    await shows(page, '1 Person');
    await page.keyboard.type('b,i 1403');
    await shows(page, 'Brandt');
    await page.keyboard.press('Enter');
    await shows(page, 'RR 150/90');
    await page.keyboard.type('NOT aus Firefox');
    await page.keyboard.press('Enter');
    await shows(page, 'aus Firefox');
    await shows(page, 'Alles gespeichert');
    await page.keyboard.press('F9');
    await shows(page, 'gesperrt seit');
    expect(await page.evaluate(() => document.body.innerText)).not.toContain('Brandt');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await shows(page, 'aus Firefox');
    expect(complaints).toEqual([]);
  },
);
