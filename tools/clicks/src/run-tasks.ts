import { type Browser, chromium } from 'playwright-core';
import { startDemoPractice } from '@siegel/testing';
import { CountedPage } from './counted-page.ts';
import type { Row } from './table.ts';
import { TASKS } from './tasks.ts';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Does every task once in the demo practice, in a real browser, and says what each cost. `named`: only these. */
export async function runTasks(named: readonly string[], onRow: (row: Row) => void): Promise<readonly Row[]> {
  const practice = await startDemoPractice(8_540, 'small');
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: FLAGS });
  const rows: Row[] = [];
  try {
    const counted = await signedIn(browser, practice.demoPage);
    for (const { id, title, begin, go } of TASKS) {
      if (named.length > 0 && !named.includes(id)) continue;
      await begin(counted);
      counted.begin();
      await go(counted).catch(async (error: unknown) => {
        await counted.page.screenshot({ path: `test-results/clicks-${id}.png` });
        throw new Error(`KB1: ${id} ${title} cannot be done`, { cause: error });
      });
      const row = { id, title, ...counted.cost };
      onRow(row);
      rows.push(row);
    }
    return rows;
  } finally {
    await browser.close();
    await practice.end();
  }
}

/** The first role of the demo page, signed in, with the tour ended. */
async function signedIn(browser: Browser, demoPage: string): Promise<CountedPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'de-DE',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(demoPage);
  await page.locator('a[href*="#demo="]').first().click();
  await page.locator('.tour-do button').last().click({ timeout: 60_000 });
  return new CountedPage(page);
}
