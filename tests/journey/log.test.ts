import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organisationMark } from '@siegel/seal';
import type { ServerProcess } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeColleague } from '../../keyed/safe/src/people/change-colleague.ts';
import { must, PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { startCli } from './cli-world.ts';
import { emptyServer, launch, openPage } from './first-run-world.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;
let browser: Browser;
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  server = await emptyServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-log-'));
  const foundingToken = await server.foundingToken();
  practice = await Practice.found({ origin: server.url, foundingToken, folder });
  browser = await launch();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' });
  ({ page, complaints } = await openPage(context));
  // Nobody looks at a dialog of the printer here; what is printed is looked at below.
  await page.addInitScript(() => {
    window.print = () => dispatchEvent(new Event('beforeprint'));
  });
  await page.goto(`${server.url}/anmelden`);
  await page.getByLabel('Benutzername').fill('lindner');
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Code', exact: true }).click();
  await page.getByLabel('Wiederherstellungscode').fill(practice.founded.recoveryCode);
  await page.keyboard.press('Enter');
  await page.getByText('Alles gespeichert').waitFor();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  for (const used of [folder, server.directory]) await rm(used, { recursive: true, force: true });
});

/** Shoots a page for somebody to look at, when the run was asked for pictures. */
async function shoot(name: string): Promise<void> {
  const to = process.env['SIEGEL_SHOTS'];
  if (to === undefined) return;
  await mkdir(to, { recursive: true });
  await page.screenshot({ path: join(to, `${name}.png`) });
}

async function command(text: string, option: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(`>${text}`);
  await page.getByRole('option', { name: option }).waitFor();
  await page.keyboard.press('Enter');
}

async function openBrandt(): Promise<void> {
  await page.keyboard.press('F2');
  await page.keyboard.type('brandt');
  await page.getByText('Brandt').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('RR 150/90').waitFor();
}

async function saved(button: string): Promise<string> {
  const [download]: readonly [Download, void] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

const table = () => page.getByRole('table');

test('[F7] [LG8] [LG9] [LG12] what is shown and printed stands in the log, by workplace, too', async () => {
  await openBrandt();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await command('wer hat', 'Wer hat diese Akte geöffnet?');
  // They come a second behind the view: the log is read anew.
  await page.waitForTimeout(2_000);
  await page.getByLabel('Was', { exact: true }).selectOption('Zugriffe');
  await table().getByText('Akte angezeigt').first().waitFor();
  await table().getByText('Akte gedruckt').waitFor();
  await table()
    .getByText(/^Akte mit \d+ Eintr/)
    .waitFor();
  await shoot('log-shown');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel('Arbeitsplatz').selectOption({ index: 1 });
  await table().or(page.getByText('Nichts gefunden')).first().waitFor();
  await page.getByLabel('Arbeitsplatz').selectOption('');
  await page.getByLabel('Was', { exact: true }).selectOption('Anmeldungen');
  await page.getByRole('button', { name: 'Alle Personen' }).click();
  await table().getByText('Anmeldung', { exact: true }).first().waitFor();
  await shoot('log-sign-in');
});

test('[P10] [LG17] [LG19] the sheet for the person names tasks, and names only where the house has decided so', async () => {
  await openBrandt();
  await command('wer hat', 'Wer hat diese Akte geöffnet?');
  await page.getByRole('button', { name: 'Auskunft für die Person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Praxisleitung').first().waitFor();
  await dialog.getByText('angezeigt').first().waitFor();
  expect(await dialog.getByText('Lindner').count()).toBe(0);
  await shoot('log-sheet');
  expect(await axeFindings(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await shoot('log-sheet-print');
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Regeln und Hinweise' }).click();
  await dialog.getByLabel('Aufgabe und Namen').check();
  await dialog.getByLabel('Hinweis ab so vielen Akten').fill('2');
  await dialog.getByRole('button', { name: 'Speichern', exact: true }).click();
  await dialog.getByText('Gespeichert.').waitFor();
  await shoot('log-rules');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Auskunft für die Person' }).click();
  await dialog.getByText('Dr. Jana Lindner').first().waitFor();
  await page.keyboard.press('Escape');
});

test('[LG11] [LG16] changes of rules stand there in words, and the log is printed as a sheet', async () => {
  await command('protokoll', 'Protokoll');
  await page.getByLabel('Was', { exact: true }).selectOption('Personen, Rechte, Geräte');
  await table().getByText('Hinweis ab so vielen Akten: vorher Vorgabe, jetzt 2').first().waitFor();
  await shoot('log-house');
  await page.getByRole('button', { name: 'Drucken oder PDF' }).click();
  await page.locator('.print-sheet tbody tr').first().waitFor({ state: 'attached' });
  await page.emulateMedia({ media: 'print' });
  await shoot('log-print');
  expect(await page.locator('.print-sheet h1').isVisible()).toBe(true);
  expect(await page.locator('.log').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
});

test('[F7] [LG13] [LG15] [CL35] the log with proofs is checked by the command line, without server and keys, and a change is found', async () => {
  await page.getByLabel('Was', { exact: true }).selectOption('Alles');
  const json = await saved('Mit Belegen speichern (JSON)');
  const file = join(folder, 'protokoll.json');
  await writeFile(file, json);
  const mark = organisationMark(practice.founded.given.orgPublic);
  const check = (path: string) => startCli(['verify', '--log', path, '--organisation', mark]).ended;
  const sound = await check(file);
  console.info(sound.out);
  expect(sound.code).toBe(0);
  expect(sound.out).toContain('In Ordnung');
  const changed = join(folder, 'geaendert.json');
  await writeFile(changed, json.replace('"who":"Dr. Jana Lindner"', '"who":"Dr. Mehmet Yildiz"'));
  const found = await check(changed);
  expect(found.code).toBe(4);
  expect(found.out).toContain('Zeilen wurden geändert');
  // That it was saved stands in the log itself; what is shown was read when it was asked for.
  const what = page.getByLabel('Was', { exact: true });
  const shown = async () => {
    await what.selectOption('Alles');
    await what.selectOption('Zugriffe');
    await table().getByText('Akte angezeigt').first().waitFor();
    return table().getByText('Auswertung').count();
  };
  await expect.poll(shown, { timeout: 20_000 }).toBeGreaterThan(0);
});

test('[LG20] [LG21] who was handed unusually many Akten is told on the home of who reads the log, until it is seen', async () => {
  for (const name of ['Ahorn', 'Buche', 'Cramer']) {
    const { personId } = await practice.addPerson(name, 'Text');
    must(await practice.desk.openPerson(hexOf(personId)));
  }
  await page.goto(`${server.url}/`);
  await page.getByText('Ungewöhnlich viele Akten').waitFor({ timeout: 30_000 });
  await shoot('log-notice');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Gesehen' }).click();
  await page.getByText('Ungewöhnlich viele Akten').waitFor({ state: 'detached' });
  await command('protokoll', 'Protokoll');
  await page.getByLabel('Was', { exact: true }).selectOption('Zugriffe');
  await table().getByText('Hinweis gesehen').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Regeln und Hinweise' }).click();
  await page.getByRole('dialog').getByText('Gesehen von Dr. Jana Lindner').waitFor();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot('log-phone');
  expect(await axeFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('[LG5] [LG2] why the log was not saved stands above it; who may not read it any more saves nothing', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { desk } = practice;
  const member = desk.follower.membership.userAt(desk.given.user, desk.follower.head.size)!;
  const rights = member.rights.filter((right) => right !== 'read-log');
  must(
    await changeColleague(desk, desk.given.user, {
      name: 'Dr. Jana Lindner',
      profession: '',
      rights,
      sites: member.sites,
    }),
  );
  await page.waitForTimeout(2_000);
  await page.getByRole('button', { name: 'Als CSV speichern' }).click();
  await page.getByText('Das Protokoll wurde nicht gespeichert.').waitFor();
  await shoot('log-not-saved');
  await page.getByLabel('Was', { exact: true }).selectOption('Alles');
  await page.getByText('Kein Einblick in das Protokoll').waitFor();
});
