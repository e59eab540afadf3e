import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HAS_CHROMIUM } from '@siegel/testing';
import type { Browser, Page } from 'playwright-core';
import type { ApartChromium } from '../apart-chromium.ts';
import { type BenchOptions, type Figure, figure } from '../figure.ts';
import { HouseColleague } from '../house-colleague.ts';
import { type House, type HouseAccess, openHouse } from '../house.ts';
import { find } from '../in-workspace.ts';
import { p95 } from '../opening-colleague.ts';
import { rendererIds, rendererMegabytes } from '../page-memory.ts';
import { keysToPaint, longTasks, workplace, workplaceApart } from '../workplace.ts';
import { calendarFigures } from './desk-calendar.ts';

const BARS = { openMs: 150, keyMs: 50, boardMs: 300, taskMs: 100, memoryMb: 400 } as const;
const AKTEN = 40;
const BOARD_TURNS = 40;
const SYNCED = 1_000;
const SETTLED_MS = 5_000;
const AT_REST_MS = 60_000;
const NAMES = ['müller, ', 'schmidt, ', 'weber, ', 'wagner, ', 'becker, '];

/** `desk`: the screens of a day in a house of 20,000 persons and 400,000 Eintraege (`--persons`; `--house FOLDER` keeps it): opening an
 *  Akte, keys to paint, the board at another workplace, long tasks while 1,000 Eintraege come in, memory. */
export async function figureDesk(options: BenchOptions): Promise<readonly Figure[]> {
  if (!HAS_CHROMIUM) {
    console.error('No Chromium here: desk is left out.');
    return [];
  }
  const house = await openHouse(options);
  const [first, second, third] = house.access;
  if (first === undefined || second === undefined || third === undefined) throw new Error('a house has a staff');
  const chromium = await workplaceApart(house.server.url, first);
  try {
    const { page } = chromium;
    // The index and its proof are over: what is measured is the day, not the morning.
    await page.waitForTimeout(5_000);
    const of = `desk, ${house.persons} persons, ${house.eintraege} Eintraege`;
    const said = (name: string, unit: string, value: number, bar: number) =>
      figure(`${of}: ${name} (<= 1)`, unit, value, bar);
    const figures: Figure[] = [];
    const open = await openings(page);
    figures.push(said('open-akte, click to paint, p95', 'ms', p95(open), BARS.openMs));
    for (const [name, ms] of Object.entries(await keystrokes(page)))
      figures.push(said(`keystroke, ${name}, p95`, 'ms', p95(ms), BARS.keyMs));
    const week = await calendarFigures(page);
    const inWeek = `calendar of ${week.shown} appointments, load ${week.load.toFixed(1)}`;
    figures.push(said(`${inWeek}, arrow, p95`, 'ms', week.arrows, BARS.keyMs));
    figures.push(said(`${inWeek}, stroke of a move, p95`, 'ms', week.moves, BARS.keyMs));
    figures.push(said(`${inWeek}, longest task`, 'ms', week.longestTask, BARS.taskMs));
    const task = await syncing(page, house, third);
    figures.push(said(`longest task while ${SYNCED} Eintraege come in`, 'ms', task, BARS.taskMs));
    const [memory, atRest] = await memoryAlone(chromium);
    figures.push(said('memory of page and worker after all that', 'MB', memory, BARS.memoryMb));
    figures.push(said('memory of page and worker a minute later', 'MB', atRest, BARS.memoryMb));
    const turns = await board(chromium.browser, chromium.page, { url: house.server.url, access: second });
    figures.push(said('board, key to the other view, p95', 'ms', p95(turns), BARS.boardMs));
    return figures;
  } finally {
    await chromium.end();
    await house.end();
  }
}

/** One workplace in this browser: another one would have a renderer of its own. Read while nobody listens to it: a little later,
 *  with what the work has left to be collected, and once more after a minute in which nobody does anything. */
async function memoryAlone(chromium: ApartChromium): Promise<readonly [number, number]> {
  const ids = await rendererIds(chromium.browser);
  const after = async (ms: number) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    const [megabytes = Number.NaN] = await rendererMegabytes(ids);
    return megabytes;
  };
  return chromium.alone(async () => [await after(SETTLED_MS), await after(AT_REST_MS)]);
}

/** Click on a hit until its rows are painted; each Akte for the first time, so that it is fetched. */
async function openings(page: Page): Promise<readonly number[]> {
  const tookMs: number[] = [];
  for (let n = 0; n < AKTEN; n++) {
    await find(page, NAMES[n % NAMES.length] ?? '');
    await page.locator('.hit').nth(4).waitFor();
    // Nothing else is to be painted or fetched any more when the clock starts.
    await page.waitForTimeout(400);
    const ms = await page.evaluate(
      (at) =>
        new Promise<number>((resolve) => {
          const started = performance.now();
          const hits = document.querySelectorAll<HTMLElement>('.hit[data-record-id]');
          hits[at % hits.length]?.click();
          const look = () => {
            if (document.querySelector('.eintrag') === null) return requestAnimationFrame(look);
            return requestAnimationFrame(() => resolve(performance.now() - started));
          };
          requestAnimationFrame(look);
        }),
      Math.floor(n / NAMES.length),
    );
    // The first ones warm the compilers.
    if (n >= NAMES.length) tookMs.push(ms);
  }
  return tookMs;
}

async function keystrokes(page: Page): Promise<Readonly<Record<string, readonly number[]>>> {
  await page.getByLabel(/^Text des Eintrags/).focus();
  const line = await keysToPaint(page, keysOf('bef RR 150/90, Husten seit zwei Wochen, nachts mehr.'));
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('F4');
  await page.locator('[data-search]').focus();
  const words = ['becker, h', 'schmidt, an', 'weber, k', 'hoffmann'];
  const search = { echo: [] as number[], answer: [] as number[] };
  for (const word of words) {
    await page.locator('[data-search]').fill('');
    await page.waitForTimeout(300);
    const { echo, answer } = await keysToPaint(page, keysOf(word), '.hits, .hit');
    search.echo.push(...echo);
    search.answer.push(...answer);
  }
  await page.keyboard.press('F3');
  await page.locator('tr[data-row]').first().waitFor();
  await page.waitForTimeout(500);
  await page.locator('tr[data-row][tabindex="0"]').first().focus();
  const moves = [...Array.from({ length: 20 }, () => 'ArrowDown'), ...Array.from({ length: 20 }, () => 'ArrowUp')];
  const day = await keysToPaint(page, moves);
  return {
    'command line': line.echo,
    'search, the letter': search.echo,
    'search, its hits': search.answer,
    'day list': day.echo,
  };
}

const keysOf = (text: string) => text.split('').map((sign) => (sign === ' ' ? 'Space' : sign));

/** A colleague writes into the Akte that is open here. @returns the longest task of the page meanwhile. */
async function syncing(page: Page, house: House, access: HouseAccess): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'siegel-desk-'));
  try {
    const colleague = await HouseColleague.enter(house, access, folder);
    await find(page, 'brandt, ');
    const personId = (await page.locator('.hit[data-record-id]').first().getAttribute('data-record-id')) ?? '';
    await page.locator('.hit[data-record-id]').first().click();
    await page.locator('.eintrag').first().waitFor();
    await page.waitForTimeout(2_000);
    await longTasks(page);
    await colleague.write(personId, SYNCED);
    await page
      .getByText(/neue Einträge/)
      .waitFor({ timeout: 30_000 })
      .catch(() => undefined);
    await page.waitForTimeout(3_000);
    await colleague.leave();
    return Math.max(0, ...(await longTasks(page)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Watching {
  siegelChanged?: Promise<number>;
}

/** A key at the other workplace until the row is painted here, by the clock both share: the wall's. When a page began is told by another
 *  one, which has gone its own way since. */
async function board(
  browser: Browser,
  page: Page,
  other: { readonly url: string; readonly access: HouseAccess },
): Promise<readonly number[]> {
  const desk = await workplace(browser, other.url, other.access);
  for (const at of [page, desk]) {
    await at.keyboard.press('F3');
    await at.locator('tr[data-row]').first().waitFor();
  }
  await desk.waitForTimeout(3_000);
  const row = desk.locator('tr[data-row]').last();
  const id = (await row.getAttribute('data-row')) ?? '';
  await row.focus();
  await desk.evaluate(() => {
    addEventListener(
      'keydown',
      ({ timeStamp }) =>
        ((globalThis as { siegelKey?: number }).siegelKey = Date.now() - (performance.now() - timeStamp)),
      true,
    );
  });
  const tookMs: number[] = [];
  for (let turn = 0; turn < BOARD_TURNS; turn++) {
    await page.evaluate((rowId) => {
      const target = document.querySelector(`tr[data-row="${rowId}"]`);
      const before = `${target?.className} ${target?.textContent}`;
      (globalThis as Watching).siegelChanged = new Promise((resolve) => {
        const look = () => {
          const now = document.querySelector(`tr[data-row="${rowId}"]`);
          if (`${now?.className} ${now?.textContent}` === before) return requestAnimationFrame(look);
          return requestAnimationFrame(() => resolve(Date.now()));
        };
        requestAnimationFrame(look);
      });
    }, id);
    await desk.keyboard.press(turn % 2 === 0 ? 'a' : 'z');
    const painted = await page.evaluate(() => (globalThis as Watching).siegelChanged ?? Number.NaN);
    const pressed = await desk.evaluate(() => (globalThis as { siegelKey?: number }).siegelKey ?? Number.NaN);
    if (turn > 1) tookMs.push(painted - pressed);
    await desk.waitForTimeout(300);
  }
  return tookMs;
}
