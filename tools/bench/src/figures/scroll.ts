import type { Page } from 'playwright-core';
import { type BenchOptions, type Figure, figure } from '../figure.ts';
import { find, inWorkspace } from '../in-workspace.ts';
import { p95 } from '../opening-colleague.ts';

const EINTRAEGE = 10_000;
/** A frame at 60 a second, with what the clock of the page is unsure of. */
const FRAME_MS = 16.7;
const UNSURE_MS = 0.3;
/** One in twenty is what p95 allows. */
const LATE_PERCENT = 5;
const SCROLLING_MS = 6_000;
const LONGEST_TASK_MS = 50;

/** `scroll`: an Akte of 10,000 Eintraege (or `--count`), scrolled by steps of the wheel and in long strokes: time between frames, the
 *  longest task, rows in the page (AT89). Beside it the same strokes over an empty page, which is what the machine can do. */
export async function figureScroll({ count = EINTRAEGE }: BenchOptions): Promise<readonly Figure[]> {
  const measured = await inWorkspace({ persons: 1, eintraege: count }, measure);
  if (measured === undefined) return [];
  const { wheel, strokes, bare } = measured;
  const late = ({ frames }: Run) => frames.filter((ms) => ms > FRAME_MS + UNSURE_MS).length / frames.length;
  const of = `scroll, ${count} Eintraege`;
  const rate = (name: string, run: Run) => [
    figure(`${of}: between frames, ${name}, p95 (<= 1)`, 'ms', p95(run.frames), FRAME_MS),
    figure(`${of}: frames that were late, ${name} (<= 1)`, '%', 100 * late(run), LATE_PERCENT),
  ];
  return [
    ...rate('an empty page', bare),
    ...rate('wheel', wheel),
    ...rate('long strokes', strokes),
    figure(`${of}: longest task (<= 1)`, 'ms', Math.max(0, ...wheel.tasks, ...strokes.tasks), LONGEST_TASK_MS),
  ];
}

interface Run {
  readonly frames: readonly number[];
  readonly tasks: readonly number[];
}

async function measure(page: Page): Promise<Readonly<Record<'wheel' | 'strokes' | 'bare', Run>>> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await find(page, 'brandt0,');
  await page.locator('.hit').first().click();
  await page.locator('.eintrag').nth(10).waitFor();
  await page.waitForTimeout(2_000);
  // The first run warms the compilers.
  await scrolled(page, 60);
  const wheel = await scrolled(page, 60);
  const strokes = await scrolled(page, 1_200);
  await page.evaluate(() => {
    const bare = document.createElement('div');
    bare.className = 'eintraege';
    bare.style.height = '800px';
    const long = document.createElement('div');
    long.style.flex = '0 0 250000px';
    bare.append(long);
    document.body.replaceChildren(bare);
  });
  const bare = await scrolled(page, 1_200);
  return { wheel, strokes, bare };
}

/** Scrolls by so many pixels in every frame, up and down again, as the wheel does. */
function scrolled(page: Page, stepPx: number): Promise<Run> {
  return page.evaluate(
    ([step, lastsMs]) =>
      new Promise<Run>((resolve) => {
        const list = document.querySelector('.eintraege');
        if (list === null) throw new Error('no list');
        const tasks: number[] = [];
        const observer = new PerformanceObserver((seen) =>
          tasks.push(...seen.getEntries().map(({ duration }) => duration)),
        );
        observer.observe({ type: 'longtask' });
        const frames: number[] = [];
        const began = performance.now();
        let last: number | undefined;
        const turn = (now: number) => {
          if (last !== undefined) frames.push(now - last);
          last = now;
          const half = (now - began) % 3_000 < 1_500;
          list.scrollBy(0, half ? -step : step);
          if (now - began < lastsMs) requestAnimationFrame(turn);
          else
            setTimeout(() => {
              observer.disconnect();
              resolve({ frames, tasks });
            }, 100);
        };
        requestAnimationFrame(turn);
      }),
    [stepPx, SCROLLING_MS] as const,
  );
}
