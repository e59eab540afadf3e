import { ofTonight } from '@siegel/testing';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOfBlob } from '../../keyed/safe/src/import/import-file.ts';
import { readZip, wholeEntry } from '../../keyed/safe/src/import/zip-reader.ts';
import { axeFindings } from './axe.ts';
import { shoot } from './shoot.ts';
import { WebImportWorld } from './web-import-world.ts';

let world: WebImportWorld;

beforeAll(async () => {
  world = await WebImportWorld.start();
}, 120_000);

afterAll(() => world?.end());

const CSV = [
  'Patnr;Name;Vorname;Geb.Datum;Strasse;PLZ;Ort;Kasse;Bemerkung;Hobby',
  '1;Brandt;Ilse;14.03.1951;Am Lindenhof 3;04109;Lindenau;AOK Plus;Kommt zur Kontrolle;Schach',
  '2;Brand;Ilse;14.03.1951;Hauptstr. 1;04109;Leipzig;TK;Klingt nur ähnlich;',
  '3;Öztürk;Cem;02.05.1980;Feldweg 7;04109;Leipzig;Barmer;<img src=x onerror=alert(1)>;"Angeln; im Sommer"',
  '4;Weiß;Jörg;31.02.1980;Feldweg 8;04109;Leipzig;;;',
].join('\r\n');

test('[X4, IE1, IE5, IE6, IE7, IE13] a table is imported by keyboard and withdrawn again, in a real browser', async () => {
  const page = await world.arrive();
  await shoot(page, 'import-leer');
  expect(await axeFindings(page)).toEqual([]);
  await world.chooseFile(page, 'patienten.csv', Buffer.from(CSV, 'latin1'));
  await page.getByText('Zuordnung der Spalten').waitFor();
  await page.getByText('windows-1252').first().waitFor();
  await page.getByText('1 Person ist noch zu entscheiden.').waitFor();
  await shoot(page, 'import-vorschau');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('group', { name: 'Was geschieht mit Brand, Ilse' }).getByText('neu anlegen').focus();
  await page.keyboard.press('Space');
  await page.getByText('Personen neu: 3').waitFor();
  await page.locator('summary', { hasText: 'Hinweise' }).click();
  await page.getByText('kein Datum').first().waitFor();
  await shoot(page, 'import-vorschau-unten');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Eingelesen', exact: true }).waitFor({ timeout: 20_000 });
  await shoot(page, 'import-fertig');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByText('Zu den Läufen').click();
  await page.getByText('patienten.csv').waitFor();
  await shoot(page, 'import-laeufe');
  expect(await axeFindings(page)).toEqual([]);

  await page.keyboard.press('F4');
  await page.keyboard.type('öztürk');
  await page.locator('.hit', { hasText: 'Öztürk' }).waitFor({ timeout: 20_000 });
  await page.keyboard.press('Enter');
  await page.getByText('<img src=x onerror=alert(1)>').first().waitFor();

  await page.goBack();
  await page.goBack();
  await page.getByRole('button', { name: 'Läufe' }).click();
  await page.getByRole('button', { name: 'Zurücknehmen' }).click();
  await page.getByText('Aus allen Listen verschwinden').waitFor();
  await shoot(page, 'import-zuruecknehmen');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Zurücknehmen' }).last().click();
  await page.getByText('zurückgenommen', { exact: true }).waitFor({ timeout: 20_000 });
  expect(world.complaints).toEqual([]);
}, 120_000);

test('[IE13] fits at 1024 and 390 px, light and dark', async () => {
  const windows = [
    [390, 'dark'],
    [390, 'light'],
    [1024, 'light'],
  ] as const;
  for (const [width, scheme] of ofTonight(windows)) {
    const page = await world.arrive({ width, height: 844 }, scheme);
    await world.chooseFile(page, 'patienten.csv', Buffer.from(CSV, 'latin1'));
    await page.getByText('Zuordnung der Spalten').waitFor();
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([width, sideways]).toEqual([width, 0]);
    await shoot(page, `import-vorschau-${width}-${scheme}`);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Läufe' }).click();
    await page.getByText('Stand', { exact: true }).first().waitFor({ state: 'attached' });
    await shoot(page, `import-laeufe-${width}-${scheme}`);
    await page.context().close();
  }
  expect(world.complaints).toEqual([]);
}, 120_000);

const HOSTILE =
  '"><img src=x onerror=alert(1)><svg onload=alert(2)><a href="javascript:alert(3)">x</a><script>alert(4)</script>';

test('[IE13, IE30, IE40, IE44] an Akte is given out as a download and straight to a file; its page runs nothing', async () => {
  const page = await world.arrive();
  await world.chooseFile(
    page,
    'boese.csv',
    `Nachname;Vorname;Bemerkung\n"${HOSTILE.replaceAll('"', '""')}";Eva;"${HOSTILE.replaceAll('"', '""')}"\n`,
  );
  await page.getByText('Personen neu: 1').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Eingelesen', exact: true }).waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Ausgeben' }).click();
  await page.getByText('Eine Akte ausgeben').first().waitFor();
  await shoot(page, 'export');
  expect(await axeFindings(page)).toEqual([]);

  // A file the page may write piece by piece, as the picker of the browser hands one over.
  await page.evaluate(() => {
    const given = globalThis as unknown as { showSaveFilePicker: unknown };
    given.showSaveFilePicker = async () =>
      (await navigator.storage.getDirectory()).getFileHandle('ausgabe.zip', { create: true });
  });
  await page.getByRole('button', { name: 'Alle Akten ausgeben' }).click();
  await page.getByRole('heading', { name: 'Ausgegeben', exact: true }).waitFor({ timeout: 30_000 });
  await shoot(page, 'export-fertig');
  expect(await axeFindings(page)).toEqual([]);
  const written = await page.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('ausgabe.zip');
    return (await handle.getFile()).size;
  });
  expect(written).toBeGreaterThan(2_000);

  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.evaluate(() => {
    (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker = undefined;
  });
  await page.getByLabel('Person').fill('brandt');
  await page.getByRole('button', { name: 'Brandt, Ilse' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Eine Akte ausgeben' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^siegel-ausgabe-\d{4}-\d\d-\d\d\.zip$/);
  const archive = await readFile(await download.path());
  const entries = await readZip(fileOfBlob('a.zip', new Blob([archive])));
  expect(entries.map(({ name }) => name.split('/').at(-1))).toEqual([
    'akte.html',
    'akte.fhir.json',
    'siegel-export.json',
  ]);
  const [html] = entries;
  const opened = join(world.folder, 'akte.html');
  if (html !== undefined) await writeFile(opened, await wholeEntry(html, 1e7));
  const reader = await page.context().newPage();
  reader.on('dialog', (dialog) => world.complaints.push(`a script ran: ${dialog.message()}`));
  await reader.goto(`file://${opened}`);
  await reader.getByRole('heading', { name: 'Ilse Brandt' }).waitFor();
  await shoot(reader, 'export-seite');
  expect(world.complaints).toEqual([]);
}, 120_000);
