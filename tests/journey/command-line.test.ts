import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginCalendar } from '../../keyed/safe/src/appointments/change-calendar.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { openAkte, PracticeWorld } from './practice-world.ts';
import { shoot } from './shoot.ts';

let world: PracticeWorld;
let page: Page;
let other: Page;

beforeAll(async () => {
  world = await PracticeWorld.start();
  [page, other] = [await world.arrive(), await world.arrive()];
  // Behind the arrivals: a house with a calendar begins with an empty day, which has no row to wait for.
  const { desk } = world.practice;
  must(await desk.sync());
  must(await beginCalendar(desk, 'de', () => 'Dr. Jana Lindner'));
  for (const one of [page, other]) {
    one.setDefaultTimeout(15_000);
    await openAkte(one, 'brandt');
  }
}, 120_000);
afterAll(() => world?.end());

const line = (of = page) => of.getByLabel(/^Text des Eintrags/);
const row = (text: string, of = page) => of.getByRole('row').filter({ hasText: text });
/** Sends the line; it is free at once. */
async function send(): Promise<void> {
  await page.keyboard.press('Enter');
  await expect.poll(() => line().inputValue()).toBe('');
}
const preview = () => page.locator('#command-preview');

test('[K2] [AL1] [AL2] [AL9] a back-dated diagnosis by its code, said in words before Enter', async () => {
  await line().focus();
  for (let day = 0; day < 2; day++) await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.type('e11.4 g l Diabetes');
  await preview().getByText('Diagnose E11.4, gesichert, links, Diabetes').waitFor();
  await shoot(page, 'line-diagnosis');
  await send();
  await row('E11.4 L G Diabetes').waitFor();
  expect(await row('E11.4 L G Diabetes').locator('.kz').innerText()).toBe('DIA');
  const today = new Date();
  const before = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 2);
  const day = `${String(before.getDate()).padStart(2, '0')}.${String(before.getMonth() + 1).padStart(2, '0')}`;
  expect(await page.getByLabel('Tag des Eintrags').inputValue()).toContain(day);
  await page.getByLabel('Tag des Eintrags').fill('heute');
  await page.keyboard.press('Enter');
  await line().focus();
  await page.keyboard.type('B12 gegeben');
  await send();
  await row('B12 gegeben').waitFor();
  expect(await page.getByLabel('Tag des Eintrags').inputValue()).not.toContain(day);
  expect(await row('B12 gegeben').locator('.kz').innerText()).toBe('NOT');
});

test('[F1] [FG44] [AL10] Strg Enter saves and releases in one stroke, as the line says before, while the next is typed', async () => {
  await page.keyboard.type('bef RR 128/76');
  await page.getByText(/und gibt frei/).waitFor();
  await shoot(page, 'line-hand-in');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.type('bef Puls 64');
  await row('RR 128/76').getByText('freigegeben', { exact: true }).waitFor();
  expect(await line().inputValue()).toBe('Puls 64');
  await send();
  await row('Puls 64').waitFor();
  expect(await row('Puls 64').getByText('freigegeben', { exact: true }).count()).toBe(0);
});

test('[K2] [AL3] [AL4] [AL5] an appointment is read, shown, booked and taken back; nothing understood books nothing', async () => {
  await page.keyboard.type('t +14 9:30 kon 20 Wundkontrolle');
  await preview()
    .getByText(/09:30, 20 min, Kontrolle, Dr. Jana Lindner, Wundkontrolle/)
    .waitFor();
  await shoot(page, 'line-appointment');
  expect(await axeFindings(page)).toEqual([]);
  await send();
  await page.getByText(/^Gebucht: .*Wundkontrolle/).waitFor();
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await page.getByText('Zurückgenommen.').waitFor();
  await line().focus();
  await page.keyboard.type('t imp');
  await preview()
    .getByText(/^Nächste freie Zeit: .*Impfung/)
    .waitFor();
  // Typed on and sent at once: what is booked is what stands there.
  await page.keyboard.type(' +21 10:00');
  await send();
  await page.getByText(/^Gebucht: .*10:00, 10 min, Impfung/).waitFor();
  await page.keyboard.type('t 38,5 rektal');
  await page.keyboard.press('Enter');
  await preview().getByText('Bitte Tag, Uhrzeit, Art oder wer nennen').waitFor();
  expect(await line().inputValue()).toBe('38,5 rektal');
  await line().fill('');
  await page.keyboard.press('Backspace');
});

test('[K2] [AL6] [AL8] a task to a colleague; the last line comes again with arrow up', async () => {
  await page.keyboard.type('@xy Rezept');
  await preview()
    .getByText(/^@xy ist niemand. Es gibt: .*@jl Dr. Jana Lindner/)
    .waitFor();
  await page.keyboard.press('Enter');
  expect(await line().inputValue()).toBe('@xy Rezept');
  await line().fill('@jl Rezept vorbereiten bis +3 !');
  await preview()
    .getByText(/^Aufgabe für Dr. Jana Lindner, Rezept vorbereiten, bis .*, wichtig$/)
    .waitFor();
  await send();
  await page.getByText('Aufgabe gestellt für Dr. Jana Lindner.').waitFor();
  await row('Rezept vorbereiten').waitFor();
  await line().focus();
  await page.keyboard.press('ArrowUp');
  expect(await line().inputValue()).toBe('@jl Rezept vorbereiten bis +3 !');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
  expect(await line().inputValue()).toBe('');
});

test('[K2] [AL7] [AL8] lists its commands, and Esc takes away one thing after the other', async () => {
  await line().focus();
  await page.keyboard.press('ArrowDown');
  const help = page.getByRole('listbox', { name: 'Was die Eingabezeile kann' });
  await help.getByRole('option', { name: /^@st Rezept/ }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await shoot(page, 'line-help');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await line().inputValue()).toBe('bl vormittag');
  await help.waitFor({ state: 'detached' });
  await line().fill('');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('th');
  const suggestions = page.getByRole('group', { name: 'Kürzel', exact: true });
  await suggestions.getByText('Therapie').waitFor();
  await page.keyboard.press('Escape');
  await suggestions.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
  expect(await line().inputValue()).toBe('th');
  await line().fill('');
});

test('[K2] [ET1] [ET4] [ET5] [ET6] an own type: made in the settings by keyboard, written and seen by everybody', async () => {
  const settings = async () =>
    page.evaluate(() => {
      history.pushState(null, '', '/einstellungen/eintraege');
      dispatchEvent(new PopStateEvent('popstate'));
    });
  await settings();
  await page.getByRole('button', { name: 'Typ hinzufügen' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Neuer Eintragstyp' });
  await dialog.getByLabel('Kürzel', { exact: true }).fill('bef');
  await dialog.getByText('Dieses Kürzel ist schon vergeben').waitFor();
  await dialog.getByLabel('Kürzel', { exact: true }).fill('tel');
  await dialog.getByLabel('Name', { exact: true }).fill('Telefonat');
  await dialog.getByLabel('Vorgabe').fill('Anruf von ');
  expect(await axeFindings(page)).toEqual([]);
  await shoot(page, 'type-form');
  await dialog.getByLabel('Name', { exact: true }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Telefonat ist gespeichert.').waitFor();
  await shoot(page, 'type-settings');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Alt+1');
  await line().focus();
  await page.keyboard.type('tel ');
  await expect.poll(() => line().inputValue()).toBe('Anruf von ');
  await page.keyboard.press('End');
  await page.keyboard.type('Tochter');
  await send();
  await row('Anruf von Tochter').waitFor();
  expect(await row('Anruf von Tochter').locator('.kz').innerText()).toBe('TEL');
  await row('Anruf von Tochter', other).waitFor();
  await expect.poll(() => row('Anruf von Tochter', other).locator('.kz').innerText()).toBe('TEL');
});

test('[K2] [PN1] [PN2] [FI1] [FI2] [FI3] [FI4] [FI5] pinned for everybody; filters together, counted, kept', async () => {
  await row('Anruf von Tochter').focus();
  await page.keyboard.press('a');
  await page.getByRole('list', { name: 'Angeheftet' }).getByText('Anruf von Tochter').waitFor();
  await other.getByRole('list', { name: 'Angeheftet' }).getByText('Anruf von Tochter').waitFor();
  await page.getByText('Angeheftet, für alle oben.').waitFor();
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await other.getByRole('list', { name: 'Angeheftet' }).waitFor({ state: 'detached' });
  await row('Anruf von Tochter').focus();
  await page.keyboard.press('a');
  await page.getByRole('list', { name: 'Angeheftet' }).waitFor();
  await row('Anruf von Tochter').focus();
  await page.keyboard.press('/');
  await page.keyboard.type('tochter anruf');
  await expect.poll(() => page.getByRole('button', { name: 'TEL 1' }).count()).toBe(1);
  expect(await page.getByRole('button', { name: /^DIA/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Weitere Filter' }).press('Enter');
  await page.getByLabel('Von', { exact: true }).fill('heute');
  await page.keyboard.press('Enter');
  await page.getByLabel('Wer geschrieben hat').selectOption('Dr. Jana Lindner');
  await page.getByLabel('Name des Filters').fill('Anrufe');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Anrufe 1' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await shoot(page, 'akte-filters');
  await page.keyboard.press('F4');
  await page.getByRole('combobox').first().waitFor();
  await page.keyboard.press('Alt+1');
  expect(await page.getByLabel('Text filtern').inputValue()).toBe('tochter anruf');
  await page.getByRole('button', { name: 'Alles', exact: true }).click();
  await row('E11.4 L G Diabetes').waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await shoot(page, 'akte-phone');
  expect(world.complaints).toEqual([]);
});
