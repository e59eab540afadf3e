import { HAS_CHROMIUM } from '@siegel/testing';
import { chromium, type Page } from 'playwright-core';
import { practiceTenant } from './practice-tenant.ts';

const PERSONS = 20_000;
const ROUNDS = 5;
const LONG_MS = 180_000;

/** Milliseconds of one round in a browser that knows the practice. */
export interface SignInRound {
  /** The page loaded again within a session, until the search finds a person. */
  readonly reloadToSearch: number;
  /** The password submitted until the search finds a person. */
  readonly submitToSearch: number;
}

/** Signs in again and again in one browser profile of a practice with 20,000 persons. Empty without Chromium. */
export async function signInRounds(): Promise<readonly SignInRound[]> {
  if (!HAS_CHROMIUM) {
    console.error('No Chromium here: its figures are left out.');
    return [];
  }
  const tenant = await practiceTenant(PERSONS);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    page.setDefaultTimeout(LONG_MS);
    const fragment = Buffer.from(JSON.stringify(tenant.access)).toString('base64url');
    await page.goto(`${tenant.url}/anmelden#demo=${fragment}`);
    await search(page);
    await page.keyboard.press('Alt+s');
    await page.getByText('Liegt geprüft auf diesem Gerät').waitFor();
    await page.keyboard.press('Escape');
    const rounds: SignInRound[] = [];
    for (let i = 0; i < ROUNDS; i++) rounds.push(await round(page, tenant.access.password));
    return rounds;
  } finally {
    await browser.close();
    await tenant.end();
  }
}

async function round(page: Page, password: string): Promise<SignInRound> {
  const started = performance.now();
  await page.reload({ waitUntil: 'commit' });
  await search(page);
  const reloadToSearch = performance.now() - started;
  await page.keyboard.press('F9');
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  const submitted = performance.now();
  await page.keyboard.press('Enter');
  await search(page);
  return { reloadToSearch, submitToSearch: performance.now() - submitted };
}

async function search(page: Page): Promise<void> {
  await page.locator('[data-search]').waitFor();
  await page.locator('[data-search]').fill('brandt17777');
  await page.locator('.hit').first().waitFor();
}
