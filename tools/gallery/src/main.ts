// Takes a picture of every screen in every variant and says what is wrong with it. Arguments: names of stations, or none for all.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { contactSheet, type Picture } from './contact-sheet.ts';
import { startDemoPractice } from './demo-practice.ts';
import { AXE, axeFindings, sidewaysFindings } from './findings.ts';
import { INSIDE, OUTSIDE, type Station } from './stations.ts';
import { type Variant, VARIANTS } from './variants.ts';

const FOLDER = fileURLToPath(new URL('../../../test-results/gallery/', import.meta.url));
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
/** Lists fill, fonts arrive. */
const SETTLE_MS = 400;

const wanted = new Set(process.argv.slice(2));
const say = (line: string) => process.stdout.write(`${line}\n`);
const isWanted = ({ name }: Station) => wanted.size === 0 || wanted.has(name);

async function picturesOf(browser: Browser, variant: Variant, addresses: { siegel: string; demoPage: string }) {
  const context = await browser.newContext(variant.options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  await page.addInitScript(AXE);
  const pictures: Picture[] = [];
  const visit = async (stations: readonly Station[]) => {
    for (const station of stations) {
      await station.go(page);
      if (isWanted(station)) pictures.push(await takePicture(page, { station, variant, complaints }));
      await station.leave?.(page);
    }
  };
  try {
    await page.goto(`${addresses.siegel}/anmelden`);
    if (variant.language === 'en') await page.getByRole('button', { name: 'English' }).click();
    await visit(OUTSIDE);
    await page.goto(variant.language === 'en' ? `${addresses.demoPage}/en` : addresses.demoPage);
    await page.locator('a[href*="#demo="]').first().click();
    await page.locator('[data-search]').waitFor({ timeout: 60_000 });
    await visit(INSIDE);
  } finally {
    await context.close();
  }
  return pictures;
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
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
const pictures: Picture[] = [];
try {
  for (const variant of VARIANTS) pictures.push(...(await picturesOf(browser, variant, practice)));
} finally {
  await browser.close();
  await practice.end();
}
await writeFile(`${FOLDER}index.html`, contactSheet(pictures));
const found = pictures.reduce((sum, { findings }) => sum + findings.length, 0);
say(`${pictures.length} pictures in test-results/gallery/index.html, ${found} findings`);
process.exitCode = found === 0 ? 0 : 1;
