import { loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import { p95 } from '../opening-colleague.ts';
import { keysToPaint, longTasks } from '../workplace.ts';

/** What the calendar of a week came to: keys to paint, and the longest task of the page's thread meanwhile, in milliseconds. */
export interface CalendarFigures {
  /** Appointments drawn. */
  readonly shown: number;
  readonly arrows: number;
  /** Strokes of one move while Alt is held, until each is painted. */
  readonly moves: number;
  readonly longestTask: number;
  /** Load of the machine when it was over. */
  readonly load: number;
}

/** Walks through the week that is shown, moves an appointment by strokes and by mouse, and puts it back. */
export async function calendarFigures(page: Page): Promise<CalendarFigures> {
  await page.keyboard.press('F6');
  await page.locator('.appt').first().waitFor();
  await page.waitForTimeout(2_000);
  const shown = await page.locator('.appt').count();
  const middle = page.locator('.appt').nth(Math.floor(shown / 2));
  await middle.focus();
  await page.waitForTimeout(500);
  await longTasks(page);
  const arrows = await keysToPaint(page, [...downs(15, 'ArrowDown'), ...downs(15, 'ArrowUp')]);
  await middle.focus();
  // There and back: nothing is written when Alt is let go.
  await page.keyboard.down('Alt');
  const moves = await keysToPaint(page, [...downs(12, 'ArrowDown'), ...downs(12, 'ArrowUp')]);
  await page.keyboard.up('Alt');
  await drag(page);
  const tasks = await longTasks(page);
  return {
    shown,
    arrows: p95(arrows.echo),
    moves: p95(moves.echo),
    longestTask: Math.max(0, ...tasks),
    load: loadavg()[0] ?? Number.NaN,
  };
}

const downs = (count: number, key: string) => Array.from({ length: count }, () => key);

/** Takes an appointment through the grid by mouse and lets go with Esc. */
async function drag(page: Page): Promise<void> {
  const box = await page.locator('.appt').first().boundingBox();
  if (box === null) return;
  await page.mouse.move(box.x + 8, box.y + 5);
  await page.mouse.down();
  for (let step = 1; step <= 40; step++) {
    await page.mouse.move(box.x + 8 + step * 8, box.y + 5 + step * 4);
    await page.waitForTimeout(16);
  }
  await page.keyboard.press('Escape');
  await page.mouse.up();
}
