import type { Page } from 'playwright-core';
import { goTo, home, type Station, toAkte } from './station.ts';
import { DESK_STATIONS } from './stations-desk.ts';

const escape = (page: Page) => page.keyboard.press('Escape');

/** Goes to an address before anybody has signed in; the sign-in shows no heading of a workspace. */
async function goOutside(page: Page, path: string): Promise<void> {
  await goTo(page, path);
  await page.locator('h1').first().waitFor();
}

const toSignIn = (page: Page) => goOutside(page, '/anmelden');

/** A section of the settings, scrolled to the part that holds `inside`. */
async function settings(page: Page, section: string, inside: string): Promise<void> {
  await goTo(page, `/einstellungen/${section}`);
  await page.locator(inside).first().scrollIntoViewIfNeeded();
}

const SETTINGS = [
  'organisation',
  'betriebsstaetten',
  'kalender',
  'streng',
  'textbausteine',
  'eintraege',
  'anmeldung',
  'freigabe',
  'protokoll',
  'aenderungen',
] as const;

/** A dialog that a button of a place opens, and the way back home. */
function dialogOf(name: string, path: string, button: string): Station {
  return {
    name,
    async go(page) {
      await goTo(page, path);
      await page.locator(button).first().click();
      await page.getByRole('dialog').waitFor();
    },
    async leave(page) {
      await escape(page);
      await home(page);
    },
  };
}

/** Screens before somebody is signed in. */
export const OUTSIDE: readonly Station[] = [
  { name: 'sign-in', go: (page) => page.locator('input[autocomplete="username"]').waitFor() },
  { name: 'forgotten', go: (page) => goOutside(page, '/passwort-vergessen'), leave: toSignIn },
  { name: 'recovery', go: (page) => goOutside(page, '/wiederherstellen'), leave: toSignIn },
  { name: 'invited', go: (page) => goOutside(page, '/einladung'), leave: toSignIn },
];

/** Screens of somebody signed in. */
export const INSIDE: readonly Station[] = [
  {
    name: 'tour',
    go: (page) => page.locator('.tour').waitFor(),
    // It stands over every screen until somebody ends it.
    leave: (page) => page.locator('.tour-do button').last().click(),
  },
  {
    name: 'day-list',
    async go(page) {
      await page.keyboard.press('F3');
      await page.getByRole('grid').waitFor();
    },
  },
  {
    name: 'day-list-row',
    go: (page) => page.locator('.day-row').first().click(),
  },
  {
    name: 'day-list-new',
    async go(page) {
      await page.keyboard.press('Alt+t');
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(300);
    },
    leave: escape,
  },
  {
    name: 'home',
    async go(page) {
      await page.keyboard.press('F4');
      await page.locator('[data-search]').waitFor();
    },
  },
  {
    name: 'search',
    async go(page) {
      await page.locator('[data-search]').fill('meier');
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
    go: toAkte,
  },
  {
    name: 'sight',
    go: (page) => page.keyboard.press('Alt+p'),
    leave: escape,
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
  ...DESK_STATIONS,
  { name: 'new-person', go: (page) => goTo(page, '/person/neu'), leave: home },
  { name: 'transfer', go: (page) => goTo(page, '/import'), leave: home },
  {
    name: 'backups',
    async go(page) {
      await goTo(page, '/werkzeuge/backups');
      await page.locator('.backup-row').first().waitFor();
      await page.locator('.backup-row').first().focus();
    },
    leave: home,
  },
  dialogOf('backups-holders', '/werkzeuge/backups', '.backups > .bar button'),
  dialogOf('backups-key', '/werkzeuge/backups', '.backups > .bar button >> nth=1'),
  dialogOf('backups-delete', '/werkzeuge/backups', '.backup-act >> nth=2'),
  {
    name: 'backups-made',
    async go(page) {
      await goTo(page, '/werkzeuge/backups');
      await page.locator('.backup-row').first().waitFor();
      const before = await page.locator('.backup-row').count();
      // The places are seven, and every variant comes here.
      if (before === 7) return;
      await page.locator('[data-new-backup]').click();
      await page.locator('.backup-row').nth(before).waitFor({ timeout: 60_000 });
      await page.locator('.backup-below .note').waitFor();
    },
    leave: home,
  },
  { name: 'people', go: (page) => goTo(page, '/mitarbeitende'), leave: home },
  {
    name: 'invite',
    async go(page) {
      await goTo(page, '/mitarbeitende');
      await page.locator('.people .bar button[data-variant=filled]').click();
    },
    async leave(page) {
      await escape(page);
      await home(page);
    },
  },
  {
    name: 'handed-out',
    async go(page) {
      await goTo(page, '/mitarbeitende');
      await page.locator('.people .bar button[data-variant=filled]').click();
      await page.locator('[role=dialog] input').first().fill('Jana Böttcher');
      await page.keyboard.press('Enter');
      await page.locator('.handed-text').first().waitFor();
    },
    async leave(page) {
      await escape(page);
      await home(page);
    },
  },
  dialogOf('person-rights', '/mitarbeitende', '[aria-labelledby=people-staff] li button'),
  { name: 'roles', go: (page) => goTo(page, '/rollen'), leave: home },
  {
    name: 'matrix',
    async go(page) {
      await goTo(page, '/rollen');
      await page.locator('#roles-matrix').scrollIntoViewIfNeeded();
    },
    leave: home,
  },
  {
    name: 'groups',
    async go(page) {
      await goTo(page, '/rollen');
      await page.locator('#roles-groups').scrollIntoViewIfNeeded();
    },
    leave: home,
  },
  dialogOf('role', '/rollen', '[aria-labelledby="roles-roles"] .roles-head button'),
  {
    name: 'freigabe',
    async go(page) {
      await goTo(page, '/freigabe');
      await page.locator('.freigabe-item, .freigabe-left .state').first().waitFor();
    },
  },
  {
    name: 'freigabe-chosen',
    async go(page) {
      await page.locator('.freigabe-item').first().click();
      await page.waitForTimeout(800);
    },
    leave: home,
  },
  {
    name: 'freigabe-person',
    async go(page) {
      await goTo(page, '/freigabe');
      await page.locator('.freigabe-tabs button').last().click();
      await page.locator('.freigabe-item').first().click();
      await page.waitForTimeout(800);
    },
    leave: home,
  },
  { name: 'log', go: (page) => goTo(page, '/protokoll'), leave: home },
  dialogOf('log-rules', '/protokoll', '.log > .bar button:last-child'),
  ...SETTINGS.map(
    (section): Station => ({
      name: `settings-${section}`,
      async go(page) {
        await goTo(page, `/einstellungen/${section}`);
        await page.waitForTimeout(600);
      },
      leave: home,
    }),
  ),
  { name: 'settings-factor', go: (page) => settings(page, 'anmeldung', '[name=second-factor]'), leave: home },
  {
    name: 'settings-outside',
    async go(page) {
      await settings(page, 'anmeldung', '[name=outside-access]');
      await page.locator('[name=outside-access]').nth(2).check();
      await page.locator('.named-add').scrollIntoViewIfNeeded();
    },
    leave: home,
  },
  {
    name: 'settings-idle',
    go: (page) => settings(page, 'anmeldung', '.rule-part select >> nth=-1'),
    leave: home,
  },
  { name: 'org-chart', go: (page) => goTo(page, '/organigramm'), leave: home },
  { name: 'support', go: (page) => goTo(page, '/support'), leave: home },
  { name: 'access', go: (page) => goTo(page, '/zugaenge'), leave: home },
  {
    name: 'add-factor',
    async go(page) {
      await goTo(page, '/zugaenge');
      await page.locator('[data-add-factor]').click();
      await page.locator('.factor-kinds').waitFor();
    },
  },
  {
    name: 'add-app',
    async go(page) {
      await page.locator('.factor-kinds button').first().click();
      await page.locator('[role=dialog] button[type=submit]').click();
      await page.locator('.totp-secret').waitFor();
    },
    async leave(page) {
      await escape(page);
      await home(page);
    },
  },
  { name: 'device', go: (page) => page.keyboard.press('Alt+s'), leave: escape },
  { name: 'palette', go: (page) => page.keyboard.press('Control+k'), leave: escape },
  { name: 'help', go: (page) => page.keyboard.press('F1'), leave: escape },
  { name: 'locked', go: (page) => page.keyboard.press('F9') },
];
