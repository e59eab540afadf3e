// Takes a picture of every screen in every variant and says what is wrong with it. Arguments: names of stations and of variants, none
// for all.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { contactSheet, type Picture } from './contact-sheet.ts';
import { startDemoPractice } from '@siegel/testing';
import { AXE, axeFindings, sidewaysFindings } from './findings.ts';
import type { Station } from './station.ts';
import { FEW_RIGHTS } from './stations-desk.ts';
import { INSIDE, OUTSIDE } from './stations.ts';
import { type Variant, VARIANTS } from './variants.ts';

const FOLDER = fileURLToPath(new URL('../../../test-results/gallery/', import.meta.url));
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const PATIENCE_MS = 20_000;
/** Lists fill, fonts arrive. */
const SETTLE_MS = 400;

const named = new Set(process.argv.slice(2));
const variants = VARIANTS.filter(({ name }) => named.has(name));
const wanted = new Set([...named].filter((name) => VARIANTS.every((variant) => variant.name !== name)));
const say = (line: string) => process.stdout.write(`${line}\n`);
const isWanted = ({ name }: Station) => wanted.size === 0 || wanted.has(name);

async function picturesOf(browser: Browser, variant: Variant, addresses: { siegel: string; demoPage: string }) {
  const complaints: string[] = [];
  const page = await anEmptyBrowser(browser, variant, complaints);
  const pictures: Picture[] = [];
  const visit = async (stations: readonly Station[], page: Page) => {
    for (const station of stations) {
      // A screen that is not reached is a finding like others: the way to the next one begins anew.
      const isThere = await station.go(page).then(
        () => true,
        (error: Error) => complaints.push(`not reached: ${error.message.split('\n')[0]}`) === 0,
      );
      if (isWanted(station)) pictures.push(await takePicture(page, { station, variant, complaints }));
      if (isThere) await station.leave?.(page);
      else await page.keyboard.press('Escape');
    }
  };
  try {
    await page.goto(`${addresses.siegel}/anmelden`);
    if (variant.language === 'en') await page.getByRole('button', { name: 'English' }).click();
    await visit(OUTSIDE, page);
    await signIn(page, variant, { demoPage: addresses.demoPage, role: 0 });
    await visit(INSIDE, page);
    const other = await anEmptyBrowser(browser, variant, complaints);
    await signIn(other, variant, { demoPage: addresses.demoPage, role: -1 });
    await other.locator('.tour-do button').last().click();
    await visit(FEW_RIGHTS, other);
  } finally {
    for (const context of browser.contexts()) await context.close();
  }
  return pictures;
}

/** A page of a profile with nothing in it; what the browser complains about is added to `complaints`. */
async function anEmptyBrowser(browser: Browser, { options }: Variant, complaints: string[]): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('console', (message) => message.type() === 'error' && complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  await page.addInitScript(AXE);
  return page;
}

/** Signs in with the card of a role, counted from the first, or from the last with -1. */
async function signIn(page: Page, { language }: Variant, to: { demoPage: string; role: number }): Promise<void> {
  await page.goto(language === 'en' ? `${to.demoPage}/en` : to.demoPage);
  await page.locator('a[href*="#demo="]').nth(to.role).click();
  // Whoever reads no Akten begins elsewhere than others: the tour is everywhere.
  await page.locator('.tour').waitFor({ timeout: 90_000 });
}

async function takePicture(
  page: Page,
  { station, variant, complaints }: { station: Station; variant: Variant; complaints: string[] },
): Promise<Picture> {
  await page.waitForTimeout(SETTLE_MS);
  const file = `${station.name}-${variant.name}.png`;
  await page.screenshot({ path: `${FOLDER}${file}`, animations: 'disabled' });
  const findings = [...(await axeFindings(page)), ...(await sidewaysFindings(page)), ...complaints.splice(0)];
  for (const finding of findings) say(`${station.name} ${variant.name}: ${finding}`);
  return { station: station.name, variant: variant.name, file, findings };
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const practice = await startDemoPractice();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: FLAGS });
const pictures: Picture[] = [];
try {
  for (const variant of variants.length === 0 ? VARIANTS : variants)
    pictures.push(...(await picturesOf(browser, variant, practice)));
} finally {
  await browser.close();
  await practice.end();
}
await writeFile(`${FOLDER}index.html`, contactSheet(pictures));
const found = pictures.reduce((sum, { findings }) => sum + findings.length, 0);
say(`${pictures.length} pictures in test-results/gallery/index.html, ${found} findings`);
process.exitCode = found === 0 ? 0 : 1;
