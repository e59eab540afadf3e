import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { organisationMark } from '@siegel/seal';
import { hexOf } from '@siegel/wire';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeColleague } from '../../keyed/safe/src/people/change-colleague.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { startCli } from './cli-world.ts';
import { LeadWorld } from './lead-world.ts';
import { shoot } from './shoot.ts';

let world: LeadWorld;
let page: Page;
/** What the page itself complains about: a violation of its policy, a request that failed. */
const complaints: string[] = [];

beforeAll(async () => {
  world = await LeadWorld.start();
  page = await world.page();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  // Nobody looks at a dialog of the printer here; what is printed is looked at below.
  await page.addInitScript(() => {
    window.print = () => dispatchEvent(new Event('beforeprint'));
  });
  await world.signInLead(page);
}, 120_000);

afterAll(() => world?.end());

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
  await shoot(page, 'log-shown');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel('Arbeitsplatz').selectOption({ index: 1 });
  await table().or(page.getByText('Nichts gefunden')).first().waitFor();
  await page.getByLabel('Arbeitsplatz').selectOption('');
  await page.getByLabel('Was', { exact: true }).selectOption('Anmeldungen');
  await page.getByRole('button', { name: 'Alle Personen' }).click();
  await table().getByText('Anmeldung', { exact: true }).first().waitFor();
  await shoot(page, 'log-sign-in');
});

test('[P10] [LG17] [LG19] the sheet for the person names tasks, and names only where the house has decided so', async () => {
  await openBrandt();
  await command('wer hat', 'Wer hat diese Akte geöffnet?');
  await page.getByRole('button', { name: 'Auskunft für die Person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Praxisleitung').first().waitFor();
  await dialog.getByText('angezeigt').first().waitFor();
  expect(await dialog.getByText('Lindner').count()).toBe(0);
  await shoot(page, 'log-sheet');
  expect(await axeFindings(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await shoot(page, 'log-sheet-print');
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Regeln und Hinweise' }).click();
  await dialog.getByLabel('Aufgabe und Namen').check();
  await dialog.getByLabel('Hinweis ab so vielen Akten').fill('2');
  await dialog.getByRole('button', { name: 'Speichern', exact: true }).click();
  await dialog.getByText('Gespeichert.').waitFor();
  await shoot(page, 'log-rules');
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
  await shoot(page, 'log-house');
  await page.getByRole('button', { name: 'Drucken oder PDF' }).click();
  await page.locator('.print-sheet tbody tr').first().waitFor({ state: 'attached' });
  await page.emulateMedia({ media: 'print' });
  await shoot(page, 'log-print');
  expect(await page.locator('.print-sheet h1').isVisible()).toBe(true);
  expect(await page.locator('.log').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
});

test('[F7] [LG13] [LG15] [CL35] the log with proofs is checked by the command line, without server and keys, and a change is found', async () => {
  await page.getByLabel('Was', { exact: true }).selectOption('Alles');
  const json = await saved('Mit Belegen speichern (JSON)');
  const file = join(world.folder, 'protokoll.json');
  await writeFile(file, json);
  const mark = organisationMark(world.practice.founded.given.orgPublic);
  const check = (path: string) => startCli(['verify', '--log', path, '--organisation', mark]).ended;
  const sound = await check(file);
  console.info(sound.out);
  expect(sound.code).toBe(0);
  expect(sound.out).toContain('In Ordnung');
  const changed = join(world.folder, 'geaendert.json');
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
    const { personId } = await world.practice.addPerson(name, 'Text');
    must(await world.practice.desk.openPerson(hexOf(personId)));
  }
  await page.goto(`${world.server.url}/`);
  await page.getByText('Ungewöhnlich viele Akten').waitFor({ timeout: 30_000 });
  await shoot(page, 'log-notice');
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
  await shoot(page, 'log-phone');
  expect(await axeFindings(page)).toEqual([]);
  expect([...complaints, ...world.complaints]).toEqual([]);
});

test('[LG5] [LG2] why the log was not saved stands above it; who may not read it any more saves nothing', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { desk } = world.practice;
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
  await shoot(page, 'log-not-saved');
  await page.getByLabel('Was', { exact: true }).selectOption('Alles');
  await page.getByText('Kein Einblick in das Protokoll').waitFor();
});
