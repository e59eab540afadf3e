import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HAS_CHROMIUM, type Stage, setStage, type Visit } from '../../test-support/browse.ts';
import { SPECIAL } from '../../test-support/fake-world.ts';

let stage: Stage;
let visit: Visit;
beforeAll(async () => {
  if (!HAS_CHROMIUM) return;
  stage = await setStage();
  visit = await stage.atAkte(SPECIAL.mixed);
  await visit.page.locator('.eintrag').nth(10).waitFor();
});
afterAll(() => stage?.close());

/** What somebody sees who scrolls through the list in steps of so many screens: rows that were never in the page, and how far rows that
 *  stayed moved beside what was scrolled. */
function walk(page: Page, given: { readonly screens: number; readonly steps: number; readonly from: number }) {
  return page.evaluate(async ({ screens, steps, from }) => {
    const list = document.querySelector('.eintraege') as HTMLElement;
    const frames = async () => {
      for (let n = 0; n < 2; n++) await new Promise(requestAnimationFrame);
    };
    const places = () =>
      new Map(
        [...list.querySelectorAll<HTMLElement>('[data-index]')].map((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return [Number(row.dataset['index']), { top, bottom }] as const;
        }),
      );
    const { top, bottom } = list.getBoundingClientRect();
    const onScreen = (place: { top: number; bottom: number }) => place.bottom > top && place.top < bottom;
    list.scrollTop = from * list.scrollHeight;
    await frames();
    await frames();
    const seen = new Set([...places()].filter(([, place]) => onScreen(place)).map(([at]) => at));
    const jumps: number[] = [];
    let gaps = 0;
    for (let step = 0; step < steps; step++) {
      const before = places();
      const by = Math.round(list.clientHeight * screens);
      list.scrollTop += by;
      await frames();
      const after = places();
      const shown = [...after].filter(([, place]) => onScreen(place));
      for (const [at] of shown) seen.add(at);
      // No hole on the screen.
      const covered =
        Math.max(...shown.map(([, { bottom: end }]) => end)) - Math.min(...shown.map(([, place]) => place.top));
      if (covered < list.clientHeight - 1 && list.scrollTop + list.clientHeight < list.scrollHeight - 1) gaps += 1;
      for (const [at, { top: was }] of before) {
        const now = after.get(at);
        if (now !== undefined && onScreen(now)) jumps.push(Math.round(was - now.top - by));
      }
    }
    const all = [...seen].toSorted((a, b) => a - b);
    const [first = 0, last = 0] = [all[0], all.at(-1)];
    const missed = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((at) => !seen.has(at));
    return { missed, first, gaps, jumps: jumps.filter((px) => Math.abs(px) > 1) };
  }, given);
}

test.skipIf(!HAS_CHROMIUM)(
  '[AT91] who scrolls through Eintraege of every height meets each row, without holes, and no step of the wheel is lost',
  async () => {
    for (const given of [
      { screens: 0.4, steps: 20, from: 0 },
      { screens: -0.4, steps: 20, from: 0.9 },
      { screens: 0.9, steps: 12, from: 0.2 },
      { screens: -0.9, steps: 12, from: 0.7 },
    ]) {
      const met = await walk(visit.page, given);
      expect.soft(met, JSON.stringify(given)).toMatchObject({ missed: [], gaps: 0 });
      if (given.from === 0) expect(met.first).toBe(0);
      // A row that was guessed wrong may move those under it by a line or two; a lost step is hundreds of pixels.
      expect(Math.max(0, ...met.jumps.map(Math.abs)), JSON.stringify(given)).toBeLessThan(200);
    }
  },
  60_000,
);

/** By how much rows that stand in the page cover the next one, in pixels. */
function covered(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('.eintraege [data-index]')]
      .map((row) => ({ at: Number(row.dataset['index']), ...row.getBoundingClientRect().toJSON() }))
      .toSorted((a, b) => a.at - b.at);
    return rows.flatMap(({ at, bottom }, i) => {
      const next = rows[i + 1];
      return next !== undefined && next.at === at + 1 && next.top < bottom - 1 ? [Math.round(bottom - next.top)] : [];
    });
  });
}

test.skipIf(!HAS_CHROMIUM)(
  '[AT91] on another width each row has its own height again: none covers the next',
  async () => {
    const { page } = visit;
    for (const width of [390, 1024, 390, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(() => covered(page), { timeout: 5_000 }).toEqual([]);
      await page.waitForTimeout(300);
      expect(await covered(page)).toEqual([]);
    }
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[AT91] a window that became narrow elsewhere: no row of the next Akte covers another',
  async () => {
    const { page, goToAkte } = visit;
    for (const person of [SPECIAL.brandt, SPECIAL.mixed]) {
      await page.setViewportSize({ width: 1440, height: 800 });
      await goToAkte(SPECIAL.mixed);
      await page.locator('.eintrag').nth(4).waitFor();
      await page.keyboard.press('F4');
      await page.locator('[data-search]').waitFor();
      await page.setViewportSize({ width: 390, height: 800 });
      await goToAkte(person);
      await page.locator('.eintrag').nth(1).waitFor();
      await page.waitForTimeout(500);
      expect(await covered(page)).toEqual([]);
    }
  },
);
