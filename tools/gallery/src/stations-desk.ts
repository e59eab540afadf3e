import type { Page } from 'playwright-core';
import { goTo, home, type Station, toAkte } from './station.ts';

/** Closes what is open; the focus is back where it was afterwards. */
async function escape(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.waitForTimeout(300);
}

/** A place that only has to be gone to, and something of it that shows when it is there. */
function placeOf(name: string, path: string, there: string): Station {
  return {
    name,
    async go(page) {
      await goTo(page, path);
      await page.locator(there).first().waitFor();
    },
    leave: home,
  };
}

/** A dialog that a button of the place before opens. */
function openedBy(name: string, button: string): Station {
  return {
    name,
    async go(page) {
      await page.locator(button).first().click();
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(600);
    },
    async leave(page) {
      await escape(page);
      await home(page);
    },
  };
}

/** The calendar in both forms, free times and the waiting list. */
const CALENDAR: readonly Station[] = [
  {
    name: 'calendar',
    async go(page) {
      await page.keyboard.press('F6');
      await page.locator('.appt').first().waitFor();
    },
  },
  {
    name: 'calendar-chosen',
    go: (page) => page.locator('.appt').first().focus(),
  },
  {
    name: 'calendar-moved',
    async go(page) {
      // What is moved stands where it is put when Alt is let go.
      await page.keyboard.press('Alt+ArrowDown');
      await page.locator('.toast').waitFor();
    },
    leave: (page) => page.keyboard.press('Control+z'),
  },
  {
    name: 'calendar-other',
    async go(page) {
      // A phone shows a day and has no other form.
      const other = page.locator('.week-bar .seg button[aria-pressed=false]').first();
      if ((await other.count()) > 0) await other.click();
      await page.waitForTimeout(400);
    },
    leave: home,
  },
  {
    name: 'finding',
    async go(page) {
      await page.keyboard.press('Alt+f');
      await page.locator('.finding-work').waitFor();
      await page.waitForTimeout(800);
    },
    leave: home,
  },
  placeOf('waiting-list', '/warteliste', '.waiting-lists'),
];

/** Tasks and messages, with one of each chosen. */
const DESK: readonly Station[] = [
  placeOf('tasks', '/aufgaben', '.desk'),
  {
    name: 'tasks-all',
    async go(page) {
      await goTo(page, '/aufgaben');
      await page.locator('.desk .seg button').nth(2).click();
      await page.waitForTimeout(400);
    },
    leave: home,
  },
  {
    name: 'task-new',
    async go(page) {
      await page.keyboard.press('F8');
      await page.getByRole('dialog').waitFor();
    },
    leave: escape,
  },
  placeOf('messages', '/nachrichten', '.messages-left, .desk .state'),
  {
    name: 'message-chosen',
    async go(page) {
      await goTo(page, '/nachrichten');
      await page.locator('.messages-left .message-row, .messages-left .state').first().waitFor();
      const first = page.locator('.message-row').first();
      if ((await first.count()) > 0) await first.click();
      await page.waitForTimeout(400);
    },
  },
  {
    name: 'message-new',
    async go(page) {
      await goTo(page, '/nachrichten');
      await page.locator('.desk-bar button[data-variant=filled]').first().click();
      await page.getByRole('dialog').waitFor();
    },
    async leave(page) {
      await escape(page);
      await home(page);
    },
  },
];

/** Keeping the persons clean. */
const CARE: readonly Station[] = [
  {
    name: 'care',
    async go(page) {
      await goTo(page, '/personen');
      await page.locator('.pair').first().waitFor({ timeout: 60_000 });
      await page.waitForTimeout(800);
    },
  },
  openedBy('merge', '.pair .row button'),
  {
    name: 'archive',
    async go(page) {
      await goTo(page, '/personen');
      await page.locator('.care-part').last().scrollIntoViewIfNeeded();
    },
    leave: home,
  },
];

/** What stands around the Eintraege of an Akte. */
const AKTE: readonly Station[] = [
  {
    name: 'ticked',
    async go(page) {
      await toAkte(page);
      await page.keyboard.press('Alt+d');
      await page.locator('.ticked').waitFor();
    },
    leave: escape,
  },
  {
    name: 'line-help',
    async go(page) {
      await page.locator('.command-text').focus();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('listbox').first().waitFor();
    },
    leave: escape,
  },
  {
    name: 'line-appointment',
    async go(page) {
      await page.locator('.command-text').focus();
      await page.keyboard.type('t +14 9:30 20 Wundkontrolle');
      await page.locator('#command-preview').waitFor();
      await page.waitForTimeout(400);
    },
    leave: clearLine,
  },
  {
    name: 'block-picker',
    async go(page) {
      await page.locator('.command-text').focus();
      await page.keyboard.press('Control+Space');
      await page.waitForTimeout(600);
    },
    leave: escape,
  },
  {
    name: 'cave',
    async go(page) {
      await page.keyboard.press('Alt+k');
      await page.locator('textarea:focus').waitFor();
    },
    async leave(page) {
      await escape(page);
      await home(page);
    },
  },
];

async function clearLine(page: Page): Promise<void> {
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
}

/** The desk of a day: calendar, tasks, messages, persons, and what belongs to writing. */
export const DESK_STATIONS: readonly Station[] = [...CALENDAR, ...DESK, ...CARE, ...AKTE];

/** What somebody sees who may not: the administration, which opens no Akten (RO20). */
export const FEW_RIGHTS: readonly Station[] = [
  {
    name: 'few-rights-home',
    async go(page) {
      await page.keyboard.press('F4');
      await page.locator('[data-search]').waitFor();
    },
  },
  {
    name: 'few-rights-day',
    async go(page) {
      await page.keyboard.press('F3');
      await page.waitForTimeout(800);
    },
  },
  {
    name: 'few-rights-akte',
    async go(page) {
      await page.keyboard.press('F4');
      await page.locator('[data-search]').fill('meier');
      await page.locator('.hit').first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('aside.person, .identity').first().waitFor();
      await page.waitForTimeout(400);
    },
  },
  placeOf('few-rights-calendar', '/kalender', 'h1'),
  placeOf('few-rights-tasks', '/aufgaben', '.desk'),
  placeOf('few-rights-freigabe', '/freigabe', 'h1, h2'),
  placeOf('few-rights-log', '/protokoll', 'h1, h2'),
  placeOf('few-rights-settings', '/einstellungen/textbausteine', 'h1, h2'),
];
