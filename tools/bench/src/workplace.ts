import type { Browser, Page } from 'playwright-core';
import { ApartChromium } from './apart-chromium.ts';
import type { HouseAccess } from './house.ts';

const LONG_MS = 180_000;
/** What the status line says when everything has come. */
const AT_WORK = ['Verbunden', 'Alles gespeichert', 'Verlauf und Absender geprüft'];

/** What the observer in the page keeps. */
interface Watching {
  siegelLongTasks?: number[];
}

/** A workplace of its own profile, signed in, with its long tasks counted. */
export async function workplace(browser: Browser, url: string, access: HouseAccess): Promise<Page> {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(LONG_MS);
  await page.addInitScript(observeLongTasks);
  await page.goto(entranceOf(url, access));
  for (const words of AT_WORK) await page.getByText(words).waitFor();
  return page;
}

/** A Chromium with one workplace that was opened while nobody listened to it: for what a browser holds. */
export async function workplaceApart(url: string, access: HouseAccess): Promise<ApartChromium> {
  const chromium = await ApartChromium.start(entranceOf(url, access), AT_WORK);
  const page = chromium.page;
  page.setDefaultTimeout(LONG_MS);
  await page.evaluate(observeLongTasks);
  return chromium;
}

/** Runs in the page. */
function observeLongTasks(): void {
  const watching = globalThis as Watching;
  watching.siegelLongTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watching.siegelLongTasks?.push(duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** The address that signs somebody in. */
const entranceOf = (url: string, access: HouseAccess) =>
  `${url}/anmelden#demo=${Buffer.from(JSON.stringify(access)).toString('base64url')}`;

/** The tasks of the page's thread over 50 ms since the last time, in milliseconds. */
export function longTasks(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const watching = globalThis as Watching;
    const seen = watching.siegelLongTasks ?? [];
    watching.siegelLongTasks = [];
    return seen;
  });
}

interface Clocking {
  siegelKeys?: { readonly echo: number[]; readonly answer: number[] };
}

/**
 * Milliseconds from the browser's time stamp of each key to the end of the frame that shows it (`echo`), and to the frame in which what
 * `answer` names has changed because of it (`answer`; for what a worker has to find first).
 */
export async function keysToPaint(
  page: Page,
  keys: readonly string[],
  answer?: string,
): Promise<Required<Clocking>['siegelKeys']> {
  await page.evaluate((selector) => {
    const clocking = globalThis as Clocking;
    const kept: Required<Clocking>['siegelKeys'] = { echo: [], answer: [] };
    clocking.siegelKeys = kept;
    let open: number | undefined;
    // A task behind the frame: what was drawn in it is painted then.
    const painted = (act: () => void) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = act;
        port2.postMessage(undefined);
      });
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        open = timeStamp;
        painted(() => kept.echo.push(performance.now() - timeStamp));
      },
      true,
    );
    if (selector === undefined) return;
    new MutationObserver((changes) => {
      const since = open;
      const isAnswer = ({ target }: MutationRecord) =>
        (target instanceof Element ? target : target.parentElement)?.closest(selector);
      if (since === undefined || !changes.some(isAnswer)) return;
      open = undefined;
      painted(() => kept.answer.push(performance.now() - since));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, answer);
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(150);
  }
  return page.evaluate(() => (globalThis as Clocking).siegelKeys ?? { echo: [], answer: [] });
}
