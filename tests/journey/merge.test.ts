import { hexOf } from '@siegel/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginCalendar } from '../../keyed/safe/src/appointments/change-calendar.ts';
import { readCalendar } from '../../keyed/safe/src/appointments/read-calendar.ts';
import { sealAppointments } from '../../keyed/safe/src/appointments/write-appointments.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { addDays, type LocalDate } from '@siegel/akten';
import { localDay } from '../../keyed/safe/src/channel/local-day.ts';
import { axeFindings } from './axe.ts';
import { PracticeWorld } from './practice-world.ts';
import { shoot } from './shoot.ts';

let world: PracticeWorld;
let page: Page;

beforeAll(async () => {
  world = await PracticeWorld.start();
  const { desk } = world.practice;
  must(await desk.sync());
  await world.practice.addPerson('Hoffmann', 'RR 150/90');
  const { personId } = await world.practice.addPerson('Hofmann', 'Impfpass gesehen');
  must(await desk.sync());
  must(await beginCalendar(desk, 'de', () => 'Dr. Jana Lindner'));
  const { resources } = await readCalendar(desk, () => '');
  const today = localDay(Date.now()) as LocalDate;
  const at = { from: 540, minutes: 15, resources: [resources[0]?.resourceId ?? ''] };
  const drafts = [
    { personId: hexOf(world.practice.personId), day: today, ...at },
    { personId: hexOf(personId), day: addDays(today, 7), ...at },
  ];
  must(await desk.write(must(await sealAppointments(desk, drafts)).packets));
  page = await world.arrive();
}, 120_000);
afterAll(() => world?.end());

const button = (name: string) => page.getByRole('button', { name, exact: true });
const rowWith = (text: string) => page.getByRole('row').filter({ hasText: text });

async function find(text: string): Promise<void> {
  await page.keyboard.press('F2');
  await page.locator('[data-search]').last().fill(text);
}

test('[K1] [PM8] [PM10] [PM12] [PM13] [PM30] [PM31] likely duplicates are merged by keyboard, shown as one, and parted again', async () => {
  await rowWith('Brandt').waitFor();
  await find('>Doppelte');
  await page.keyboard.press('Enter');
  const pair = page.locator('.pair').filter({ hasText: 'Hofmann' });
  await pair.waitFor();
  await shoot(page, 'merge-duplicates');
  expect(await axeFindings(page)).toEqual([]);
  await pair.getByRole('button', { name: 'Kein Doppel', exact: true }).press('Enter');
  await pair.waitFor({ state: 'detached' });
  await button('Rückgängig').press('Enter');
  await pair.getByRole('button', { name: 'Vergleichen', exact: true }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Impfpass').or(dialog.getByText('ein Eintrag').first()).waitFor();
  await dialog.getByRole('radio', { name: 'Name: Hoffmann', exact: true }).press('Space');
  await shoot(page, 'merge-compare');
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Zusammenführen', exact: true }).press('Enter');
  await pair.waitFor({ state: 'detached' });
  await find('hoffmann');
  await page
    .getByRole('option')
    .filter({ hasText: 'Hofmann, Ilse' })
    .filter({ hasText: 'früher' })
    .waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  for (const text of ['RR 150/90', 'Impfpass gesehen']) await rowWith(text).waitFor();
  await shoot(page, 'merge-akte');
  expect(await axeFindings(page)).toEqual([]);
  await button('Zusammenführung aufheben').press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Zusammenführung aufheben', exact: true }).press('Enter');
  await rowWith('Impfpass gesehen').waitFor({ state: 'detached' });
  await rowWith('RR 150/90').waitFor();
});

test('[K1] [PM40] [PM41] [PM42] [PM50] [PM51] a death is noted, what is open is ended and comes back; archived is found only when asked for', async () => {
  await find('impfpass');
  await page.locator('[data-search]').last().fill('...hofmann');
  await page.getByRole('option').first().waitFor();
  await page.getByRole('option').last().click();
  await rowWith('Impfpass gesehen').waitFor();
  await button('Tod vermerken').press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Verstorben am').fill('gestern');
  await dialog.getByLabel('Mitgeteilt von').fill('Tochter');
  await page.keyboard.press('Enter');
  await dialog.getByRole('checkbox').first().waitFor();
  await shoot(page, 'merge-death');
  expect(await axeFindings(page)).toEqual([]);
  await button('Eines absagen oder beenden').press('Enter');
  await dialog.getByText('Gelöscht ist nichts.').waitFor();
  await button('Rückgängig').press('Enter');
  await button('Eines absagen oder beenden').waitFor();
  await button('Schließen').press('Enter');
  await page.getByText('mitgeteilt von Tochter').waitFor();
  await page
    .getByRole('textbox', { name: 'Text des Eintrags' })
    .or(page.locator('.command-text'))
    .first()
    .fill('noch nicht fertig');
  await button('Archivieren').press('Enter');
  await dialog.getByText('Noch offen').first().waitFor();
  await shoot(page, 'merge-archive-ask');
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Archivieren', exact: true }).press('Enter');
  await page.getByText('Im Archiv seit').waitFor();
  await page.getByText('Archiviert von Dr. Jana Lindner').waitFor();
  const line = page.getByRole('textbox', { name: 'Befehlszeile, geschlossen', exact: true });
  expect(await line.getAttribute('aria-disabled')).toBe('true');
  // A key that would write leads to the line that says why not.
  await rowWith('Impfpass gesehen').press('Enter');
  await page.waitForFunction(() => document.activeElement?.closest('.command-line') !== null);
  await shoot(page, 'merge-archived');
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, 'merge-archived-phone');
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await find('impfpass');
  await page.locator('[data-search]').last().fill('hofmann');
  await page.keyboard.press('Alt+r');
  await page.getByRole('option').filter({ hasText: 'Archiv' }).filter({ hasText: 'verstorben' }).waitFor();
  await shoot(page, 'merge-search');
  await page.keyboard.press('Alt+r');
  await page.getByRole('option').filter({ hasText: 'Archiv' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+b');
  await page.getByText('Aus dem Archiv geholt.').waitFor();
  await shoot(page, 'merge-back');
  expect(await axeFindings(page)).toEqual([]);
  // What was typed before is still there; and one key archives again.
  await page.waitForFunction(
    () => (document.querySelector('.command-text') as HTMLInputElement).value === 'noch nicht fertig',
  );
  await button('Wieder archivieren').press('Enter');
  await page.getByText('Im Archiv seit').waitFor();
});
