import { makeRecoveryCode } from '@siegel/seal';
import { hexOf } from '@siegel/wire';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginCalendar } from '../../keyed/safe/src/appointments/change-calendar.ts';
import { placePerson } from '../../keyed/safe/src/org/change-placements.ts';
import { addUnit } from '../../keyed/safe/src/org/change-units.ts';
import { storeRecoverySlot } from '../../keyed/safe/src/safe/slots.ts';
import { sealTask } from '../../keyed/safe/src/tasks/write-tasks.ts';
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
  const { desk } = world.practice;
  must(await desk.sync());
  must(await beginCalendar(desk, 'de', () => 'Dr. Jana Lindner'));
  const { given, user } = await joinPractice(world.practice, { name: 'Melanie Kruse' });
  const unitId = must(await addUnit(desk, undefined, { name: 'Praxisteam' })).records[0]?.recordId ?? '';
  const at = { unitId, userId: hexOf(user), function: '', from: '2026-01-01', until: undefined, leads: false };
  must(await placePerson(desk, at));
  const { bytes, text } = makeRecoveryCode();
  must(await storeRecoverySlot(given, bytes));
  must(await desk.sync());
  for (const draft of [
    { title: 'Papier bestellen', dueDay: '2026-01-05' },
    { title: 'Geräteprüfung vorbereiten', isUrgent: true },
  ])
    must(await desk.write(must(await sealTask(desk, draft)).packets));
  profile = await world.newProfile();
  doctor = await arrive('lindner', world.practice.founded.recoveryCode, profile);
  reception = await arrive('kollegin1', text);
}, 120_000);
afterAll(() => world?.end());

async function arrive(account: string, recoveryCode: string, of?: BrowserContext): Promise<Page> {
  const page = await world.begin({ account, recoveryCode }, of);
  await counters(page).waitFor();
  return page;
}

const counters = (page: Page) => page.getByRole('button', { name: /^Aufgaben: \d/ });
const rowOf = (page: Page, title: string) => page.locator('tr[data-row]').filter({ hasText: title });
const says = (page: Page, words: string) => expect.poll(() => counters(page).getAttribute('title')).toBe(words);
const segment = (page: Page, name: RegExp) => page.getByRole('button', { name }).click();

test('[K4] [AU8] [AU30] [AU32] F8 anywhere; the counters of the colleague say so within a second', async () => {
  await says(reception, 'Aufgaben: 0 zu dieser Person, 0 für mich, 2 nicht zugewiesen');
  await says(doctor, 'Aufgaben: 0 zu dieser Person, 0 für mich, 2 nicht zugewiesen');
  await doctor.keyboard.press('F8');
  const dialog = doctor.getByRole('dialog', { name: 'Neue Aufgabe' });
  await dialog.getByLabel('Was ist zu tun?').waitFor();
  await doctor.keyboard.type('Rückruf Frau Pohl');
  await dialog.getByRole('checkbox', { name: 'Praxisteam' }).check();
  await dialog.getByLabel('Bis wann').fill('+0t');
  await dialog.getByLabel('Dringend').check();
  expect(await axeFindings(doctor)).toEqual([]);
  await shoot(doctor, 'task-new');
  const began = performance.now();
  await doctor.keyboard.press('Control+Enter');
  await says(reception, 'Aufgaben: 0 zu dieser Person, 1 für mich, 2 nicht zugewiesen');
  const tookMs = performance.now() - began;
  process.stdout.write(`task: key to the other counter ${tookMs.toFixed(0)} ms\n`);
  expect(tookMs).toBeLessThan(LIVE_MS);
});

test('[AU31] [AU33] [AU6] the list by keyboard: done, taken back, taken over, changed', async () => {
  await counters(reception).click();
  await rowOf(reception, 'Rückruf Frau Pohl').focus();
  await shoot(reception, 'tasks-mine');
  await reception.keyboard.press(' ');
  await reception.getByText('Für Sie ist nichts offen.').waitFor();
  await reception.getByRole('button', { name: 'Rückgängig' }).click();
  await rowOf(reception, 'Rückruf Frau Pohl').waitFor();
  await segment(reception, /^Nicht zugewiesen/);
  await reception.getByRole('rowheader', { name: /Überfällig/ }).waitFor();
  expect(await axeFindings(reception)).toEqual([]);
  await shoot(reception, 'tasks-unassigned');
  await rowOf(reception, 'Papier bestellen').focus();
  await reception.keyboard.press('m');
  await says(doctor, 'Aufgaben: 0 zu dieser Person, 0 für mich, 1 nicht zugewiesen');
  await segment(reception, /^Alle offenen/);
  await rowOf(reception, 'Geräteprüfung').focus();
  await reception.keyboard.press('e');
  const dialog = reception.getByRole('dialog', { name: 'Aufgabe ändern' });
  await dialog.getByLabel('Kommt wieder').selectOption({ label: 'nach Monaten' });
  await dialog.getByRole('checkbox', { name: 'Labor und MFA' }).check();
  await reception.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await rowOf(reception, 'Geräteprüfung').getByRole('img', { name: 'kommt wieder' }).waitFor();
  // Whoever stands at the workplace finds it among the own ones.
  await reception.getByLabel('Dieser Arbeitsplatz').selectOption({ label: 'Labor und MFA' });
  await says(reception, 'Aufgaben: 0 zu dieser Person, 3 für mich, 0 nicht zugewiesen');
  await rowOf(reception, 'Geräteprüfung').focus();
  await reception.keyboard.press(' ');
  // The next one is there at once.
  await says(reception, 'Aufgaben: 0 zu dieser Person, 3 für mich, 0 nicht zugewiesen');
  await segment(reception, /^Von mir erledigt/);
  await rowOf(reception, 'Geräteprüfung').waitFor();
});

test('[AU2] [AU30] from an Eintrag with F8: it counts for this person, and leads back to the Eintrag', async () => {
  await doctor.goto(`${world.server.url}/akte/${Buffer.from(world.practice.personId).toString('hex')}`);
  const eintrag = doctor.locator('[data-record]').first();
  await eintrag.waitFor();
  await doctor.locator('.tab.on').filter({ hasText: 'Brandt' }).waitFor();
  // F8 comes with the counters, behind the first picture.
  await expect.poll(() => counters(doctor).getAttribute('title')).toContain('zu dieser Person');
  await eintrag.focus();
  await doctor.keyboard.press('F8');
  const dialog = doctor.getByRole('dialog', { name: 'Neue Aufgabe' });
  await dialog.getByText('Brandt').waitFor();
  await doctor.keyboard.type('Kontrolle in zwei Wochen');
  await doctor.keyboard.press('Control+Enter');
  await says(doctor, 'Aufgaben: 1 zu dieser Person, 0 für mich, 1 nicht zugewiesen');
  await doctor.keyboard.press('Alt+o');
  await segment(doctor, /^Alle offenen/);
  await rowOf(doctor, 'Kontrolle in zwei Wochen').focus();
  await shoot(doctor, 'tasks-all');
  await doctor.keyboard.press('Enter');
  await expect
    .poll(() => doctor.evaluate(() => document.activeElement?.getAttribute('data-record') ?? ''))
    .not.toBe('');
  await doctor.setViewportSize({ width: 390, height: 800 });
  await doctor.keyboard.press('Alt+o');
  await segment(doctor, /^Alle offenen/);
  await rowOf(doctor, 'Kontrolle in zwei Wochen').waitFor();
  const isTooWide = () => doctor.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(await isTooWide()).toBe(false);
  expect(await axeFindings(doctor)).toEqual([]);
  await shoot(doctor, 'tasks-phone');
});

test('[TB16] [TB19] a task that was begun survives the death of the tab; gone on with, it is still about its person', async () => {
  await doctor.setViewportSize({ width: 1440, height: 900 });
  await doctor.goto(`${world.server.url}/akte/${Buffer.from(world.practice.personId).toString('hex')}`);
  await says(doctor, 'Aufgaben: 1 zu dieser Person, 0 für mich, 1 nicht zugewiesen');
  await doctor.keyboard.press('F8');
  const dialog = () => doctor.getByRole('dialog', { name: 'Neue Aufgabe' });
  await dialog().getByText('Brandt').waitFor();
  await doctor.keyboard.type('Angefangen');
  await dialog().getByLabel('Bis wann').fill('24.12.2027');
  const again = await profile.newPage();
  await new Promise((done) => setTimeout(done, 300));
  await doctor.goto('chrome://crash').catch(() => undefined);
  await again.close();
  doctor = await arrive('lindner', world.practice.founded.recoveryCode, profile);
  await counters(doctor).locator('title', { hasText: 'Entwurf wartet' }).waitFor({ state: 'attached' });
  await doctor.keyboard.press('Alt+o');
  await doctor.getByText('Nicht fertig: „Angefangen“').waitFor();
  expect(await axeFindings(doctor)).toEqual([]);
  await doctor.getByRole('button', { name: 'Weiterschreiben' }).click();
  await dialog().getByText('Brandt').waitFor();
  expect(await dialog().getByLabel('Bis wann').inputValue()).toBe('24.12.2027');
  await doctor.keyboard.press('Control+Enter');
  await dialog().waitFor({ state: 'detached' });
  await segment(doctor, /^Nicht zugewiesen/);
  await rowOf(doctor, 'Angefangen').filter({ hasText: 'Brandt' }).waitFor();
});
