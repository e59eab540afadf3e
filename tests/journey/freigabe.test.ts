import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { pdfText } from '../../keyed/web/test-support/pdf-text.ts';
import { axeFindings } from './axe.ts';
import { LeadWorld } from './lead-world.ts';
import { shoot } from './shoot.ts';

let world: LeadWorld;
let page: Page;

beforeAll(async () => {
  world = await LeadWorld.start();
  await world.practice.addPerson('Wiesner', 'Ruhe-EKG: Sinusrhythmus');
  page = await world.lead();
}, 120_000);

afterEach(() => shoot(page, 'freigabe-end'));

afterAll(() => world?.end());

async function toAkte(name: string, text: string): Promise<void> {
  await page.keyboard.press('F2');
  await page.keyboard.type(name);
  await page.getByRole('option').filter({ hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await row(text).waitFor();
}

const row = (text: string) => page.getByRole('row').filter({ hasText: text }).first();

/** Presents the row in focus, by keys. */
async function present(text: string, comment: string): Promise<void> {
  await row(text).focus();
  await page.keyboard.press('p');
  await page.locator('[role=dialog] textarea:focus').waitFor();
  await page.keyboard.type(comment);
  await shoot(page, 'freigabe-present');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await row(text).getByText('vorgelegt', { exact: true }).waitFor();
}

/** The text of what the browser prints, read back from the PDF. */
const printed = async () => pdfText(await page.pdf());

const expectNoFindings = async () => expect(await axeFindings(page)).toEqual([]);

test('[F1] [F3] [FG20] [FG21] an Eintrag is presented, returned, presented again, released by keys alone, and gets a Nachtrag', async () => {
  await toAkte('Wiesner', 'Sinusrhythmus');
  await present('Sinusrhythmus', 'Bitte vor der Visite');
  await row('Sinusrhythmus').focus();
  await page.keyboard.press('e');
  await page.locator('.editor textarea').fill('Ruhe-EKG: Sinusrhythmus, Frequenz 72');
  await page.keyboard.press('Enter');
  await page.locator('.editor').waitFor({ state: 'detached' });
  await row('Frequenz 72').getByText('vorgelegt', { exact: true }).waitFor({ state: 'detached' });
  await present('Frequenz 72', 'Frequenz ergänzt');
  await toAkte('Brandt', 'RR 150/90');
  await present('RR 150/90', '');

  await page.keyboard.press('F7');
  await page.getByText('2 Einträge warten').waitFor();
  await page.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  await page.getByText('Änderungen gegenüber Fassung 1').waitFor();
  await shoot(page, 'freigabe-list');
  await expectNoFindings();
  await page.keyboard.press('r');
  await page.locator('.freigabe-acts textarea:focus').waitFor();
  await page.keyboard.type('Bitte Lagetyp nachtragen');
  await page.keyboard.press('Control+Enter');
  await page.getByText('1 Eintrag wartet').waitFor();
  await page.getByRole('heading', { name: 'RR 150/90' }).waitFor();
  await page.getByLabel('sofort').check();
  await shoot(page, 'freigabe-release');
  await page.getByRole('listbox').focus();
  await page.keyboard.press('Control+Enter');
  await page.getByText('1 Eintrag freigegeben').waitFor();
  await page.getByText('Nichts zu tun').waitFor();
  await shoot(page, 'freigabe-empty');

  await toAkte('Brandt', 'RR 150/90');
  await row('RR 150/90').getByText('freigegeben', { exact: true }).waitFor();
  await row('RR 150/90').getByText('sieht sie', { exact: true }).waitFor();
  await row('RR 150/90').focus();
  await page.keyboard.press('e');
  await page.locator('[role=dialog] textarea:focus').waitFor();
  await page.keyboard.type('Gemessen am linken Arm');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await row('Gemessen am linken Arm').waitFor();
  await shoot(page, 'freigabe-nachtrag');
  await expectNoFindings();
  await row('Gemessen am linken Arm').focus();
  await page.keyboard.press('f');
  await page.getByRole('dialog').getByText('Danach kann niemand ihn ändern').waitFor();
  await shoot(page, 'freigabe-dialog');
  await expectNoFindings();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await row('Gemessen am linken Arm').getByText('freigegeben', { exact: true }).waitFor();

  await toAkte('Wiesner', 'Frequenz 72');
  await row('Frequenz 72').getByText('Bitte Lagetyp nachtragen').last().waitFor();
  await shoot(page, 'freigabe-returned');
  expect(world.complaints).toEqual([]);
});

test('[F3] [FG35] [FG37] [FG38] [FG39] [FG40] the person sees it after the talk, from a day on, or no more, by keys', async () => {
  await page.keyboard.press('F7');
  await page.getByText('Nichts zu tun').waitFor();
  await page.locator('.freigabe-tabs').getByRole('button', { name: 'Meine' }).focus();
  for (const tab of ['Alle', 'Zurückgegeben', 'Für die Person']) {
    await page.keyboard.press('ArrowRight');
    await page.locator('.freigabe-tabs [aria-pressed=true]', { hasText: tab }).waitFor();
  }
  const option = page.getByRole('option').filter({ hasText: 'Brandt' }).filter({ hasText: 'sieht sie' });
  await option.click();
  await page.getByRole('heading', { name: 'RR 150/90' }).waitFor();
  await page.getByLabel('nach Gespräch', { exact: true }).check();
  // The button takes its colour.
  await page.waitForTimeout(250);
  await shoot(page, 'freigabe-person-list');
  await expectNoFindings();
  await page.keyboard.press('Tab');
  await page.getByRole('listbox').focus();
  await page.keyboard.press('Control+Enter');
  await page.getByText('1 Entscheidung für die Person gespeichert').waitFor();
  await page.getByRole('option').filter({ hasText: 'nach Gespräch' }).click();
  await page.getByRole('button', { name: 'Gespräch geführt' }).waitFor();
  await page.getByRole('listbox').focus();
  await page.keyboard.press('g');
  await option.waitFor();

  await toAkte('Brandt', 'RR 150/90');
  await row('RR 150/90').focus();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Sieht sie heute').waitFor();
  await dialog.getByLabel('ab einem Tag').check();
  await page.keyboard.type('gestern');
  await dialog.getByText('Dieser Tag ist vorbei').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('.person-day input').fill('in 10 Tagen');
  await dialog.getByText('0 Uhr').waitFor();
  await shoot(page, 'freigabe-sight');
  await expectNoFindings();
  await page.keyboard.press('Control+Enter');
  await dialog.getByRole('heading', { name: 'Sieht sie ab einem Tag 1' }).waitFor();
  await page.keyboard.press('Escape');
  await row('RR 150/90')
    .getByText(/^ab \d\d\.\d\d\.\d{4}$/)
    .waitFor();
  await page.keyboard.press('Alt+p');
  await dialog.getByRole('heading', { name: 'Noch nicht entschieden' }).waitFor();
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await dialog.getByLabel('zurücknehmen').check();
  await page.keyboard.press('Control+Enter');
  await dialog.getByRole('heading', { name: 'Zurückgenommen 1' }).waitFor();
  await dialog.getByRole('heading', { name: 'Sieht sie nicht 1' }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, 'freigabe-sight-phone');
  await expectNoFindings();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Escape');
  await page.locator('[role=row][data-record]:focus').waitFor();
  await row('RR 150/90').getByText('zurückgenommen', { exact: true }).waitFor();
  expect(world.complaints).toEqual([]);
});

test('[F2] [FG42] [FG43] [LG9] Strg P prints a sheet of the Akte; forced, only what is released, and of the list nothing', async () => {
  await toAkte('Wiesner', 'Frequenz 72');
  expect(await printed()).toContain('Frequenz 72');
  await page.keyboard.press('F7');
  await page.getByRole('button', { name: 'Regeln' }).click();
  await page.getByRole('dialog').getByText('Nur Freigegebenes verlässt das Haus').click();
  await page.getByRole('dialog').getByText('Gespeichert', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  const list = await printed();
  expect(list).toContain('Ihre Organisation druckt nur Freigegebenes');
  expect(list).not.toContain('Brandt');
  await toAkte('Wiesner', 'Frequenz 72');
  const forced = await printed();
  expect(forced).not.toContain('Frequenz 72');
  expect(forced).toContain('1 Eintrag ist nicht freigegeben und fehlt hier');
  await toAkte('Brandt', 'RR 150/90');
  expect(await printed()).toContain('RR 150/90');
  await page.getByRole('row').first().waitFor();
  expect(world.complaints).toEqual([]);
});

test('[FG5] [FG21] [FG30] the rules are set where the list is, and the list is worked on a phone, too', async () => {
  await page.keyboard.press('F7');
  await page.getByRole('button', { name: 'Regeln' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Nur Freigegebenes verlässt das Haus').click();
  await dialog.getByText('Gespeichert', { exact: true }).waitFor();
  await shoot(page, 'freigabe-rules');
  await expectNoFindings();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, 'freigabe-phone-empty');
  await page.setViewportSize({ width: 1440, height: 900 });
  await toAkte('Wiesner', 'Frequenz 72');
  await present('Frequenz 72', 'Noch einmal');
  await page.keyboard.press('F7');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByText('1 Eintrag wartet').waitFor();
  await shoot(page, 'freigabe-phone-list');
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Zurückgeben mit Notiz' }).waitFor();
  await page.getByText('Änderungen gegenüber Fassung 1').waitFor();
  await shoot(page, 'freigabe-phone');
  await expectNoFindings();
  expect(world.complaints).toEqual([]);
});
