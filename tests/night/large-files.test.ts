import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebImportWorld } from '../journey/web-import-world.ts';
import { type MadeFile, makeBdt, makeBundle, makeTable } from './made-files.ts';

const GB = 1_000_000_000;
/** A smaller one shows quicker whether the test itself is right. */
const BYTES = Number(process.env['SIEGEL_LARGE_GB'] ?? 2) * GB;
/** What the window may take at most, with the browser's own share: bounded by the persons, not by the file. */
const MOST_BYTES = 1.6 * GB;
/** Behind the middle of the file. */
const LATE = BYTES >= 2 * GB ? /1,[1-9] GB von/ : /[1-9]\d\d?,\d MB von/;
const STOPPED_WITHIN_MS = 1_000;

let world: WebImportWorld;

beforeAll(async () => {
  world = await WebImportWorld.start();
}, 120_000);

afterAll(() => world?.end());

/** Bytes of memory of the largest window. */
async function windowBytes(): Promise<number> {
  const session = await world.browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const windows = processInfo.filter(({ type }) => type === 'renderer');
  const sizes = windows.map(async ({ id }) => {
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  });
  return Math.max(...(await Promise.all(sizes)));
}

/** Looks at a file in a window. @returns how long it took, the most memory, and how often progress moved. */
async function look(page: Page, { path, bytes }: MadeFile) {
  const startedAt = performance.now();
  let mostBytes = 0;
  const told = new Set<string>();
  await world.choosePath(page, path);
  for (;;) {
    mostBytes = Math.max(mostBytes, await windowBytes());
    const state = page
      .getByText(/(?: B|kB|MB|GB) von [\d,]+ [MG]B/)
      .or(page.getByText('Noch nichts geschrieben'))
      .or(page.getByText('Nicht gelesen'));
    const text = (await state.first().textContent()) ?? '';
    expect(text).not.toContain('Nicht gelesen');
    if (text.startsWith('Noch nichts')) break;
    told.add(text);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  // oxlint-disable-next-line no-console -- the figures this test is about
  console.info(
    `${path.split('/').at(-1)}: ${(bytes / GB).toFixed(2)} GB in ${seconds.toFixed(0)} s, ` +
      `${Math.round(mostBytes / 1e6)} MB at most, progress moved ${told.size} times`,
  );
  return { mostBytes, moved: told.size };
}

/** Presses Esc. @returns how long it took until nothing went on. */
async function stopped(page: Page): Promise<number> {
  const startedAt = performance.now();
  await page.keyboard.press('Escape');
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
  return performance.now() - startedAt;
}

async function stopAt(page: Page, { path }: MadeFile, shown: RegExp): Promise<number> {
  await world.choosePath(page, path);
  await page.getByText(shown).waitFor({ timeout: 600_000 });
  return stopped(page);
}

test.each([
  ['tabelle.csv', (path: string) => makeTable(path, BYTES)],
  ['alles.bdt', (path: string) => makeBdt(path, BYTES)],
  ['nach-person.json', (path: string) => makeBundle(path, BYTES, 'together')],
  ['nach-art.json', (path: string) => makeBundle(path, BYTES, 'scattered')],
] as const)(
  '[IE2, IE6] %s of 2 GB is looked at in a window that stays small, and stopped within a second',
  async (name, make) => {
    const file = await make(join(world.folder, name));
    const page = await world.arrive();
    try {
      const { mostBytes, moved } = await look(page, file);
      const persons = String(file.persons).replace(/\B(?=(\d{3})+$)/g, '\\s');
      await page.getByText(new RegExp(`Personen neu: ${persons},`)).waitFor();
      expect(moved).toBeGreaterThan(20);
      expect(mostBytes).toBeLessThan(MOST_BYTES);

      await page.keyboard.press('Control+Enter');
      await page.getByText(/^[\d\s]{3,} von [\d\s]+ Personen/).waitFor({ timeout: 600_000 });
      const writing = await stopped(page);
      await page.getByText('Abgebrochen. Der Lauf wurde verworfen').waitFor();
      await page.getByRole('button', { name: 'Läufe' }).click();
      await page.getByText('verworfen', { exact: true }).first().waitFor();
      await page.getByRole('button', { name: 'Einlesen', exact: true }).click();
      const early = await stopAt(page, file, /\d [kM]B von/);
      const late = await stopAt(page, file, LATE);
      // oxlint-disable-next-line no-console -- the figures this test is about
      console.info(
        `stopped after ${[early, late, writing].map(Math.round).join(', ')} ms (early, late, while writing)`,
      );
      expect(Math.max(early, late, writing)).toBeLessThan(STOPPED_WITHIN_MS);
    } finally {
      await page.context().close();
      await rm(file.path, { force: true });
    }
    expect(world.complaints).toEqual([]);
  },
  3_600_000,
);
