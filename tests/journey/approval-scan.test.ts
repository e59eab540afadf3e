import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';

const CHROMIUM = '/usr/bin/chromium-headless-shell';
const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
/** A picture of a camera is 4:3, and a code does not fill it. */
const CAMERA = { width: 640, height: 480 } as const;
const FRAMES = 30;

let server: ServerProcess;
let folder: string;
let practice: Practice;
const browsers: Browser[] = [];

beforeAll(async () => {
  expect(existsSync(join(WEB, 'index.html')), 'build the client first: npm run build:client').toBe(true);
  server = await spawnServer({ args: ['--web', WEB] });
  folder = await mkdtemp(join(tmpdir(), 'siegel-scan-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
}, 120_000);

afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function aPage(flags: readonly string[] = []): Promise<Page> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...flags] });
  browsers.push(browser);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' });
  await page.goto(`${server.url}/anmelden`);
  await page.getByLabel('Benutzername').fill('lindner');
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  return page;
}

/** A film of what stands on a screen around the code, as a camera before it sees it. */
async function film(page: Page): Promise<string> {
  const code = await page.locator('.own-code .qr').boundingBox();
  if (code === null) throw new Error('no code on the screen');
  const x = Math.max(0, code.x + code.width / 2 - CAMERA.width / 2);
  const y = Math.max(0, code.y + code.height / 2 - CAMERA.height / 2);
  const frame = await page.screenshot({ type: 'jpeg', quality: 70, clip: { x, y, ...CAMERA } });
  const path = join(folder, 'camera.mjpeg');
  await writeFile(path, Buffer.concat(Array.from({ length: FRAMES }, () => frame)));
  return path;
}

test('[DV9] [DV24] a camera reads the code of a new browser, nobody compares words, and it has the name it was given', async () => {
  const newcomer = await aPage();
  await newcomer.locator('.own-code .qr').waitFor();
  const camera = await film(newcomer);
  const approver = await aPage([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${camera}`,
  ]);
  await approver.getByRole('button', { name: 'Code', exact: true }).click();
  await approver.getByLabel('Wiederherstellungscode').fill(practice.founded.recoveryCode);
  await approver.keyboard.press('Enter');
  await approver.getByText('Ein neuer Browser bittet um Freigabe').waitFor();
  const startedAt = performance.now();
  await approver.keyboard.press('Alt+c');
  await approver.getByText('Der Code stimmt').waitFor();
  console.info(`a code before the camera was read and answered in ${Math.round(performance.now() - startedAt)} ms`);
  expect(await approver.getByLabel('Name des Geräts').inputValue()).toBe('Chrome, Linux');
  await approver.getByLabel('Name des Geräts').fill('Tablet im Labor');
  await approver.keyboard.press('Enter');
  // Nobody touches the new browser.
  await newcomer.getByText('Alles gespeichert').waitFor();
  await approver.getByText('Freigegeben. Der neue').waitFor();
  await approver.keyboard.press('Enter');
  for (const page of [approver, newcomer]) {
    await page.getByRole('button', { name: 'Meine Zugänge' }).click();
    await page.getByText('Tablet im Labor').waitFor();
  }
  // The one that let itself in by a code is called after its browser, until somebody names it.
  const own = newcomer.locator('.device-row').filter({ hasText: 'Tablet im Labor' });
  await own.getByText('dieses Gerät').waitFor();
  await newcomer.locator('.device-row').filter({ hasText: 'Chrome, Linux' }).waitFor();
  await own.getByRole('button', { name: 'Umbenennen' }).click();
  await newcomer.keyboard.press('Control+a');
  await newcomer.keyboard.type('Tablet am Empfang');
  await newcomer.keyboard.press('Enter');
  await newcomer.getByText('Tablet am Empfang').waitFor();
}, 120_000);
