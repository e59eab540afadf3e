import { makeRecoveryCode } from '@siegel/seal';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeRecoverySlot } from '../../keyed/safe/src/safe/slots.ts';
import { joinPractice } from '../../keyed/safe/test-support/colleague.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { PracticeWorld } from './practice-world.ts';
import { shoot } from './shoot.ts';

const LIVE_MS = 1_000;

let world: PracticeWorld;
let profile: BrowserContext;
let doctor: Page;
let reception: Page;

beforeAll(async () => {
  world = await PracticeWorld.start();
  const { given } = await joinPractice(world.practice, { name: 'Melanie Kruse' });
  const { bytes, text } = makeRecoveryCode();
  must(await storeRecoverySlot(given, bytes));
  profile = await world.newProfile();
  doctor = await arrive('lindner', world.practice.founded.recoveryCode, profile);
  reception = await arrive('kollegin1', text);
}, 120_000);
afterAll(() => world?.end());

async function arrive(account: string, recoveryCode: string, of?: BrowserContext): Promise<Page> {
  const page = await world.begin({ account, recoveryCode }, of);
  await counter(page).waitFor();
  return page;
}

const counter = (page: Page) => page.getByRole('button', { name: /^Nachrichten: \d/ });
const lineOf = (page: Page, subject: string) => page.locator('.message-row').filter({ hasText: subject });

test('[K4] [NA22] [NA24] an important message shows up at the colleague within a second', async () => {
  await doctor.keyboard.press('Alt+m');
  await doctor.getByText('Keine Nachrichten').waitFor();
  await doctor.getByRole('button', { name: /^Nachricht( N)?$/ }).click();
  const dialog = doctor.getByRole('dialog', { name: 'Neue Nachricht' });
  await dialog.getByLabel('Melanie Kruse').check();
  await dialog.getByText('Nur Sie und die Gewählten').waitFor();
  await dialog.getByLabel('Betreff').fill('Frau Pohl bitte vorziehen');
  await dialog.getByLabel('Text', { exact: true }).fill('Sie ist seit heute früh nüchtern.\nDanke!');
  await dialog.getByRole('checkbox', { name: /^Wichtig/ }).check();
  expect(await axeFindings(doctor)).toEqual([]);
  await shoot(doctor, 'message-new');
  const began = performance.now();
  await doctor.keyboard.press('Control+Enter');
  await reception.getByText('Wichtige Nachricht von Dr. Jana Lindner').waitFor();
  const tookMs = performance.now() - began;
  process.stdout.write(`message: key to the other page ${tookMs.toFixed(0)} ms\n`);
  expect(tookMs).toBeLessThan(LIVE_MS);
  await expect.poll(() => counter(reception).getAttribute('title')).toBe('Nachrichten: 1 ungelesen');
  await shoot(reception, 'message-important');
  // It has taken no focus, and is reached from the counter by one key more.
  expect(await reception.evaluate(() => document.activeElement?.closest('.desk-toast'))).toBeNull();
  expect(await axeFindings(reception)).toEqual([]);
  await reception.setViewportSize({ width: 390, height: 800 });
  const toast = await reception.locator('.desk-toast .toast').boundingBox();
  expect(toast !== null && toast.x >= 0 && toast.x + toast.width <= 390).toBe(true);
  expect(await axeFindings(reception)).toEqual([]);
  await shoot(reception, 'message-important-phone');
  await reception.setViewportSize({ width: 1440, height: 900 });
  await counter(reception).focus();
  await reception.keyboard.press('Tab');
  expect(await reception.evaluate(() => document.activeElement?.textContent)).toBe('Ansehen');
});

test('[NA4] [NA6] [NA23] read by keyboard, the sender sees by whom; answered; put away and brought back', async () => {
  await reception.keyboard.press('Enter');
  await lineOf(reception, 'Frau Pohl').focus();
  await reception.keyboard.press('Enter');
  await reception.getByText('Sie ist seit heute früh nüchtern.').waitFor();
  await reception.locator('.desk-toast').waitFor({ state: 'detached' });
  await expect.poll(() => counter(reception).getAttribute('title')).toBe('Nachrichten: 0 ungelesen');
  expect(await axeFindings(reception)).toEqual([]);
  await shoot(reception, 'messages-inbox');
  await doctor.getByRole('button', { name: 'Gesendet' }).click();
  await lineOf(doctor, 'Frau Pohl').click();
  await doctor.getByText(/Gelesen von Melanie Kruse/).waitFor();
  await lineOf(reception, 'Frau Pohl').focus();
  await reception.keyboard.press('r');
  const dialog = reception.getByRole('dialog', { name: 'Neue Nachricht' });
  await dialog.getByLabel('Text', { exact: true }).waitFor();
  await reception.keyboard.type('Ist schon in Zimmer 2.');
  await reception.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await doctor.getByRole('button', { name: /^Eingang/ }).click();
  await lineOf(doctor, 'Re: Frau Pohl').click();
  await doctor.getByText('Ist schon in Zimmer 2.').waitFor();
  await lineOf(reception, 'Frau Pohl').focus();
  await reception.keyboard.press('Delete');
  await reception.getByText('Für Sie weggelegt.').waitFor();
  await lineOf(reception, 'Frau Pohl').waitFor({ state: 'detached' });
  await reception.getByRole('button', { name: 'Rückgängig' }).click();
  await lineOf(reception, 'Frau Pohl').waitFor();
  await reception.setViewportSize({ width: 390, height: 800 });
  await reception.getByRole('button', { name: 'Zur Liste' }).waitFor();
  expect(await reception.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  expect(await axeFindings(reception)).toEqual([]);
  await shoot(reception, 'messages-phone');
});

test('[NA25] [TB16] [TB19] a message that was begun survives the death of the tab and a sign-out, with whom it is for; gone on with, it is sent', async () => {
  await doctor.keyboard.press('Shift+F8');
  const dialog = () => doctor.getByRole('dialog', { name: 'Neue Nachricht' });
  await dialog().getByLabel('Melanie Kruse').check();
  await dialog().getByLabel('Betreff').fill('Mitten im Satz');
  await dialog().getByLabel('Text', { exact: true }).fill('Bitte das EKG von');
  await dialog()
    .getByRole('checkbox', { name: /^Wichtig/ })
    .check();
  const again = await profile.newPage();
  await new Promise((done) => setTimeout(done, 300));
  await doctor.goto('chrome://crash').catch(() => undefined);
  await again.close();
  doctor = await world.arrive('lindner', profile);
  await counter(doctor).locator('title', { hasText: 'Entwurf wartet' }).waitFor({ state: 'attached' });
  await doctor.keyboard.press('F2');
  await doctor.keyboard.type('>Abmelden');
  await doctor.getByRole('option', { name: 'Abmelden' }).waitFor();
  await doctor.keyboard.press('Enter');
  await doctor.getByLabel('Benutzername').waitFor();
  await doctor.close();
  doctor = await world.arrive('lindner', profile);
  await counter(doctor).waitFor();
  await doctor.keyboard.press('Alt+m');
  await doctor.getByText('Nicht fertig: „Mitten im Satz“').waitFor();
  expect(await axeFindings(doctor)).toEqual([]);
  await shoot(doctor, 'message-draft');
  await doctor.getByRole('button', { name: 'Weiterschreiben' }).click();
  await doctor.locator('.draft-note').getByText('„Mitten im Satz“').waitFor();
  expect(await dialog().getByLabel('Text', { exact: true }).inputValue()).toBe('Bitte das EKG von');
  expect(await dialog().getByLabel('Melanie Kruse').isChecked()).toBe(true);
  expect(
    await dialog()
      .getByRole('checkbox', { name: /^Wichtig/ })
      .isChecked(),
  ).toBe(true);
  await shoot(doctor, 'message-draft-back');
  await doctor.keyboard.press('Control+Enter');
  await dialog().waitFor({ state: 'detached' });
  await expect.poll(() => counter(reception).getAttribute('title')).toBe('Nachrichten: 1 ungelesen');
  await doctor.getByText('Nicht fertig').waitFor({ state: 'detached' });
  expect(await counter(doctor).locator('title', { hasText: 'Entwurf wartet' }).count()).toBe(0);
});
