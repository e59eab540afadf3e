import type { Page } from 'playwright-core';
import { type Figure, figure } from '../figure.ts';
import { find, inWorkspace } from '../in-workspace.ts';

const EINTRAEGE = 2_000;
const AKTEN = 12;
const BARS = { fetchedMs: 400, localMs: 150 } as const;

/** `open-akte`: click on a person until the rows of an Akte with 2,000 Eintraege are painted, p95 (AT60): fetched, and from what is on
 *  the device already. */
export async function figureOpenAkte(): Promise<readonly Figure[]> {
  const rounds = await inWorkspace({ persons: AKTEN, eintraege: EINTRAEGE }, measure);
  if (rounds === undefined) return [];
  return [
    figure('open-akte, fetched: click to paint, p95, beside the bar (<= 1)', 'ms', p95(rounds.fetched), BARS.fetchedMs),
    figure('open-akte, local: click to paint, p95, beside the bar (<= 1)', 'ms', p95(rounds.local), BARS.localMs),
  ];
}

async function measure(page: Page): Promise<{ readonly fetched: number[]; readonly local: number[] }> {
  // The first one warms the page's and the worker's compilers.
  await open(page, 0);
  const fetched: number[] = [];
  const local: number[] = [];
  for (let n = 1; n < AKTEN; n++) fetched.push(await open(page, n));
  for (let n = 1; n < AKTEN; n++) local.push(await open(page, n));
  return { fetched, local };
}

async function open(page: Page, n: number): Promise<number> {
  await find(page, `brandt${n},`);
  // Nothing else is to be painted or fetched any more when the clock starts.
  await page.waitForTimeout(400);
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const started = performance.now();
        document.querySelector<HTMLElement>('.hit')?.click();
        const look = () => {
          if (document.querySelectorAll('.eintrag').length < 10) return requestAnimationFrame(look);
          return requestAnimationFrame(() => resolve(performance.now() - started));
        };
        requestAnimationFrame(look);
      }),
  );
}

function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN;
}
