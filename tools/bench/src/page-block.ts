import { chromium } from 'playwright-core';
import type { IndexOpenWish } from './browser/index-open-worker.ts';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** What the observer in the page has seen. */
interface Watching {
  siegelLongTasks?: { readonly startTime: number; readonly duration: number }[];
}

/** Signs a fresh browser in on the product's page and types a name as soon as the field is there.
 *  @returns the longest task of the page's thread between sign-in and the first result (0: none of 50 ms or more), and how long it took. */
export async function blockedByPage(
  origin: string,
  access: IndexOpenWish,
): Promise<{ readonly blockedMs: number; readonly seconds: number }> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  try {
    const page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    await page.addInitScript(() => {
      const watching = globalThis as Watching;
      watching.siegelLongTasks = [];
      const observer = new PerformanceObserver((list) => watching.siegelLongTasks?.push(...list.getEntries()));
      observer.observe({ type: 'longtask', buffered: true });
    });
    // The page itself is loaded before the clock runs: what counts is the index.
    await page.goto(`${origin}/anmelden`);
    await page.waitForLoadState('networkidle');
    const loadedAt = await page.evaluate(() => performance.now());
    const started = performance.now();
    const link = Buffer.from(JSON.stringify(access)).toString('base64url');
    await page.evaluate((fragment) => (location.hash = fragment), `demo=${link}`);
    await page.getByText('100 000 Personen').waitFor({ timeout: 60_000 });
    await page.keyboard.press('F2');
    await page.keyboard.type('müller, a');
    await page.getByText('Müller').first().waitFor({ timeout: 60_000 });
    const seconds = (performance.now() - started) / 1_000;
    const tasks = await page.evaluate(() =>
      (globalThis as Watching).siegelLongTasks?.map(({ startTime, duration }) => ({ startTime, duration })),
    );
    const durations = (tasks ?? []).filter(({ startTime }) => startTime >= loadedAt).map(({ duration }) => duration);
    return { blockedMs: Math.max(0, ...durations), seconds };
  } finally {
    await browser.close();
  }
}
