import type { Page } from 'playwright-core';

/** A screen, and how to get there from the one before. Stations come in order; what one opens it closes, unless the next goes on
 *  from it. */
export interface Station {
  readonly name: string;
  readonly go: (page: Page) => Promise<void>;
  readonly leave?: (page: Page) => Promise<void>;
}

/** A person of the demo with a long history. */
const PERSON = '#21058';

/** Goes to an address of the workspace as its own links do. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.locator('h1, h2').first().waitFor();
}

export const home = (page: Page) => goTo(page, '/');

/** To the Akte with a long history, from anywhere. */
export async function toAkte(page: Page): Promise<void> {
  await page.keyboard.press('F4');
  await page.locator('[data-search]').fill(PERSON);
  await page.locator('.hit').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.eintrag').first().waitFor();
}
