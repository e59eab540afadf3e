import { addDays, mondayOf } from '@siegel/akten';
import { hexOf } from '@siegel/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginCalendar } from '../../keyed/safe/src/appointments/change-calendar.ts';
import { saveFavourite } from '../../keyed/safe/src/appointments/favourites.ts';
import { readCalendar } from '../../keyed/safe/src/appointments/read-calendar.ts';
import { sealAppointments } from '../../keyed/safe/src/appointments/write-appointments.ts';
import { sealWish } from '../../keyed/safe/src/appointments/write-wishes.ts';
import { localDay } from '../../keyed/safe/src/channel/local-day.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { PracticeWorld } from './practice-world.ts';
import { shoot } from './shoot.ts';

const MONDAY = addDays(mondayOf(localDay(Date.now())), 14);
const german = (day: string) => day.split('-').toReversed().join('.');

let world: PracticeWorld;
let reception: Page;
let doctor: Page;

beforeAll(async () => {
  world = await PracticeWorld.start();
  const { practice } = world;
  const { desk } = practice;
  must(await desk.sync());
  must(await beginCalendar(desk, 'de', () => 'Dr. Jana Lindner'));
  const { resources, types } = await readCalendar(desk, () => '');
  const [person, lab, room] = resources.map(({ resourceId }) => resourceId);
  const needs = [[person ?? '']];
  const personOf = async (name: string) => hexOf((await practice.addPerson(name, 'RR 130/80')).personId);
  const ids = { brandt: hexOf(practice.personId), frey: await personOf('Frey'), pohl: await personOf('Pohl') };
  must(
    await saveFavourite(desk, {
      name: 'Check-up',
      shortName: 'CHK',
      offset: { count: 5, unit: 'week' },
      spanDays: 7,
      order: 0,
      steps: [
        { minutes: 10, needs: [[lab ?? '']] },
        {
          minutes: 15,
          needs: [...needs, [room ?? '']],
          ...(types[0] && { type: types[0].typeId }),
          wait: { least: 0, most: 30 },
        },
      ],
    }),
  );
  const draft = (from: number, minutes: number, over: object = {}) => ({
    personId: ids.brandt,
    day: MONDAY,
    from,
    minutes,
    resources: needs[0] ?? [],
    type: types[0]?.typeId ?? '',
    ...over,
  });
  const appointments = [
    // Whoever signs in sees a table.
    draft(1_380, 15, { day: localDay(Date.now()), reason: 'Heute' }),
    draft(480, 60, { reason: 'Langer Termin' }),
    draft(540, 20, { reason: 'Wird abgesagt' }),
    draft(560, 700, { reason: 'Rest des Tages' }),
    ...[1, 2, 3].map((weeks) =>
      draft(600, 15, { day: addDays(MONDAY, 7 * weeks), series: 'e'.repeat(32), reason: 'INR' }),
    ),
  ];
  must(await desk.write(must(await sealAppointments(desk, appointments)).packets));
  const wish = { minutes: 15, needs, from: MONDAY, to: MONDAY };
  for (const [personId, urgency] of [
    [ids.frey, 'normal'],
    [ids.pohl, 'dringend'],
  ] as const)
    must(
      await desk.write(must(await sealWish(desk, { ...wish, personId, urgency, note: 'auch kurzfristig' })).packets),
    );
  [reception, doctor] = [await world.arrive(), await world.arrive()];
}, 120_000);
afterAll(() => world?.end());

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });
async function choosePerson(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Wer kommt?' }).focus();
  await page.keyboard.type(name);
  await page.getByRole('option', { name: new RegExp(name, 'i') }).waitFor();
  await page.keyboard.press('Enter');
}

test('[K3] [TE60] [TE61] [TE62] free time of a doctor and a room is found and booked by keyboard; the search stays', async () => {
  await reception.keyboard.press('Alt+f');
  await reception.getByRole('heading', { name: 'Freie Zeit suchen' }).waitFor();
  await choosePerson(reception, 'frey');
  await reception.getByLabel('Zimmer 2').check();
  await reception.getByLabel('Zimmer 1').check();
  await reception.getByLabel('Ab', { exact: true }).fill(german(MONDAY));
  await reception.getByLabel('Bis', { exact: true }).fill(german(addDays(MONDAY, 2)));
  await reception
    .getByText('14 freie Zeiten')
    .or(reception.getByText(/\d+ freie Zeiten/))
    .waitFor();
  expect(await axeFindings(reception)).toEqual([]);
  await reception.getByLabel('Anlass').press('Enter');
  const focused = reception.locator('[data-found]:focus');
  // The doctor is booked all Monday: the first time is on Tuesday.
  expect(await focused.innerText()).toContain('08:00–08:15');
  expect(await focused.innerText()).toContain('Zimmer 1');
  await reception.keyboard.press('ArrowDown');
  await shoot(reception, 'finding');
  await reception.keyboard.press('Enter');
  await reception.getByText('Der Termin von Frey, Ilse steht.').waitFor();
  await expect.poll(() => reception.locator('.found section').first().innerText()).not.toContain('08:15–08:30');
  // Whoever goes on booking is still in the list.
  await expect.poll(() => focused.count()).toBe(1);
  await goTo(reception, `/tag/${addDays(MONDAY, 1)}`);
  await rowOf(reception, '08:15').waitFor();
  await reception.keyboard.press('Alt+f');
  expect(await reception.getByLabel('Ab', { exact: true }).inputValue()).toBe(german(MONDAY));
  await reception.getByText('Frey, Ilse', { exact: true }).waitFor();
  await reception.setViewportSize({ width: 390, height: 844 });
  expect(await reception.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await shoot(reception, 'finding-phone');
  await reception.setViewportSize({ width: 1440, height: 900 });
});

test('[K3] [TE66] [TE67] a chain is booked from its Kuerzel in the line and taken back as one', async () => {
  await reception.keyboard.press('F3');
  await rowOf(reception, 'Heute').waitFor();
  await reception.keyboard.press('Alt+t');
  const dialog = reception.getByRole('dialog', { name: 'Neuer Termin' });
  await dialog.waitFor();
  await choosePerson(reception, 'pohl');
  await dialog.getByLabel('Kurz geschrieben').fill('CHK nüchtern');
  await dialog.getByRole('radio').first().waitFor();
  expect(await dialog.getByLabel('Anlass').inputValue()).toBe('nüchtern');
  expect(await axeFindings(reception)).toEqual([]);
  await shoot(reception, 'finding-favourite');
  await reception.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => rowOf(reception, 'Pohl, Ilse').count()).toBe(2);
  await reception.getByRole('button', { name: 'Rückgängig' }).click();
  await expect.poll(() => rowOf(reception, 'Pohl, Ilse').count()).toBe(0);
});

test('[K3] [TE72] [TE73] [TE74] [TE76] who waits is offered a place that was called off, at both workplaces', async () => {
  await goTo(doctor, '/warteliste');
  await doctor.getByText('2 warten').waitFor();
  await doctor.getByText('Gerade ist nichts frei').waitFor();
  await goTo(reception, `/tag/${MONDAY}`);
  await rowOf(reception, 'Wird abgesagt').focus();
  await reception.keyboard.press('Delete');
  await reception.getByText('passen 2 auf der Warteliste').waitFor();
  await shoot(reception, 'finding-freed');
  await reception.keyboard.press('Alt+l');
  const candidates = reception.locator('.candidate');
  await candidates.first().waitFor();
  expect(await candidates.allInnerTexts()).toEqual([expect.stringContaining('Pohl'), expect.stringContaining('Frey')]);
  expect(await reception.locator('.candidate:focus').innerText()).toContain('Pohl');
  await reception.keyboard.press('o');
  await doctor.getByText(/angeboten, Antwort bis/).waitFor();
  expect(await axeFindings(reception)).toEqual([]);
  await shoot(reception, 'waiting-list');
  await candidates.filter({ hasText: 'Pohl' }).focus();
  await reception.keyboard.press('x');
  await reception.getByText('hat abgelehnt', { exact: true }).waitFor();
  expect(await candidates.first().innerText()).toContain('Frey');
  expect(await reception.locator('.candidate:focus').innerText()).toContain('Frey');
  await reception.keyboard.press('Enter');
  await doctor.getByText('eine Person wartet').waitFor();
  await doctor.setViewportSize({ width: 390, height: 844 });
  expect(await doctor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await axeFindings(doctor)).toEqual([]);
  await shoot(doctor, 'waiting-list-phone');
  await doctor.setViewportSize({ width: 1440, height: 900 });
  await reception.getByRole('button', { name: 'Rückgängig' }).click();
  await doctor.getByText('2 warten').waitFor();
  await expect.poll(() => doctor.locator('.candidate').count()).toBe(2);
});

test('[K3] [TE80] whoever calls one of a series off is asked which; favourites stand in the settings', async () => {
  await goTo(reception, `/tag/${addDays(MONDAY, 7)}`);
  await rowOf(reception, 'INR').focus();
  await reception.keyboard.press('Delete');
  const question = reception.getByRole('dialog', { name: 'Termin einer Serie absagen' });
  await question.getByRole('button', { name: 'Diesen und alle späteren (3)' }).waitFor();
  expect(await axeFindings(reception)).toEqual([]);
  await shoot(reception, 'series');
  await question.getByRole('button', { name: /alle späteren/ }).click();
  await reception.getByText('3 Termine der Serie sind abgesagt.').waitFor();
  await reception.getByRole('button', { name: 'Rückgängig' }).click();
  await reception.getByText('Zurückgenommen.').waitFor();
  await goTo(reception, `/tag/${addDays(MONDAY, 14)}`);
  await rowOf(reception, 'INR').locator('.col-sign').getByRole('img', { name: 'erwartet' }).waitFor();
  await goTo(reception, '/einstellungen/kalender');
  await reception.getByText('in 5 Wochen ± 7 Tage · 2 Schritte').waitFor();
  await reception.getByRole('button', { name: 'Ändern: Check-up' }).click();
  await reception.getByLabel('Wartet höchstens (min)').fill('45');
  expect(await axeFindings(reception)).toEqual([]);
  await shoot(reception, 'favourite-form');
  await reception.getByLabel('Name', { exact: true }).fill('Check-up 35');
  await reception.keyboard.press('Enter');
  await reception.getByText('Check-up 35').waitFor();
  expect(world.complaints).toEqual([]);
});
