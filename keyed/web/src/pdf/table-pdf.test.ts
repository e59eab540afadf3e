import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tablePdf } from './table-pdf.ts';
import type { TableRow, TableSheet } from './table-sheet.ts';

const run = promisify(execFile);
const FONT = createRequire(import.meta.url).resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf');
let folder: string;
let font: Uint8Array;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siegel-pdf-'));
  font = await readFile(FONT);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const row = (day: string, text: string, isDraft = false): TableRow => ({
  cells: [day, 'BEF', text, isDraft ? 'Entwurf' : 'freigegeben'],
  isDraft,
});

const sheetOf = (rows: readonly TableRow[]): TableSheet => ({
  language: 'de',
  title: 'Größe, Änne: Auszug',
  author: 'Dr. Jana Lindner',
  createdAt: new Date(Date.UTC(2026, 10, 22, 12)),
  house: { name: 'Praxis am Lindenhof', lines: ['Lindenstraße 4'] },
  heading: 'Größe, Änne',
  facts: ['geboren 14.03.1951'],
  columns: [
    { label: 'Tag', widthPt: 60 },
    { label: 'Art', widthPt: 30 },
    { label: 'Eintrag', widthPt: 330 },
    { label: 'Freigabe', widthPt: 90 },
  ],
  rows,
  foot: 'Gedruckt von Dr. Jana Lindner',
  pageOf: (page, pages) => `Seite ${page} von ${pages}`,
  missingSigns: (count) => `${count} Zeichen fehlen der Schrift`,
});

const given = () => ({ font, pause: () => Promise.resolve(), onProgress: () => undefined });

async function made(rows: readonly TableRow[]) {
  const { file, pages } = await tablePdf(sheetOf(rows), given());
  const path = join(folder, 'sheet.pdf');
  await writeFile(path, file.stream());
  const tool = async (name: string, ...args: string[]) => (await run(name, args)).stdout;
  return { path, pages, tool };
}

test('[AT84] [AT85] a PDF with umlauts, head and foot is read back by a program that is not ours', async () => {
  const { path, tool } = await made([
    row('22.11.2026', 'Übergröße, Füße „kalt“, 12 µg, 5 €'),
    row('22.11.2026', 'Noch offen', true),
  ]);
  const text = await tool('pdftotext', '-layout', path, '-');
  for (const part of [
    'Praxis am Lindenhof',
    'Größe, Änne',
    'Übergröße, Füße „kalt“, 12 µg, 5 €',
    'Entwurf',
    'Seite 1 von 1',
    'Gedruckt von Dr. Jana Lindner',
  ])
    expect(text).toContain(part);
  // The day stands once per day.
  expect(text.split('22.11.2026').length - 1).toBe(1);
  const info = await tool('pdfinfo', path);
  expect(info).toMatch(/Title: +Größe, Änne: Auszug/);
  expect(info).toMatch(/Tagged: +yes/);
  expect(info).toMatch(/Page size: .*A4/);
  expect(info).toMatch(/JavaScript: +no/);
  const fonts = (await tool('pdffonts', path)).trim().split('\n').slice(2);
  expect(fonts).toHaveLength(1);
  expect(fonts[0]).toMatch(/Inter.* yes yes yes /);
});

test('[AT87] readers aloud find heading, paragraphs and a table in order, and nothing of head and foot of the pages', async () => {
  const { path, tool } = await made([row('21.11.2026', 'Erster'), row('22.11.2026', 'Zweiter')]);
  const tree = await tool('pdfinfo', '-struct-text', path);
  expect(tree.replaceAll(/\s+/g, ' ')).toMatch(
    /Document P .*H1 .*Größe, Änne.*Table .*TR .*TH .*Tag.*TD .*Erster.*TD .*Zweiter/,
  );
  expect(tree).not.toContain('Seite 1');
  expect(await readFile(path, 'latin1')).toContain('/Lang (de-DE)');
});

test('[AT84] [AT85] a long text goes over many pages; each has its number, and no word is lost', async () => {
  const words = Array.from({ length: 9_000 }, (_, at) => `w${at}`);
  const { path, pages, tool } = await made([
    row('21.11.2026', 'kurz'),
    row('22.11.2026', words.join(' ')),
    row('23.11.2026', 'danach'),
  ]);
  expect(pages).toBeGreaterThan(3);
  const text = await tool('pdftotext', '-layout', path, '-');
  expect(text.match(/w\d+/g)).toEqual(words);
  expect(text.match(/Seite \d+ von \d+/g)).toEqual(
    Array.from({ length: pages }, (_, at) => `Seite ${at + 1} von ${pages}`),
  );
});

test('[AT86] signs the font has not are named on the sheet and said on top', async () => {
  const { path, tool } = await made([row('21.11.2026', 'Name: 王')]);
  const text = await tool('pdftotext', '-layout', path, '-');
  expect(text).toContain('Name: [U+738B]');
  expect(text).toContain('1 Zeichen fehlen der Schrift');
});

test('[AT88] who does not want it any more stops it', async () => {
  const rows = Array.from({ length: 50 }, (_, at) => row('21.11.2026', `Nr. ${at}`));
  let left = 20;
  const pause = () => (left-- > 0 ? Promise.resolve() : Promise.reject(new Error('given up')));
  await expect(tablePdf(sheetOf(rows), { ...given(), pause })).rejects.toThrow('given up');
});
