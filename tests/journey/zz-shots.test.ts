import { test } from 'vitest';
import {
  emptyServer,
  launch,
  nameFounder,
  nameHouse,
  openPage,
  saveKit,
  wordsOfSheet,
  typeWords,
  next,
  found,
} from './first-run-world.ts';
const DIR = '/tmp/shots-wizard/';
test('[FR5] shots', async () => {
  const server = await emptyServer();
  const browser = await launch();
  for (const [w, h, scheme] of [
    [1440, 900, 'light'],
    [1024, 768, 'light'],
    [390, 844, 'light'],
    [1440, 900, 'dark'],
  ] as const) {
    const srv = w === 1440 && scheme === 'light' ? server : await emptyServer();
    const context = await browser.newContext({
      viewport: { width: w, height: h },
      locale: 'de-DE',
      colorScheme: scheme,
      reducedMotion: 'reduce',
    });
    const { page } = await openPage(context);
    const snap = (n: string) => page.screenshot({ path: `${DIR}${n}-${w}-${scheme}.png`, fullPage: w < 1100 });
    await page.goto(srv.url);
    await page.getByRole('heading', { name: 'Wer arbeitet hier?' }).waitFor();
    await page.waitForTimeout(300);
    await snap('1-house');
    await nameHouse(page, await srv.foundingToken());
    await page.getByLabel('Ihr Name').fill('Dr. Katrin Albers');
    await page.getByLabel('Passwort', { exact: true }).fill('Sommer2026!!');
    await page.waitForTimeout(500);
    await snap('2-access');
    await nameFounder(page);
    await page.getByRole('button', { name: 'Datei speichern' }).waitFor();
    await snap('3-kit-a');
    await saveKit(page);
    await page.getByRole('button', { name: 'Drucken' }).click();
    const words = await wordsOfSheet(page);
    const f = page.getByLabel(/^Wort \d+$/);
    await f.nth(0).fill('falsch');
    await f.nth(1).focus();
    await page.waitForTimeout(200);
    await snap('3-kit-b');
    if (w === 1440 && scheme === 'light')
      await page.pdf({ path: DIR + 'sheet.pdf', preferCSSPageSize: true, format: 'A4' });
    await typeWords(page, words);
    await page.waitForTimeout(200);
    await snap('3-kit-c');
    await next(page);
    await page.getByText('Alles bereit').waitFor();
    await page.waitForTimeout(200);
    await snap('4-found');
    await found(page);
    await page.waitForTimeout(400);
    await snap('5-home');
    await context.close();
    if (srv !== server) await srv.end('SIGKILL');
  }
  await browser.close();
  await server.end('SIGKILL');
}, 200000);
