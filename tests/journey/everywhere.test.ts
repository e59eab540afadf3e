import { hexOf } from '@siegel/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginCalendar } from '../../keyed/safe/src/appointments/change-calendar.ts';
import { readCalendar } from '../../keyed/safe/src/appointments/read-calendar.ts';
import { sealAppointments } from '../../keyed/safe/src/appointments/write-appointments.ts';
import { localDay } from '../../keyed/safe/src/channel/local-day.ts';
import { must, PASSWORD } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { openAkte, PracticeWorld } from './practice-world.ts';
import { shoot } from './shoot.ts';

/** Names, and what else of a person stands in this practice. */
const REAL = /brandt|ilse|wolters|pohl|frey|14\.0?3\.1951/i;

let world: PracticeWorld;
let page: Page;

beforeAll(async () => {
  world = await PracticeWorld.start();
  const { desk, personId } = world.practice;
  must(await desk.sync());
  must(await beginCalendar(desk, 'de', () => 'Dr. Jana Lindner'));
  const { resources, types } = await readCalendar(desk, () => '');
  const persons = [hexOf(personId)];
  for (const name of ['Frey', 'Wolters', 'Pohl'])
    persons.push(hexOf((await world.practice.addPerson(name, `Frau ${name} hustet`)).personId));
  const now = new Date();
  // Around now, and within the day whenever the test runs.
  const start = Math.max(0, Math.min(1_300, now.getHours() * 60 + now.getMinutes() - 30));
  const drafts = persons.map((id, i) => ({
    personId: id,
    day: localDay(now.getTime()),
    from: start + i * 20,
    minutes: 15,
    resources: [resources[0]?.resourceId ?? ''],
    type: types[i]?.typeId ?? '',
    reason: ['Laborbesprechung', 'Wolters anrufen', 'INR', 'Nüchternblut'][i] ?? '',
  }));
  must(await desk.write(must(await sealAppointments(desk, drafts)).packets));
  page = await world.arrive();
  await rowOf('Laborbesprechung').waitFor();
}, 120_000);
afterAll(() => world?.end());

const rowOf = (text: string) => page.locator('.day-row').filter({ hasText: text });
const pathOf = () => new URL(page.url()).pathname;
const press = (key: string) => page.keyboard.press(key);

test('[K8] [EV10] [EV11] [EV12] [EV14] help finds functions by other words, runs them, shows the manual; all keys fit one page', async () => {
  await press('F1');
  await page.getByText('diese Übersicht').waitFor();
  await shoot(page, 'help-keys');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.type('lock');
  await page
    .getByRole('option', { name: /Sperren/ })
    .first()
    .waitFor();
  await page.getByLabel('Funktion, Taste oder Thema suchen').fill('verfügbare');
  await page.getByText('Dazu gibt es nichts.').waitFor();
  await page.getByLabel('Funktion, Taste oder Thema suchen').fill('pdf');
  await page.getByRole('option', { name: 'PDF' }).first().waitFor();
  await shoot(page, 'help-search');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('option', { name: /^PDF Handbuch/ }).click();
  await page.getByRole('heading', { name: 'PDF' }).waitFor();
  await shoot(page, 'help-manual');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel('Funktion, Taste oder Thema suchen').fill('schedule');
  await page.getByRole('option').first().waitFor();
  await press('Enter');
  await expect.poll(pathOf).toBe('/kalender');
  // A question mark leads there, too, where nobody types.
  await press('F3');
  await rowOf('Laborbesprechung').focus();
  await press('?');
  await page.getByText('diese Übersicht').waitFor();
  expect(await sheetPages()).toBe(1);
});

/** Pages of the key sheet, as the browser prints them. */
async function sheetPages(): Promise<number> {
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.getByRole('button', { name: 'Tastenblatt drucken' }).click();
  await page.locator('.key-sheet').waitFor({ state: 'attached' });
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const to = process.env['SIEGEL_SHOTS'];
  if (to !== undefined) {
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 680, height: 1009 });
    await shoot(page, 'key-sheet');
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await press('Escape');
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length;
}

test('[EV20] [EV21] [EV22] single keys off: a letter does nothing, with Alt and Umschalt it does, and hints say so', async () => {
  const state = () => rowOf('Laborbesprechung').locator('.col-sign').getByRole('img').getAttribute('aria-label');
  const label = async () => (await state()) ?? (await rowOf('Laborbesprechung').locator('.col-sign').innerHTML());
  const before = await label();
  await page.goto(`${world.server.url}/einstellungen/tasten`);
  await page.getByLabel('Buchstaben, Ziffern und Zeichen wirken in Listen allein').click();
  await shoot(page, 'key-settings');
  expect(await axeFindings(page)).toEqual([]);
  await press('F3');
  await rowOf('Laborbesprechung').focus();
  await page.locator('.row-actions').getByText('Alt ⇧ A', { exact: true }).waitFor();
  await shoot(page, 'day-single-off');
  await press('a');
  await press('?');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await label()).toBe(before);
  expect(await page.getByRole('dialog').count()).toBe(0);
  await press('Alt+Shift+A');
  await expect.poll(label).not.toBe(before);
  await press('Alt+Shift+Z');
  await expect.poll(label).toBe(before);
  // In the Akte and in the calendar, too.
  await openAkte(page, 'brandt');
  await press('ArrowUp');
  await press('ArrowUp');
  await press('/');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
  await press('Alt+Shift+/');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await page.goto(`${world.server.url}/einstellungen/tasten`);
  await page.getByLabel('Buchstaben, Ziffern und Zeichen wirken in Listen allein').click();
});

test('[EV42] a screen opened by its key is worked on at once: an arrow goes into its list', async () => {
  const place = () => page.evaluate(() => document.activeElement?.closest('[data-row], [data-stop]') !== null);
  for (const [key, ready] of [
    ['F3', rowOf('Laborbesprechung')],
    ['F6', page.locator('[data-stop]').first()],
  ] as const) {
    await press(key);
    await ready.waitFor();
    await expect
      .poll(async () => {
        await press('ArrowDown');
        return place();
      })
      .toBe(true);
  }
});

test('[EV40] [EV41] the browser goes back and forward through screens and Akten, after a reload as well', async () => {
  await press('F3');
  await rowOf('Laborbesprechung').waitFor();
  await openAkte(page, 'brandt');
  const brandt = pathOf();
  await openAkte(page, 'pohl');
  // The line of the Akte before is there until the other one is.
  await expect.poll(pathOf).not.toBe(brandt);
  const pohl = pathOf();
  await press('F6');
  await expect.poll(pathOf).toBe('/kalender');
  await press('Alt+Digit0');
  await expect.poll(pathOf).toBe('/tag');
  const goes = async (key: string, path: string) => {
    await press(key);
    await expect.poll(pathOf).toBe(path);
  };
  await rowOf('Laborbesprechung').waitFor();
  await goes('Alt+ArrowLeft', '/kalender');
  await goes('Alt+ArrowLeft', pohl);
  await page.locator('.tab.on').filter({ hasText: 'Pohl' }).waitFor();
  // In the command line the arrows are the browser's own; it goes back as its button does.
  await page.goBack();
  await expect.poll(pathOf).toBe(brandt);
  await page.locator('.tab.on').filter({ hasText: 'Brandt' }).waitFor();
  await page.goForward();
  await expect.poll(pathOf).toBe(pohl);
  await page.reload();
  await page.locator('.tab.on').filter({ hasText: 'Pohl' }).waitFor();
  await page.goBack();
  await expect.poll(pathOf).toBe(brandt);
  await page.locator('.tab.on').filter({ hasText: 'Brandt' }).waitFor();
  await page.locator('.eintrag').first().waitFor();
  await page.goForward();
  await expect.poll(pathOf).toBe(pohl);
  await page.goForward();
  await expect.poll(pathOf).toBe('/kalender');
  // A tab that was closed opens again.
  await openAkte(page, 'frey');
  const frey = pathOf();
  await page.locator('.tab.on .tab-close').click();
  await expect.poll(pathOf).not.toBe(frey);
  await page.goBack();
  await expect.poll(pathOf).toBe(frey);
  await page.locator('.tab.on').filter({ hasText: 'Frey' }).waitFor();
});

/** Every text, value and label of the page, and its title. */
function shownText(): Promise<string> {
  return page.evaluate(() => {
    // The examples of the search are the program's own.
    for (const examples of document.querySelectorAll('.grammar')) examples.remove();
    const named = [...document.querySelectorAll('*')].flatMap((element) => [
      ...['title', 'aria-label', 'alt', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : '',
    ]);
    return [document.title, document.body.textContent, ...named].join('\n');
  });
}

test('[EV30] [EV31] [EV33] [EV34] names hidden: no real one on any screen, nothing invented is written, nothing is printed', async () => {
  await press('Alt+u');
  await page.getByText('Namen sind verborgen').waitFor();
  const screens = [
    '/tag',
    '/kalender',
    '/',
    '/freigabe',
    '/aufgaben',
    '/nachrichten',
    '/protokoll',
    '/personen',
    '/warteliste',
    '/freie-zeiten',
  ];
  const akte = `/akte/${hexOf(world.practice.personId)}`;
  for (const path of [akte, ...screens]) {
    await page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
    await page.locator('.main :is(h1, .eintrag, .day-row, input)').first().waitFor();
    await page.locator('.skeleton-line').first().waitFor({ state: 'detached' });
    expect((await shownText()).match(REAL)?.[0], path).toBeUndefined();
    if (path === akte || path === '/tag') await shoot(page, `hidden-${path.split('/')[1]}`);
  }
  await page.reload();
  await page.getByText('Namen sind verborgen').waitFor();
  await press('F3');
  await rowOf('Laborbesprechung').focus();
  await press('a');
  await page.locator('.cards li').first().waitFor();
  expect((await shownText()).match(REAL)?.[0], 'toast and board').toBeUndefined();
  // The search finds who is really meant, and shows somebody invented.
  await openAkte(page, 'brandt');
  await page.locator('.eintrag').first().waitFor();
  expect((await shownText()).match(REAL)?.[0], 'Akte').toBeUndefined();
  await press('Alt+e');
  await page.getByLabel('Vorname').first().waitFor();
  expect((await shownText()).match(REAL)?.[0], 'Stammdaten').toBeUndefined();
  await page.getByLabel('Vorname').first().fill('Anders');
  await press('Control+Enter');
  await page.getByText('Das geht nicht, solange Namen verborgen sind').waitFor();
  await shoot(page, 'hidden-refused');
  const paper = await page.evaluate(() => {
    window.dispatchEvent(new Event('beforeprint'));
    return document.querySelector('.names-hidden')?.textContent ?? '';
  });
  expect(paper).toContain('wird nicht gedruckt');
  await page.emulateMedia({ media: 'print' });
  expect((await page.locator('body').innerText()).trim()).toBe(paper.trim());
  await page.emulateMedia({ media: null });
  expect(await axeFindings(page)).toEqual([]);
  await press('Escape');
  await page.getByRole('button', { name: /Namen sind verborgen/ }).click();
  await page.locator('.tab').filter({ hasText: 'Brandt, Ilse' }).waitFor();
  await page.getByText('Namen sind verborgen').waitFor({ state: 'detached' });
});

test('[K8] [EV50] [EV51] [EV52] the day is printed as a list; without a server it opens after a reload, says its age, and is printed', async () => {
  const context = await world.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' });
  page = await world.arrive('lindner', context);
  await rowOf('Laborbesprechung').waitFor();
  await page.getByRole('button', { name: 'Liste drucken' }).waitFor();
  expect(await printed()).toMatch(/Brandt, Ilse[\s\S]*Pohl/);
  await shoot(page, 'day-print');
  await page.emulateMedia({ media: null });
  await press('Alt+s');
  await page.getByText('Liegt geprüft auf diesem Gerät').waitFor();
  await press('Escape');
  await world.cut();
  try {
    await page.getByText('Ohne Verbindung').first().waitFor({ timeout: 60_000 });
    await page.reload();
    await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
    await press('Enter');
    await rowOf('Brandt, Ilse').waitFor({ timeout: 60_000 });
    await page.locator('.day-stand', { hasText: /Stand von diesem Gerät: \d\d\.\d\d\.\d{4}, \d\d:\d\d/ }).waitFor();
    await page.emulateMedia({ media: null });
    await shoot(page, 'day-offline');
    expect(await printed()).toMatch(/Stand[\s\S]*Brandt, Ilse/);
  } finally {
    await shoot(page, 'day-offline-end');
    await world.startAgain();
  }
  await context.close();
});

/** What would be on paper. */
async function printed(): Promise<string> {
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('body').innerText();
  expect(text).not.toContain('Suchen oder Befehl');
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  return text;
}
