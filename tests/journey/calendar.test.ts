import { addDays, mondayOf } from '@siegel/akten';
import { hexOf } from '@siegel/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginCalendar } from '../../keyed/safe/src/appointments/change-calendar.ts';
import { readCalendar } from '../../keyed/safe/src/appointments/read-calendar.ts';
import { sealAppointments } from '../../keyed/safe/src/appointments/write-appointments.ts';
import { localDay } from '../../keyed/safe/src/channel/local-day.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { PracticeWorld } from './practice-world.ts';
import { shoot } from './shoot.ts';

/** A change at one workplace is in the view of the other. */
const LIVE_MS = 1_000;
const TODAY = localDay(Date.now());
/** Next week: nothing of it is over. */
const MONDAY = mondayOf(addDays(TODAY, 7));
const HOUR = 60;

let world: PracticeWorld;
let doctor: Page;
let reception: Page;

beforeAll(async () => {
  world = await PracticeWorld.start();
  const { practice } = world;
  const { desk } = practice;
  must(await desk.sync());
  must(await beginCalendar(desk, 'de', () => 'Dr. Jana Lindner'));
  const { resources, types } = await readCalendar(desk, () => '');
  const [lindner = '', lab = ''] = resources.map(({ resourceId }) => resourceId);
  const persons = [hexOf(practice.personId)];
  for (const name of ['Frey', 'Wolters']) persons.push(hexOf((await practice.addPerson(name, 'RR 130/80')).personId));
  const draft = (person: number, day: string, from: number, resource: string) => ({
    personId: persons[person] ?? '',
    day,
    from,
    minutes: 15,
    resources: [resource],
    type: types[person]?.typeId ?? '',
    reason: 'Laborbesprechung',
  });
  const drafts = [
    // The day list of today is where everybody begins.
    draft(0, TODAY, 9 * HOUR, lindner),
    draft(0, MONDAY, 9 * HOUR, lindner),
    draft(1, MONDAY, 10 * HOUR, lindner),
    draft(2, addDays(MONDAY, 1), 9 * HOUR, lab),
  ];
  must(await desk.write(must(await sealAppointments(desk, drafts)).packets));
  [doctor, reception] = [await world.arrive(), await world.arrive()];
}, 120_000);
afterAll(() => world?.end());

/** What stands in the grid at a time: an appointment or a blocked time. */
const at = (page: Page, time: string, name: string) =>
  page.getByRole('button', { name: new RegExp(`${time} bis .*${name}`) });
const columnOf = (page: Page, name: RegExp) => page.getByRole('group', { name });

test('[K3] [KG1] [KG4] [KG10] [KG11] [KG13] [KG14] a week by keyboard: moved, doubled with a word, taken back, and the other workplace sees it', async () => {
  for (const page of [doctor, reception]) {
    await page.keyboard.press('F6');
    await page.getByRole('button', { name: 'Eine Woche weiter' }).click();
    await at(page, '09:00', 'Brandt').waitFor();
  }
  expect(await doctor.locator('.appt').count()).toBe(3);
  expect(await axeFindings(reception)).toEqual([]);
  await shoot(reception, 'calendar-week');
  await at(reception, '09:00', 'Brandt').focus();
  await reception.keyboard.press('ArrowDown');
  await expect.poll(() => reception.locator(':focus').getAttribute('aria-label')).toBe('Frei, 09:15 bis 09:30');
  await reception.keyboard.press('ArrowUp');
  await reception.keyboard.down('Alt');
  for (let stroke = 0; stroke < 11; stroke++) await reception.keyboard.press('ArrowDown');
  const began = performance.now();
  await reception.keyboard.up('Alt');
  await at(doctor, '09:55', 'Brandt').waitFor();
  expect(performance.now() - began).toBeLessThan(LIVE_MS);
  await reception.getByText('Doppelt belegt mit Frey, Ilse.').waitFor();
  expect(await at(doctor, '09:55', 'Brandt').textContent()).toContain('doppelt belegt');
  await expect.poll(() => reception.locator(':focus').textContent()).toContain('Brandt');
  await reception.keyboard.press('Control+z');
  await at(doctor, '09:00', 'Brandt').waitFor();
  // The next column, the next day, ten minutes longer.
  await at(reception, '09:00', 'Brandt').focus();
  await reception.keyboard.down('Alt');
  await reception.keyboard.press('ArrowRight');
  await columnOf(reception, /Montag.*Labor/)
    .getByRole('button', { name: /Brandt/ })
    .waitFor();
  await reception.keyboard.press('Shift+ArrowRight');
  await reception.keyboard.press('Shift+ArrowDown');
  await reception.keyboard.up('Alt');
  await columnOf(doctor, /Dienstag.*Labor/)
    .getByRole('button', { name: /09:00 bis 09:20.*Brandt/ })
    .waitFor();
  await expect.poll(() => reception.locator(':focus').textContent()).toContain('Brandt');
  await reception.getByRole('button', { name: 'Rückgängig' }).click();
  await columnOf(doctor, /Montag.*Lindner/)
    .getByRole('button', { name: /09:00 bis 09:15.*Brandt/ })
    .waitFor();
});

test('[K3] [KG12] by mouse: to another day, longer at its edge, and Esc lets go', async () => {
  const frey = () => at(reception, '10:00', 'Frey');
  const from = await frey().boundingBox();
  const to = await columnOf(reception, /Mittwoch.*Lindner/).boundingBox();
  if (from === null || to === null) throw new Error('nothing to drag');
  const grab = async () => {
    const box = await at(reception, '10:00', 'Frey').boundingBox();
    if (box === null) throw new Error('nothing to grab');
    await reception.mouse.move(box.x + 10, box.y + 5);
    await reception.mouse.down();
    return box;
  };
  await grab();
  await reception.mouse.move(to.x + 12, from.y + 40, { steps: 4 });
  await reception.keyboard.press('Escape');
  await reception.mouse.up();
  await grab();
  await reception.mouse.move(to.x + 12, from.y + 5, { steps: 4 });
  await shoot(reception, 'calendar-drag');
  await reception.mouse.up();
  await columnOf(doctor, /Mittwoch.*Lindner/)
    .getByRole('button', { name: /10:00 bis 10:15.*Frey/ })
    .waitFor();
  const box = await frey().boundingBox();
  if (box === null) throw new Error('it is gone');
  await reception.mouse.move(box.x + 10, box.y + box.height - 2);
  await reception.mouse.down();
  // 84 px are an hour.
  await reception.mouse.move(box.x + 10, box.y + box.height - 2 + 42, { steps: 4 });
  await reception.mouse.up();
  await at(doctor, '10:00', 'Frey')
    .and(doctor.getByRole('button', { name: /bis 10:45/ }))
    .waitFor();
});

test('[K3] [KG20] [KG21] [KG22] a time is blocked at a free place, warns, is taken back and given back; a new appointment knows its place', async () => {
  await columnOf(reception, /Dienstag.*Lindner/)
    .getByRole('button', { name: 'Frei, 08:00 bis 08:30' })
    .focus();
  await reception.keyboard.press('n');
  const fresh = reception.getByRole('dialog', { name: 'Neuer Termin' });
  expect(await fresh.getByLabel('Uhrzeit').inputValue()).toBe('08:00');
  await reception.keyboard.press('Escape');
  await fresh.waitFor({ state: 'detached' });
  await columnOf(reception, /Dienstag.*Labor/)
    .getByRole('button', { name: 'Frei, 08:30 bis 09:00' })
    .focus();
  await reception.keyboard.press('s');
  const dialog = reception.getByRole('dialog', { name: 'Zeit sperren' });
  await dialog.getByLabel('Grund').waitFor();
  await reception.keyboard.press('Control+Enter');
  await dialog.getByText('Bitte geben Sie einen Grund ein.').waitFor();
  await dialog.getByLabel('Grund').fill('Teambesprechung');
  expect(await axeFindings(reception)).toEqual([]);
  await shoot(reception, 'calendar-block');
  await reception.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await reception.getByText('Darunter liegt ein Termin; er bleibt stehen.').waitFor();
  await at(doctor, '08:30', 'Teambesprechung').waitFor();
  expect(await at(doctor, '09:00', 'Wolters').textContent()).toContain('doppelt belegt');
  await shoot(doctor, 'calendar-blocked');
  await at(doctor, '08:30', 'Teambesprechung').focus();
  await doctor.keyboard.press('Delete');
  await at(reception, '08:30', 'Teambesprechung').waitFor({ state: 'detached' });
  await doctor.getByRole('button', { name: 'Rückgängig' }).click();
  await at(reception, '08:30', 'Teambesprechung').waitFor();
});

test('[K3] [KG6] a turn to the next week and back keeps the focus in the grid', async () => {
  await at(reception, '09:00', 'Brandt').focus();
  for (const key of ['PageDown', 'PageUp']) {
    await reception.keyboard.press(key);
    await at(reception, '09:00', 'Brandt').waitFor({ state: key === 'PageDown' ? 'detached' : 'visible' });
    const isInGrid = () => reception.evaluate(() => document.activeElement?.closest('.grid-body') !== null);
    await expect.poll(isInGrid).toBe(true);
  }
});

test('[K3] [KG12] [KG15] by finger: it scrolls, holding picks up, the edge scrolls along, undo; and buttons do the same', async () => {
  const size = { width: 390, height: 844 };
  const profile = await world.browser.newContext({
    ...{ viewport: size, hasTouch: true, locale: 'de-DE', serviceWorkers: 'block' },
  });
  const phone = await world.arrive('lindner', profile);
  await goToMonday(phone);
  const finger = await fingerOf(phone);
  const scrollTop = () => phone.evaluate(() => document.querySelector('.grid-scroll')?.scrollTop ?? 0);
  const middle = async () => {
    const box = await at(phone, '09:00', 'Brandt').boundingBox();
    if (box === null) throw new Error('nothing to touch');
    return { x: box.x + Math.min(60, box.width / 2), y: box.y + box.height / 2 };
  };
  await at(phone, '09:00', 'Brandt').scrollIntoViewIfNeeded();
  // At once: the page scrolls, nothing moves.
  const before = await scrollTop();
  const from = await middle();
  await finger.down(from);
  await finger.move(from, { x: from.x, y: from.y - 120 });
  await finger.up();
  await expect.poll(scrollTop).toBeGreaterThan(before + 40);
  await at(phone, '09:00', 'Brandt').waitFor();
  // Held: half an hour is 88 px here.
  await phone.evaluate((top) => document.querySelector('.grid-scroll')?.scrollTo({ top }), before);
  const held = await middle();
  await finger.down(held);
  await phone.locator('.grid-ghost').waitFor();
  await finger.move(held, { x: held.x, y: held.y + 88 });
  await shoot(phone, 'calendar-touch');
  await finger.up();
  await at(doctor, '09:30', 'Brandt').waitFor();
  await phone.getByRole('button', { name: 'Rückgängig' }).tap();
  await at(doctor, '09:00', 'Brandt').waitFor();
  // Held at the lower edge: the grid comes along; Esc lets go.
  await phone.evaluate((top) => document.querySelector('.grid-scroll')?.scrollTo({ top }), before);
  const again = await middle();
  const edge = await phone.evaluate(() => document.querySelector('.grid-scroll')?.getBoundingClientRect().bottom ?? 0);
  await finger.down(again);
  await phone.locator('.grid-ghost').waitFor();
  await finger.move(again, { x: again.x, y: edge - 4 });
  await expect.poll(scrollTop).toBeGreaterThan(before + 100);
  await phone.keyboard.press('Escape');
  await phone.locator('.grid-ghost').waitFor({ state: 'detached' });
  await finger.up();
  // Without dragging (WCAG 2.5.7).
  await at(phone, '09:00', 'Brandt').tap();
  const later = phone.getByRole('toolbar').getByRole('button', { name: /^Später/ });
  await later.scrollIntoViewIfNeeded();
  expect((await later.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await later.tap();
  await at(doctor, '09:05', 'Brandt').waitFor();
  await phone.getByRole('button', { name: 'Rückgängig' }).tap();
  await at(doctor, '09:00', 'Brandt').waitFor();
  // A tablet: to the next day.
  await phone.setViewportSize({ width: 1024, height: 768 });
  await phone.getByRole('button', { name: 'Woche', exact: true }).tap();
  await at(phone, '09:00', 'Brandt').scrollIntoViewIfNeeded();
  const tuesday = await columnOf(phone, /Dienstag.*Lindner/).boundingBox();
  const start = await middle();
  await finger.down(start);
  await phone.locator('.grid-ghost').waitFor();
  await finger.move(start, { x: (tuesday?.x ?? 0) + 40, y: start.y });
  await shoot(phone, 'calendar-touch-tablet');
  await finger.up();
  await columnOf(doctor, /Dienstag.*Lindner/)
    .getByRole('button', { name: /09:00 bis 09:15.*Brandt/ })
    .waitFor();
  await phone.getByRole('button', { name: 'Rückgängig' }).tap();
  await columnOf(doctor, /Montag.*Lindner/)
    .getByRole('button', { name: /09:00 bis 09:15.*Brandt/ })
    .waitFor();
  await profile.close();
});

/** The day view of next week's Monday, whatever day it is today. */
async function goToMonday(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('F6');
  await page.getByRole('button', { name: 'Eine Woche weiter' }).click();
  await page.getByRole('button', { name: /^Mo / }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await at(page, '09:00', 'Brandt').waitFor();
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A finger as Chromium knows it from a screen. */
async function fingerOf(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    down: (at: Point) => touch('touchStart', [at]),
    async move(from: Point, to: Point) {
      for (let step = 1; step <= 8; step++) {
        const part = step / 8;
        await touch('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
        await page.waitForTimeout(16);
      }
    },
    up: () => touch('touchEnd', []),
  };
}

test('[K3] [KG5] [KG30] [KG31] the day sheet is printed and stands in the log; a phone shows one day and one resource', async () => {
  await doctor.getByRole('button', { name: /^Mo / }).click();
  await doctor.getByRole('heading', { name: /Montag/ }).waitFor();
  const print = (form: string) =>
    doctor.evaluate((kind) => {
      dispatchEvent(new Event('beforeprint'));
      const text = document.querySelector('.day-sheet')?.textContent ?? '';
      if (kind === 'keep') return text;
      dispatchEvent(new Event('afterprint'));
      return text;
    }, form);
  const sheet = await print('end');
  expect(sheet).toContain('09:00 bis 09:15Brandt, Ilse14.03.1951');
  expect(sheet).toContain('Laborbesprechung');
  await doctor.evaluate(() => {
    window.print = () => undefined;
  });
  await doctor.getByRole('button', { name: 'Tagesblatt drucken' }).click();
  await doctor.getByRole('button', { name: 'Nur Namen' }).click();
  const names = await print('end');
  expect(names).toContain('Brandt, Ilse');
  expect(names).not.toContain('Laborbesprechung');
  await doctor.setViewportSize({ width: 390, height: 844 });
  await at(doctor, '09:00', 'Brandt').waitFor();
  expect(await doctor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect((await at(doctor, '09:00', 'Brandt').boundingBox())?.height).toBeGreaterThanOrEqual(43);
  expect((await doctor.getByRole('button', { name: 'Ein Tag weiter' }).boundingBox())?.height).toBeGreaterThanOrEqual(
    44,
  );
  await doctor.getByRole('button', { name: 'Labor und MFA' }).click();
  await at(doctor, '09:00', 'Brandt').waitFor({ state: 'detached' });
  expect(await axeFindings(doctor)).toEqual([]);
  await shoot(doctor, 'calendar-phone');
  await doctor.setViewportSize({ width: 1440, height: 900 });
  // For the person, in the log.
  await doctor.evaluate(() => {
    history.pushState(null, '', '/protokoll');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await doctor
    .getByText(/Tagesblatt vom/)
    .first()
    .waitFor();
  expect(world.complaints).toEqual([]);
});
