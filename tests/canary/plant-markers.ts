import type { Page } from 'playwright-core';
import { keepKit, next } from '../journey/first-run-world.ts';
import { type BrowserWorld, layOnDesk } from './browser-world.ts';
import type { MarkerSupply } from './marker-supply.ts';

const KUERZEL = ['ANA', 'AUF', 'BEF', 'BRF', 'DIA', 'MED', 'NOT', 'THE'] as const;
/** Persons that are entered by hand, and by a table. */
const AKTEN = 3;
const TABLE_ROWS = 10;

/** Who works at the screens, and what the markers are taken from. */
export interface Planting {
  readonly world: BrowserWorld;
  readonly page: Page;
  readonly supply: MarkerSupply;
}

/** Name and password of whoever founds. The account is open by decision (docs/threat-model.md, limit 13). */
export interface Founder {
  readonly account: string;
  readonly password: string;
}

/** First run: organisation, site, founder, kit saved and printed. */
export async function foundOrganisation({ world, page, supply }: Planting): Promise<Founder> {
  const founder = { account: 'konto-das-offen-ist', password: `${supply.text('unsaved')} im Regen 7` };
  await page.goto(`${world.tap.url}/#einrichten=${await world.server.foundingToken()}`);
  await page.getByLabel('Name der Organisation').fill(supply.text('house'));
  await page.getByLabel('Erste Betriebsstätte').fill(supply.text('house'));
  await next(page);
  await page.getByLabel('Ihr Name').fill(supply.text('house'));
  await page.getByLabel('Benutzername').fill(founder.account);
  await page.getByLabel('Passwort', { exact: true }).fill(founder.password);
  await page.getByLabel('Passwort wiederholen').fill(founder.password);
  await page.getByText(/Stärke: (sehr )?gut/).waitFor();
  await next(page);
  await page.getByRole('heading', { name: 'Organisationsschlüssel sichern' }).waitFor();
  await keepKit(page);
  await page.getByRole('button', { name: 'Organisation anlegen' }).click();
  await page.getByRole('heading', { name: 'Akten' }).waitFor({ timeout: 60_000 });
  return founder;
}

/** One person with everything a form takes, an Eintrag of every kind, a change, a file, a draft. @returns the family name. */
export async function writeAkte(planting: Planting, { fileName, content }: SomeFile): Promise<string> {
  const { page, supply } = planting;
  const name = await newPerson(planting);
  await changePerson(planting);
  for (const kuerzel of KUERZEL) await writeEintrag(page, `${kuerzel} `, supply.text('saved'));
  await changeLast(page, supply.text('saved'));
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await layOnDesk(planting.world, fileName, content));
  await page.locator('.eintrag').filter({ hasText: fileName }).getByRole('button', { name: fileName }).waitFor();
  await page.getByLabel('Text filtern').fill(supply.text('unsaved'));
  await page.getByText('Nichts gefunden').waitFor();
  await page.getByLabel('Text filtern').fill('');
  await commandLine(page).fill(`NOT ${supply.text('unsaved')}`);
  return name;
}

/** A file of an Akte. */
export interface SomeFile {
  readonly fileName: string;
  readonly content: string | Buffer;
}

async function newPerson({ page, supply }: Planting): Promise<string> {
  const name = supply.text('saved');
  await page.keyboard.press('Alt+n');
  await page.getByRole('heading', { name: 'Neue Person' }).waitFor();
  const typed: readonly (readonly [string, string])[] = [
    ['Name', name],
    ['Geboren', supply.birthDay()],
    ...['Vorname', 'Geburtsname', 'Straße', 'PLZ', 'Ort', 'Krankenkasse oder Kostenträger'].map(
      (label) => [label, supply.text('saved')] as const,
    ),
    ['Telefon', supply.phone()],
    ['Mobil', supply.phone()],
    ['E-Mail', supply.mail()],
    ['Versichertennummer', supply.insuranceNumber()],
  ];
  for (const [label, text] of typed) await page.getByLabel(label, { exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await commandLine(page).waitFor();
  return name;
}

async function changePerson({ page, supply }: Planting): Promise<void> {
  await page.keyboard.press('Alt+e');
  const pane = page.getByRole('complementary', { name: 'Stammdaten ändern' });
  for (const label of ['Titel', 'Zusatz', 'Land', 'Achtung'])
    await pane.getByLabel(label, { exact: true }).fill(supply.text('saved'));
  await pane.getByRole('button', { name: 'Speichern' }).click();
  await pane.waitFor({ state: 'detached' });
}

async function writeEintrag(page: Page, kuerzel: string, text: string): Promise<void> {
  await commandLine(page).fill(kuerzel);
  await commandLine(page).fill(text);
  await commandLine(page).press('Enter');
  await page.locator('.eintrag').filter({ hasText: text }).waitFor();
}

async function changeLast(page: Page, text: string): Promise<void> {
  await page.locator('.eintrag').last().dblclick();
  await page.getByRole('group', { name: 'Eintrag ändern' }).waitFor();
  await page.keyboard.type(` ${text}`);
  await page.keyboard.press('Enter');
  await page.locator('.eintrag').filter({ hasText: text }).waitFor();
}

const commandLine = (page: Page) => page.getByLabel(/^Text des Eintrags/);

/** A table of persons and a FHIR bundle are read in; waits until this device knows everybody. */
export async function importFiles({ world, page, supply }: Planting): Promise<void> {
  const table = await layOnDesk(world, `${supply.text('house')}.csv`, tableOf(supply));
  await readIn(page, table);
  const bundle = await layOnDesk(world, `${supply.text('saved')}.json`, bundleOf(supply));
  await readIn(page, bundle);
  await page.keyboard.press('F4');
  await page.getByText(`${TABLE_ROWS + AKTEN + 1} Personen`).waitFor();
}

async function readIn(page: Page, path: string): Promise<void> {
  await runCommand(page, 'Import');
  const again = page.getByRole('button', { name: 'Andere Dateien' });
  await page.getByText('Dateien hierher ziehen').or(again).first().waitFor();
  if (await again.isVisible()) await again.click();
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByText(/Personen neu: [1-9]/).waitFor({ timeout: 10_000 });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Eingelesen', exact: true }).waitFor({ timeout: 60_000 });
}

function tableOf(supply: MarkerSupply): string {
  const text = () => supply.text('saved');
  const rows = Array.from({ length: TABLE_ROWS }, (_, at) =>
    [`${at + 1}`, text(), text(), supply.birthDay(), text(), text(), text(), text(), text()].join(';'),
  );
  return [`Patnr;Name;Vorname;Geb.Datum;Strasse;Ort;Kasse;Bemerkung;${text()}`, ...rows].join('\r\n');
}

function bundleOf(supply: MarkerSupply): string {
  const text = () => supply.text('saved');
  const subject = { reference: 'Patient/1' };
  const resources = [
    {
      resourceType: 'Patient',
      id: '1',
      name: [{ use: 'official', family: text(), given: [text()] }],
      address: [{ line: [text()], city: text() }],
      contact: [{ name: { text: text() } }],
    },
    {
      resourceType: 'Observation',
      status: 'final',
      code: { text: text() },
      subject,
      effectiveDateTime: '2026-11-20',
      valueString: text(),
    },
    { resourceType: 'Condition', subject, code: { text: text() }, recordedDate: '2026-11-20' },
  ];
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  });
}

/** Runs a command of the search by the first word of its name. */
export async function runCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('dialog').getByRole('combobox');
  await field.fill(`>${name}`);
  await page.getByRole('option', { name }).waitFor();
  await field.press('Enter');
}

/** Searches that find nothing or someone, and forms that are left without saving. */
export async function leaveTraces({ page, supply }: Planting, names: readonly string[]): Promise<void> {
  await page.keyboard.press('F4');
  const field = page.locator('[data-search]').first();
  for (let searched = 0; searched < 6; searched++) {
    await field.fill(supply.text('unsaved'));
    await page.getByText('und niemand klingt ähnlich').first().waitFor();
  }
  for (const name of names) {
    await field.fill(name);
    await page.locator('.hit').filter({ hasText: name }).waitFor();
  }
  await page.keyboard.press('Control+k');
  const command = page.getByRole('dialog').getByRole('combobox');
  for (let searched = 0; searched < 3; searched++) await command.fill(supply.text('unsaved'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+n');
  for (const label of ['Name', 'Vorname', 'Straße'])
    await page.getByLabel(label, { exact: true }).fill(supply.text('unsaved'));
  await page.keyboard.press('Escape');
}

/** In an opened Akte: a change in place and a change of Stammdaten, both begun and left as they are. */
export async function beginChanges({ page, supply }: Planting): Promise<void> {
  await page.locator('.eintrag').first().dblclick();
  await page.getByRole('group', { name: 'Eintrag ändern' }).waitFor();
  await page.keyboard.type(` ${supply.text('unsaved')}`);
  await page.keyboard.press('Alt+e');
  const pane = page.getByRole('complementary', { name: 'Stammdaten ändern' });
  for (const label of ['Straße', 'Achtung']) await pane.getByLabel(label, { exact: true }).fill(supply.text('unsaved'));
}
