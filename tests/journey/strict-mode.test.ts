import { type Id } from '@siegel/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeGroups } from '../../keyed/safe/src/roles/complete-house.ts';
import { sealNewPerson } from '../../keyed/safe/src/safe/write-records.ts';
import { addSite } from '../../keyed/safe/src/sites/change-sites.ts';
import { ILSE, must } from '../../keyed/safe/test-support/practice.ts';
import { makeSetOf } from '../../keyed/safe/test-support/strict-practice.ts';
import { axeFindings } from './axe.ts';
import { joinUnseen } from './joining.ts';
import { LeadWorld } from './lead-world.ts';
import { shoot } from './shoot.ts';

/** Wrapping anew, and the index of a colleague, which asks at most every ten seconds. */
const SWITCH_MS = 60_000;

let world: LeadWorld;
let lead: Page;
let north: Id;
let petra: Page;

beforeAll(async () => {
  world = await LeadWorld.start();
  const { desk } = world.practice;
  must(await completeGroups(desk, 'de'));
  north = must(await addSite(desk, { name: 'Zweigstelle Nord', users: [desk.given.user] }));
  await aPerson('Nordmann', north);
  await aPerson('Hauptmann', world.practice.founded.founding.site);
  lead = await world.lead();
  petra = await joinUnseen(world, { name: 'Petra Wendt', account: 'p.wendt' }, world.server.url);
}, 180_000);

afterAll(() => world?.end());

async function aPerson(familienname: string, site: Id): Promise<void> {
  const { desk } = world.practice;
  const made = must(await sealNewPerson(desk, { ...ILSE, familienname }, { site }));
  must(await desk.write([...made.packets]));
  must(await desk.sync());
}

/** How many hits a search for a name has, once that is `wanted`. */
async function finds(page: Page, name: string, wanted: number): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('F2');
        await page.keyboard.press('Control+A');
        await page.keyboard.type(name);
        await page.waitForTimeout(300);
        return page.locator('.hit').count();
      },
      { timeout: SWITCH_MS, interval: 1_000 },
    )
    .toBe(wanted);
  await page.keyboard.press('Escape');
}

async function toSection(page: Page): Promise<void> {
  await page.goto(`${world.server.url}/einstellungen/streng`);
  await page.getByRole('heading', { name: 'Stammdaten nur für die eigenen Betriebsstätten' }).waitFor();
}

const state = (page: Page, word: string) => page.getByText(word, { exact: true }).waitFor({ timeout: SWITCH_MS });

/** Entering somebody of another site says that they are known, and not where; a detail that differs says nothing. */
async function isToldElsewhere(page: Page): Promise<void> {
  await makeSetOf(world.practice.desk, north);
  await page.keyboard.press('Alt+n');
  await page.getByLabel('Name', { exact: true }).fill('Nordmann');
  await page.getByLabel('Vorname').fill('Ilse');
  await page.getByLabel('Geboren').fill('14.3.1951');
  const note = page.getByText('Anderswo im Haus schon bekannt.');
  await note.waitFor({ timeout: SWITCH_MS });
  expect(await page.getByText('Zweigstelle Nord').count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  await shoot(page, 'strict-elsewhere');
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, 'strict-elsewhere-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByLabel('Vorname').fill('Ida');
  await note.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
}

test('[F5] [BS28] [BS29] [BS44] switched on, a colleague of another site does not find the person any more, and is told when entering them; switched off, they find them', {
  timeout: 240_000,
}, async () => {
  await finds(petra, 'nordmann', 1);
  await toSection(lead);
  await state(lead, 'Ausgeschaltet');
  await shoot(lead, 'strict-off');
  await lead.getByRole('button', { name: 'Strengen Modus einschalten' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByText('Das lässt sich nicht zurückholen:').waitFor();
  await shoot(lead, 'strict-ask');
  expect(await axeFindings(lead)).toEqual([]);
  await lead.keyboard.press('Escape');
  await state(lead, 'Ausgeschaltet');
  await lead.getByRole('button', { name: 'Strengen Modus einschalten' }).click();
  await dialog.getByRole('button', { name: 'Strengen Modus einschalten' }).click();
  await state(lead, 'Eingeschaltet');
  await shoot(lead, 'strict-on');
  await lead.getByRole('heading', { name: 'Neue Schlüssel für Akten' }).waitFor({ state: 'detached' });
  await finds(petra, 'nordmann', 0);
  await finds(petra, 'hauptmann', 1);
  await isToldElsewhere(petra);
  expect(await axeFindings(lead)).toEqual([]);
  // The server has wrapped what it was given: nobody is left for the desk to do.
  must(await world.practice.desk.sync());
  expect(world.practice.desk.renewals.due().size).toBe(0);
  await lead.setViewportSize({ width: 390, height: 844 });
  await toSection(lead);
  await state(lead, 'Eingeschaltet');
  await shoot(lead, 'strict-on-phone');
  await lead.getByRole('button', { name: 'Strengen Modus ausschalten' }).click();
  await lead.getByRole('dialog').getByText('finden dann wieder alle', { exact: false }).waitFor();
  await shoot(lead, 'strict-ask-off-phone');
  await lead.getByRole('dialog').getByRole('button', { name: 'Strengen Modus ausschalten' }).click();
  await state(lead, 'Ausgeschaltet');
  await finds(petra, 'nordmann', 1);
});
