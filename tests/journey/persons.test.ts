import { hexOf } from '@siegel/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { saveTowns } from '../../keyed/safe/src/stammdaten/town-tables.ts';
import { axeFindings } from './axe.ts';
import { PracticeWorld } from './practice-world.ts';
import { shoot } from './shoot.ts';

let world: PracticeWorld;
let page: Page;
let ilse: string;

beforeAll(async () => {
  // A camera that shows a test picture.
  world = await PracticeWorld.start(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);
  const { desk } = world.practice;
  must(await desk.sync());
  ilse = hexOf(world.practice.personId);
  must(await saveTowns(desk, 'PLZ;Ort\n1067;Dresden\n03253;Doberlug-Kirchhain\n03253;Schönborn'));
  await world.practice.addPerson('Frey', 'RR 130/80');
  page = await world.arrive();
}, 120_000);
afterAll(() => world?.end());

interface Shown {
  readonly videoWidth: number;
}
/** What axe finds in the form at its full length: a field scrolled half under a bar would count as a target that is too small. */
async function wholeFormFindings(): Promise<readonly string[]> {
  await page.setViewportSize({ width: 1440, height: 4_000 });
  const findings = await axeFindings(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  return findings;
}

const pane = () => page.getByRole('complementary', { name: 'Stammdaten ändern' });
const panel = () => page.getByRole('complementary', { name: 'Person', exact: true });
const section = (name: string) => pane().getByRole('region', { name, exact: true });
const save = () => page.keyboard.press('Control+Enter');

test('[K1] [PE2] [PE3] [PE4] [PE12] a person by keyboard: the town comes by itself, a slip is told, who is known is one key away', async () => {
  await page.goto(`${world.server.url}/person/neu`);
  const field = (label: string) => page.getByLabel(label, { exact: true });
  await field('Name').fill('Brandt');
  await field('Vorname').fill('Ilse');
  await field('Geboren').fill('140351');
  await field('Geboren').press('Tab');
  expect(await field('Geboren').inputValue()).toBe('14.03.1951');
  await page.getByText('Alt J').waitFor();
  await field('PLZ').fill('01067');
  await expect.poll(() => field('Ort').inputValue()).toBe('Dresden');
  await field('PLZ').fill('03253');
  await page.getByRole('button', { name: 'Schönborn' }).press('Enter');
  expect(await field('Ort').inputValue()).toBe('Schönborn');
  await field('Versichertennummer').fill('A123456781');
  await page.getByText('vermutlich ein Tippfehler in der Versichertennummer').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await shoot(page, 'persons-new');
  // Ilse and whoever sounds alike may both be offered: the key goes to the first, and Enter opens it.
  await page.keyboard.press('Alt+j');
  if (page.url().includes('/person/neu')) await page.keyboard.press('Enter');
  await panel().getByRole('heading', { name: 'Brandt, Ilse' }).waitFor();
  expect(page.url()).toContain(ilse);
});

test('[K1] [PE1] [PE10] [PE13] [PE14] insurance, contact and representative are entered and shown, what is over as over', async () => {
  await page.keyboard.press('Alt+e');
  await section('Person').getByLabel('Name', { exact: true }).waitFor();
  await pane().getByRole('button', { name: 'Versicherung hinzufügen' }).press('Enter');
  const first = pane().getByRole('group', { name: 'Versicherung 1' });
  await first.getByLabel('Name', { exact: true }).fill('Küstenkasse Nord');
  await first.getByLabel('Versichertennummer').fill('a 12345678 1');
  await first.getByText('Sie können trotzdem speichern').waitFor();
  await first.getByLabel('Institutionskennzeichen (IK)').fill('109519005');
  await first.getByLabel('Versichert als').selectOption('5');
  await first.getByLabel('Zuzahlung befreit bis').fill('31.12.30');
  await pane().getByRole('button', { name: 'Versicherung hinzufügen' }).press('Enter');
  const second = pane().getByRole('group', { name: 'Versicherung 2' });
  await second.getByLabel('Wer zahlt').selectOption('PKV');
  await second.getByLabel('Name', { exact: true }).fill('Seeadler');
  await second.getByLabel('Gültig bis').fill('32.1.20');
  await pane().getByRole('button', { name: 'Vertretung hinzufügen' }).press('Enter');
  const acting = pane().getByRole('group', { name: 'Vertretung 1' });
  await acting.getByLabel('Wodurch').selectOption('vollmacht');
  await acting.getByLabel('Name', { exact: true }).fill('Sabine Brandt');
  await acting.getByLabel('Gesundheit').check();
  await acting.getByLabel('Gilt bis').fill('31.12.2025');
  await pane().getByRole('button', { name: 'Kontakt hinzufügen' }).press('Enter');
  const contact = pane().getByRole('group', { name: 'Kontakt 1' });
  await contact.getByLabel('Wer ist das').selectOption('hausarzt');
  await contact.getByLabel('Name', { exact: true }).fill('Praxis Weber');
  await save();
  await pane().getByText('Diesen Tag gibt es nicht').waitFor();
  expect(await wholeFormFindings()).toEqual([]);
  await shoot(page, 'persons-form');
  await second.getByLabel('Gültig bis').fill('31.12.20');
  await save();
  await pane().waitFor({ state: 'detached' });
  await panel().getByText('Küstenkasse Nord').waitFor();
  const text = await panel().innerText();
  for (const words of ['A123456781, Rentner, Zuzahlung befreit bis 31.12.2030', 'beendet 31.12.2020', 'Praxis Weber'])
    expect(text).toContain(words);
  expect(text).toMatch(/Sabine Brandt Vollmacht beendet 31\.12\.2025/);
});

test('[K1] [PE20] [PE21] [PE22] [PE25] [PE30] [PE31] a relation, a picture and the warning, each by keys and with a way back', async () => {
  await page.keyboard.press('Alt+k');
  await expect
    .poll(() =>
      section('CAVE')
        .getByRole('textbox')
        .evaluate((field) => field === document.activeElement),
    )
    .toBe(true);
  await section('CAVE').getByRole('textbox').fill('Penicillin, Latex');
  await save();
  await pane().waitFor({ state: 'detached' });
  await panel().getByText('Penicillin, Latex').waitFor();
  await page.keyboard.press('Alt+e');
  const related = section('Beziehungen');
  await related.getByLabel('Beziehung', { exact: true }).selectOption('kind');
  await related.getByRole('combobox', { name: 'Zu wem?' }).fill('frey');
  await related.getByRole('option', { name: /Frey/ }).waitFor();
  await page.keyboard.press('Enter');
  await related.getByRole('button', { name: 'Beziehung hinzufügen' }).press('Enter');
  await panel().getByRole('link', { name: 'Frey, Ilse' }).waitFor();
  const picture = await page.screenshot({ type: 'png' });
  await section('Bild')
    .locator('input[type=file]')
    .setInputFiles({ name: 'ilse.png', mimeType: 'image/png', buffer: picture });
  await section('Bild').getByRole('button', { name: 'Übernehmen' }).press('Enter');
  await panel().getByRole('img', { name: 'Bild von Brandt, Ilse' }).waitFor();
  await shoot(page, 'persons-relations');
  await section('Bild').getByRole('button', { name: 'Bild entfernen' }).press('Enter');
  await panel().getByRole('img', { name: 'Bild von Brandt, Ilse' }).waitFor({ state: 'detached' });
  await section('Bild').getByRole('button', { name: 'Rückgängig' }).press('Enter');
  await panel().getByRole('img', { name: 'Bild von Brandt, Ilse' }).waitFor();
  const shown = () => panel().getByRole('img', { name: 'Bild von Brandt, Ilse' }).getAttribute('src');
  const before = await shown();
  await section('Bild').getByRole('button', { name: 'Mit der Kamera' }).press('Enter');
  await expect
    .poll(() => page.locator('video').evaluate((video) => (video as unknown as Shown).videoWidth))
    .toBeGreaterThan(0);
  await section('Bild').getByRole('button', { name: 'Aufnehmen' }).press('Enter');
  await section('Bild').getByRole('button', { name: 'Übernehmen' }).press('Enter');
  // The same picture keeps its address, so that another address is another picture.
  await expect.poll(shown).not.toBe(before);
  await section('Bild').getByRole('button', { name: 'Übernehmen' }).waitFor({ state: 'detached' });
  await shoot(page, 'persons-camera');
  expect(await wholeFormFindings()).toEqual([]);
  await page.keyboard.press('Escape');
  await panel().getByRole('link', { name: 'Frey, Ilse' }).press('Enter');
  await panel().getByRole('heading', { name: 'Frey, Ilse' }).waitFor();
  expect(await panel().innerText()).toMatch(/Elternteil\s+Brandt, Ilse/);
  await panel().getByRole('link', { name: 'Brandt, Ilse' }).press('Enter');
  await panel().getByRole('heading', { name: 'Brandt, Ilse' }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await panel().getByText('Penicillin, Latex').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await shoot(page, 'persons-narrow');
  await panel().getByRole('button', { name: 'CAVE ändern' }).click();
  await section('CAVE').getByRole('textbox').waitFor();
  await shoot(page, 'persons-narrow-form');
  expect(await axeFindings(page)).toEqual([]);
  expect(world.complaints).toEqual([]);
});
