// Takes the pictures of the manual from a running demo: `npm start`, then
// `node keyed/web/test-support/take-pictures.ts http://localhost:8421` (the address of the demo page). TZ: the zone in
// which the demo was written, because its day lies around now.
import { type Browser, chromium, type Page } from 'playwright-core';

const FOLDER = new URL('../../../docs/user/bilder/', import.meta.url).pathname;
const PERSON = '#21058';
const [demoPage = 'http://localhost:8421'] = process.argv.slice(2);

const picture = (page: Page, name: string) => page.screenshot({ path: `${FOLDER}${name}.png`, animations: 'disabled' });

async function arrive(browser: Browser, viewport: { readonly width: number; readonly height: number }): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    locale: 'de-DE',
    timezoneId: process.env['TZ'] ?? 'Europe/Berlin',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  // The tour of the demo is no part of the manual.
  await context.addInitScript(() => localStorage.setItem('siegel-tour', 'ended'));
  const page = await context.newPage();
  await page.goto(demoPage);
  return page;
}

async function signIn(page: Page): Promise<void> {
  await page.locator('a[href*="#demo="]').first().click();
  await page.getByText('Alles gespeichert').waitFor();
  await page.getByRole('grid').waitFor();
}

async function openAkte(page: Page): Promise<void> {
  await page.keyboard.press('F4');
  await page.keyboard.type(PERSON);
  await page.locator('.hit').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.eintrag').first().waitFor();
  await page.waitForTimeout(500);
}

async function atTheDesk(browser: Browser): Promise<void> {
  const page = await arrive(browser, { width: 1440, height: 780 });
  const card = await page.locator('a[href*="#demo="]').first().getAttribute('href');
  await page.goto(new URL('/anmelden', card ?? '').href);
  await page.getByText('erreichbar').waitFor();
  await picture(page, 'anmelden');
  await page.goto(demoPage);
  await signIn(page);
  await page.getByText('Verlauf und Absender geprüft').waitFor();
  // Dense screens: at full height they would have more than 250 kB (HS22).
  await page.setViewportSize({ width: 1440, height: 640 });
  await picture(page, 'tagesliste');
  await page.setViewportSize({ width: 1440, height: 780 });
  await page.keyboard.press('Alt+t');
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(400);
  await picture(page, 'neuer-termin');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F4');
  await page.keyboard.type('meier');
  await page.locator('.hit').first().waitFor();
  await page.waitForTimeout(300);
  await picture(page, 'suche');
  await page.keyboard.press('Escape');
  await openAkte(page);
  await picture(page, 'akte');
  await page.keyboard.type('bef RR 135/85, Puls 72, keine Ödeme');
  await page.waitForTimeout(300);
  await picture(page, 'schreiben');
  await page.keyboard.press('Control+a');
  // Once for the text, once for the Kuerzel before it.
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Alt+v');
  await page.getByText('Offen, mit Grund').waitFor();
  await page.setViewportSize({ width: 1440, height: 660 });
  await page.waitForTimeout(500);
  await picture(page, 'was-der-server-sieht');
  await page.setViewportSize({ width: 1440, height: 780 });
  await page.keyboard.press('Alt+v');
  await helpAndCalendar(page);
}

async function helpAndCalendar(page: Page): Promise<void> {
  await page.keyboard.press('F1');
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(300);
  await picture(page, 'tastatur');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+h');
  await page.waitForTimeout(500);
  await picture(page, 'verlauf');
  await page.keyboard.press('Alt+h');
  await page.keyboard.press('F6');
  await page.locator('.appt').first().waitFor();
  await page.waitForTimeout(700);
  await picture(page, 'kalender');
  for (const [path, name] of [
    ['/person/neu', 'neue-person'],
    ['/import', 'einlesen'],
    ['/zugaenge', 'zugaenge'],
  ] as const) {
    await page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
    await page.waitForTimeout(700);
    await picture(page, name);
  }
  await backups(page);
}

/** A house that has made some, and compared one. */
async function backups(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('>Backups');
  await page.getByRole('option', { name: 'Backups', exact: true }).waitFor();
  await page.keyboard.press('Enter');
  const rows = page.locator('.backup-row');
  await rows.first().waitFor();
  for (let count = await rows.count(); count < 3; count++) {
    await page.locator('[data-new-backup]').click();
    await rows.nth(count).waitFor();
  }
  await rows.nth(1).focus();
  await page.keyboard.press('p');
  await page.getByText('Backup geprüft: alle Dateien sind in Ordnung.').waitFor();
  await page.setViewportSize({ width: 1440, height: 520 });
  await picture(page, 'backups');
  await page.setViewportSize({ width: 1440, height: 780 });
}

async function onThePhone(browser: Browser): Promise<void> {
  const page = await arrive(browser, { width: 390, height: 780 });
  await signIn(page);
  await openAkte(page);
  await picture(page, 'akte-schmal');
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
await atTheDesk(browser);
await onThePhone(browser);
await browser.close();
