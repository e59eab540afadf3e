import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { pdfText } from '../../keyed/web/test-support/pdf-text.ts';
import { axeFindings } from './axe.ts';
import { openAkte, PracticeWorld, row } from './practice-world.ts';
import { shoot } from './shoot.ts';

const run = promisify(execFile);
let world: PracticeWorld;
let page: Page;

beforeAll(async () => {
  world = await PracticeWorld.start();
  page = await world.arrive();
}, 120_000);

afterEach(() => shoot(page, 'akte-pdf-end'));
afterAll(() => world?.end());

const bar = () => page.getByRole('region', { name: 'Auswahl' });

async function write(text: string): Promise<void> {
  await page.getByLabel(/^Text des Eintrags/).fill(text);
  await page.keyboard.press('Enter');
  await row(page, text.replace(/^\w+ /, '')).waitFor();
}

/** Presses the keys of the PDF in a row and reads the saved file with programs that are not ours. */
async function savedPdf(): Promise<{ readonly name: string; readonly text: string; readonly info: string }> {
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Shift+D');
  const download = await saved;
  const path = join(world.folder, 'saved.pdf');
  await download.saveAs(path);
  const { stdout: text } = await run('pdftotext', ['-layout', path, '-']);
  const { stdout: info } = await run('pdfinfo', [path]);
  return { name: download.suggestedFilename(), text: text.replaceAll(/\s+/g, ' '), info };
}

test('[K2] [AT80] [AT82] [AT83] [AT84] Eintraege are ticked by keys, printed, and saved as a PDF that is read back', async () => {
  await openAkte(page, 'brandt');
  await write('bef Füße kühl, Größe 172 cm');
  await write('not Nur eine Notiz für später');
  await write('the Kompression „Klasse 2“, 5 €');
  await row(page, 'Nur eine Notiz').focus();
  await page.keyboard.press('Space');
  await bar().getByText('1 Eintrag ausgewählt').waitFor();
  await page.keyboard.press('Shift+ArrowUp');
  await bar().getByText('2 Einträge ausgewählt').waitFor();
  await page.getByRole('row', { selected: true }).nth(1).waitFor();
  await shoot(page, 'akte-pdf-ticked');
  expect(await axeFindings(page)).toEqual([]);

  const { name, text, info } = await savedPdf();
  await bar().getByText('PDF mit einer Seite gespeichert').waitFor();
  await shoot(page, 'akte-pdf-made');
  for (const part of [
    'Brandt',
    'Füße kühl, Größe 172 cm',
    'Nur eine Notiz für später',
    'Auswahl: 2 von',
    'ENTWURF',
    'von Dr. Jana Lindner',
    'Seite 1 von 1',
  ])
    expect(text).toContain(part);
  expect(text).not.toContain('Kompression');
  expect(info).toMatch(/Tagged: +yes/);
  expect(name).not.toMatch(/brandt/i);

  const printed = await pdfText(await page.pdf());
  expect(printed).toContain('Auswahl: 2 von');
  expect(printed).toContain('Nur eine Notiz für später');
  expect(printed).not.toContain('Kompression');
  expect(world.complaints).toEqual([]);
});

test('[AT80] [AT81] all that the filter shows is ticked at once; what it hides is not printed; Esc lifts the ticks', async () => {
  await page.getByLabel('Text filtern').fill('kompression');
  await row(page, 'Kompression').focus();
  await page.keyboard.press('Control+a');
  await bar().getByText('1 Eintrag ausgewählt').waitFor();
  const { text } = await savedPdf();
  expect(text).toContain('Kompression „Klasse 2“, 5 €');
  expect(text).not.toContain('Füße');
  await page.keyboard.press('Escape');
  await bar().waitFor({ state: 'detached' });
  await page.getByLabel('Text filtern').fill('');
  expect(await pdfText(await page.pdf())).toContain('Füße');
});

test('[F2] [FG30] [FG43] [AT83] forced Freigabe: what is not released is in no PDF, and the bar and the sheet say so', async () => {
  await page.keyboard.press('F7');
  await page.getByRole('button', { name: 'Regeln' }).click();
  await page.getByRole('dialog').getByText('Nur Freigegebenes verlässt das Haus').click();
  await page.getByRole('dialog').getByText('Gespeichert', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await openAkte(page, 'brandt');
  await row(page, 'Kompression').focus();
  await page.keyboard.press('f');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+Enter');
  await row(page, 'Kompression').getByText('freigegeben', { exact: true }).waitFor();
  await row(page, 'Nur eine Notiz').focus();
  await page.keyboard.press('Space');
  await bar().getByText('Davon darf nichts gedruckt werden.').waitFor();
  expect(await bar().getByRole('button', { name: 'Als PDF' }).count()).toBe(0);
  await page.keyboard.press('Control+a');
  await bar().getByText('nicht freigegeben und fehlen hier').waitFor();
  await shoot(page, 'akte-pdf-forced');
  const { text } = await savedPdf();
  expect(text).toContain('Kompression');
  expect(text).toMatch(/Kompression.* freigegeben .*Dr. Jana Lindner \d/);
  expect(text).toContain('nicht freigegeben und fehlen hier');
  expect(text).not.toContain('Nur eine Notiz');
  expect(text).not.toContain('ENTWURF');
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, 'akte-pdf-phone');
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(world.complaints).toEqual([]);
});

test('[LG9] [AT83] the log names each of them as what it was', async () => {
  await page.goto(`${page.url().split('/akte')[0]}/protokoll`);
  await page.getByText('PDF aus der Akte, 2 Einträge').first().waitFor();
  await page.getByText('Auswahl aus der Akte, 2 Einträge').first().waitFor();
});
