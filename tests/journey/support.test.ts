import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from './axe.ts';
import { follow, handedOut, joinOnScreen, OWN_PASSWORD } from './joining.ts';
import { goTo, LeadWorld } from './lead-world.ts';
import { shoot } from './shoot.ts';

const WITHIN_MS = 5_000;

let world: LeadWorld;
let lead: Page;
let nurse: Page;

beforeAll(async () => {
  world = await LeadWorld.start();
  lead = await world.lead();
  nurse = await joinOnScreen(world, lead, { name: 'Jana Böttcher', account: 'j.boettcher' });
}, 120_000);
afterAll(() => world.end());

/** Admits somebody of support; what their browser was handed is kept. */
async function support(name: string, account: string) {
  await goTo(lead, 'Support');
  await lead.getByRole('button', { name: 'Support zulassen' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel('Firma').fill('Kessler EDV');
  for (const area of ['Aufbau der Akten', 'Aufbau der Organisation']) await dialog.getByText(area).click();
  await shoot(lead, 'support-dialog');
  await lead.keyboard.press('Enter');
  const made = await handedOut(lead);
  const page = await world.page();
  const bodies: Buffer[] = [];
  page.on('response', (response) => {
    // What the server says, not the program's own files.
    if (!response.url().includes('/v1/')) return;
    void response
      .body()
      .then((body) => bodies.push(body))
      .catch(() => undefined);
  });
  await follow(page, made, account);
  await goTo(lead, 'Mitarbeitende');
  await lead.getByText('Wartet auf Aufnahme').waitFor();
  await shoot(lead, 'support-asking');
  await lead.getByRole('button', { name: 'Zulassen', exact: true }).click();
  await page.getByRole('heading', { name: 'Support-Ansicht' }).waitFor();
  return { page, bodies };
}

test('[S7] [O10] [SU1] [SU6] [SU8] support sees the layout and nowhere a name; staff see that somebody is in, and end it', async () => {
  const { page, bodies } = await support('Ferdinand Kessler', 'f.kessler');
  await page.getByText('Zuletzt beschriebene Akten').waitFor();
  await page.getByText('verschlüsselt').first().waitFor();
  await page.locator('.support-akten button').first().click();
  await page.getByRole('table').getByText('verschlüsselt').first().waitFor();
  await shoot(page, 'support-desk');
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 800 });
  await shoot(page, 'support-desk-390');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  for (const hidden of ['Brandt', 'Ilse', 'RR 150/90', 'Lindner', 'Böttcher', 'Hauptstelle']) {
    expect(await page.getByText(hidden).count()).toBe(0);
    expect(Buffer.concat(bodies).includes(hidden)).toBe(false);
  }
  // Everybody who works here sees that, wherever they are; only administrators have the button.
  for (const who of [lead, nurse]) {
    const banner = who.getByRole('status', { name: 'Support' });
    await banner.getByText(/Support ist angemeldet: Ferdinand Kessler, Kessler EDV/).waitFor({ timeout: WITHIN_MS });
  }
  await shoot(nurse, 'support-banner');
  expect(await nurse.getByRole('button', { name: 'Beenden' }).count()).toBe(0);
  await goTo(lead, 'Support');
  await lead.getByText('zugelassen von Dr. Jana Lindner').waitFor();
  await shoot(lead, 'support');
  expect(await axeFindings(lead)).toEqual([]);
  // After a lock, a fresh sign-in comes back to the same view, as long as it is allowed.
  await page.reload();
  await page.getByLabel('Passwort', { exact: true }).waitFor();
  await page.getByLabel('Benutzername').fill('f.kessler');
  await page.getByLabel('Passwort', { exact: true }).fill(OWN_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Support-Ansicht' }).waitFor();
  await lead.getByRole('status', { name: 'Support' }).getByRole('button', { name: 'Beenden' }).click();
  await page.getByText('Dieser Support-Zugang ist zu Ende.').waitFor({ timeout: WITHIN_MS });
  await nurse.getByRole('status', { name: 'Support' }).waitFor({ state: 'detached', timeout: WITHIN_MS });
  await page.getByLabel('Benutzername').fill('f.kessler');
  await page.getByLabel('Passwort', { exact: true }).fill(OWN_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Nicht angemeldet.').waitFor();
}, 120_000);

test('[SU7] [SU9] what support was handed stands in the log as support, and the admission in the history', async () => {
  await goTo(lead, 'Support');
  await lead.getByText(/beendet .* von Dr\. Jana Lindner/).waitFor();
  await lead.getByText('Gerade ist niemand vom Support zugelassen.').waitFor();
  await lead.getByRole('button', { name: 'Protokoll öffnen' }).click();
  const row = lead.getByRole('row').filter({ hasText: 'Aufbau ohne Inhalt an den Support ausgeliefert' }).first();
  await row.getByText('Ferdinand Kessler').waitFor();
  expect(world.complaints).toEqual([]);
}, 60_000);
