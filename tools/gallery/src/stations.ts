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

const escape = (page: Page) => page.keyboard.press('Escape');

/** Goes to an address of the workspace as its own links do. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.locator('main h1, main h2').first().waitFor();
}

const home = (page: Page) => goTo(page, '/');

/** Screens before somebody is signed in. */
export const OUTSIDE: readonly Station[] = [
  { name: 'sign-in', go: (page) => page.locator('input[autocomplete="username"]').waitFor() },
];

/** Screens of somebody signed in. */
export const INSIDE: readonly Station[] = [
  { name: 'home', go: (page) => page.locator('[data-search]').waitFor() },
  {
    name: 'search',
    async go(page) {
      await page.keyboard.type('meier');
      await page.locator('.hit').first().waitFor();
    },
    leave: escape,
  },
  {
    name: 'search-empty',
    async go(page) {
      await page.locator('[data-search]').fill('zzzzqq');
      await page.waitForTimeout(300);
    },
    leave: (page) => page.locator('[data-search]').fill(''),
  },
  {
    name: 'akte',
    async go(page) {
      await page.locator('[data-search]').fill(PERSON);
      await page.locator('.hit').first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.eintrag').first().waitFor();
    },
  },
  {
    name: 'write',
    go: (page) => page.keyboard.type('bef RR 135/85, Puls 72'),
    async leave(page) {
      await page.keyboard.press('Control+a');
      // Once for the text, once for the Kuerzel before it.
      await page.keyboard.press('Backspace');
      await page.keyboard.press('Backspace');
    },
  },
  {
    name: 'server-view',
    async go(page) {
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Alt+v');
      await page.locator('.compare').first().waitFor();
    },
    leave: (page) => page.keyboard.press('Alt+v'),
  },
  { name: 'history', go: (page) => page.keyboard.press('Alt+h'), leave: (page) => page.keyboard.press('Alt+h') },
  { name: 'stammdaten', go: (page) => page.keyboard.press('Alt+e'), leave: escape },
  { name: 'new-person', go: (page) => goTo(page, '/person/neu'), leave: home },
  { name: 'transfer', go: (page) => goTo(page, '/import'), leave: home },
  { name: 'people', go: (page) => goTo(page, '/mitarbeitende'), leave: home },
  {
    name: 'invite',
    async go(page) {
      await goTo(page, '/mitarbeitende');
      await page.locator('.people .bar button').click();
    },
    async leave(page) {
      await escape(page);
      await home(page);
    },
  },
  { name: 'log', go: (page) => goTo(page, '/protokoll'), leave: home },
  { name: 'access', go: (page) => goTo(page, '/zugaenge'), leave: home },
  { name: 'device', go: (page) => page.keyboard.press('Alt+s'), leave: escape },
  { name: 'palette', go: (page) => page.keyboard.press('Control+k'), leave: escape },
  { name: 'help', go: (page) => page.keyboard.press('F1'), leave: escape },
  { name: 'locked', go: (page) => page.keyboard.press('F9') },
];
