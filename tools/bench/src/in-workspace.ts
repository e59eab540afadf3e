import { HAS_CHROMIUM } from '@siegel/testing';
import { chromium, type Page } from 'playwright-core';
import { type PracticeTenant, practiceTenant } from './practice-tenant.ts';

const LONG_MS = 180_000;

/** Measures in the workspace of a practice, signed in, in real Chromium; undefined without it. */
export async function inWorkspace<T>(
  size: { readonly persons: number; readonly eintraege: number },
  measure: (page: Page, tenant: PracticeTenant) => Promise<T>,
): Promise<T | undefined> {
  if (!HAS_CHROMIUM) {
    console.error('No Chromium here: its figures are left out.');
    return undefined;
  }
  const tenant = await practiceTenant(size.persons, size.eintraege);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    page.setDefaultTimeout(LONG_MS);
    const fragment = Buffer.from(JSON.stringify(tenant.access)).toString('base64url');
    await page.goto(`${tenant.url}/anmelden#demo=${fragment}`);
    await page.locator('[data-search]').waitFor();
    return await measure(page, tenant);
  } finally {
    await browser.close();
    await tenant.end();
  }
}

/** Finds a person by the search of the home page. */
export async function find(page: Page, name: string): Promise<void> {
  await page.keyboard.press('F4');
  await page.locator('[data-search]').fill(name);
  await page.locator('.hit').first().waitFor();
}
