import { IS_NIGHT } from '@siegel/testing';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealEintrag, sealFreigabe, sealNewPerson } from '@siegel/safe';
import { type EntryPacket, hexOf } from '@siegel/wire';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { fileOfBlob } from '../../keyed/safe/src/import/import-file.ts';
import { readZip, wholeEntry } from '../../keyed/safe/src/import/zip-reader.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { emptyServer, keepKit, found, next, PASSWORD } from './first-run-world.ts';
import { EINTRAG_KINDS, HAS_VECTORS, HOSTILE_TEXTS, hostileValue } from './hostile-texts.ts';
import { openAkte, PracticeWorld, watchForScripts } from './practice-world.ts';

let world: PracticeWorld;
const PERSONS = 40;
const DAY = '2026-11-20';

/** What a colleague, or whoever had their device, has written: hostile texts in every field of persons and of every kind. */
beforeAll(async () => {
  world = await PracticeWorld.start();
  const { desk, founded, eintraege } = world.practice;
  const packets: EntryPacket[] = [];
  for (const text of HOSTILE_TEXTS.slice(0, PERSONS)) {
    // Whoever is archived is not found.
    const { archiviertAm: _archived, ...value } = hostileValue('person', text);
    const person = value as Parameters<typeof sealNewPerson>[1];
    packets.push(...must(await sealNewPerson(desk, person, { site: founded.founding.site })).packets);
  }
  // A Nachtrag stands under something released.
  const { finding: target, personId } = world.practice;
  must(await desk.sync());
  must(await desk.openPerson(hexOf(personId)));
  const newest = desk.records.recordOf(target)?.newest;
  const head = newest === undefined ? '' : hexOf(desk.follower.columns.hashAt(newest.seq));
  packets.push(...must(await sealFreigabe(desk, { record: target, head }, undefined)));
  for (const [at, text] of HOSTILE_TEXTS.entries()) {
    const kind = EINTRAG_KINDS[at % EINTRAG_KINDS.length] ?? 'note';
    const under = kind === 'nachtrag' ? { target } : {};
    const wish = { kind, value: { ...hostileValue(kind, text), ...under, behandlungstag: DAY } };
    packets.push((await sealEintrag(desk, wish as Parameters<typeof sealEintrag>[1], eintraege)).packet);
  }
  for (let at = 0; at < packets.length; at += 100) must(await desk.write(packets.slice(at, at + 100)));
  must(await desk.sync());
}, 120_000);
afterEach(async () => {
  for (const context of world.browser.contexts()) await context.close();
});
afterAll(() => world.end());

/** Nothing ran, nothing was asked of anybody else, and no element was made of a text. */
async function expectNothingRan(page: Page): Promise<void> {
  // A picture that failed to load, a frame or a focus speaks a moment later.
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => 'wasRun' in globalThis)).toBe(false);
  expect(
    await page
      .locator('#root :is(script, iframe, object, embed, base, meta, link, [onerror], [onload], [onfocus])')
      .count(),
  ).toBe(0);
  expect(await page.locator('a[href^="javascript" i], [src*="evil"], [href*="evil"], form[action]').count()).toBe(0);
  expect(world.complaints).toEqual([]);
}

/** Notes requests to anybody but the server. */
function watchRequests(page: Page): void {
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:/.test(url.protocol) && url.origin !== world.server.url)
      world.complaints.push(`asked somebody else: ${url.origin}`);
  });
}

test('[T33] [IE30] an Akte whose Eintraege of every kind are hostile in every field is shown, opened, changed and compared, and nothing runs', async () => {
  if (HAS_VECTORS) expect(HOSTILE_TEXTS.length).toBeGreaterThan(600);
  const page = await world.arrive();
  watchRequests(page);
  await openAkte(page, 'brandt');
  const seen = new Set<string>();
  const list = page.locator('.eintraege');
  // The rows of the top are there two frames later; without them the first ones would count as never met.
  await list.evaluate(async (element) => {
    element.scrollTop = 0;
    for (let frames = 0; frames < 2; frames++) await new Promise((drawn) => requestAnimationFrame(drawn));
  });
  for (let screens = 0; screens < 400; screens++) {
    for (const id of await page
      .locator('.eintrag')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-record'))))
      seen.add(id ?? '');
    const isEnd = await list.evaluate(async (element) => {
      const before = element.scrollTop;
      element.scrollTop += element.clientHeight * 0.4;
      // Two frames: the list hears of it in the first and has drawn its rows in the second.
      for (let frames = 0; frames < 2; frames++) await new Promise((drawn) => requestAnimationFrame(drawn));
      return element.scrollTop === before;
    });
    if (isEnd) break;
  }
  expect(seen.size).toBeGreaterThanOrEqual(HOSTILE_TEXTS.length);
  await expectNothingRan(page);

  // Found by its own words, and shown word for word.
  const filter = page.getByPlaceholder('Text filtern');
  await filter.fill('globalThis.wasRun = 1<');
  const hostile = page.locator('.eintrag').filter({ hasText: '<script>globalThis.wasRun = 1</script>' });
  await hostile.first().waitFor();
  await hostile.first().click();
  for (const keys of ['h', 'Alt+v', 'Alt+h']) {
    await page.keyboard.press(keys);
    await page.getByRole('complementary').nth(1).waitFor();
    await expectNothingRan(page);
    await page.keyboard.press('Escape');
    await hostile.first().click();
  }
  await page.keyboard.press('e');
  await page.getByRole('group', { name: 'Eintrag ändern' }).waitFor();
  await expectNothingRan(page);
}, 180_000);

test('[T33] persons with hostile names and Stammdaten are found, opened, changed and locked away, and nothing runs', async () => {
  const page = await world.arrive();
  watchRequests(page);
  let opened = 0;
  for (const query of [
    'script',
    'img',
    'svg',
    'iframe',
    'javascript',
    'style',
    'form',
    'proto',
    'robert',
    'hyperlink',
  ]) {
    await page.keyboard.press('F4');
    await page.keyboard.press('F2');
    await page.keyboard.type(query);
    const hit = page.locator('.hit').first();
    if (
      !(await hit.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      ))
    )
      continue;
    opened++;
    await expectNothingRan(page);
    await page.keyboard.press('Enter');
    await page.getByLabel(/^Text des Eintrags/).waitFor();
    await page.keyboard.press('Alt+e');
    await page.getByRole('complementary', { name: 'Stammdaten ändern' }).waitFor();
    await expectNothingRan(page);
    await page.keyboard.press('Escape');
  }
  expect(opened).toBeGreaterThan(5);
  expect(await page.title()).not.toMatch(/script|wasRun/);
  await page.keyboard.press('F4');
  await page.getByText('Zuletzt').first().waitFor();
  await expectNothingRan(page);
  await page.keyboard.press('F9');
  await page.getByLabel('Passwort', { exact: true }).waitFor();
  await expectNothingRan(page);
}, 180_000);

test('[T33] hostile texts typed into a new person and into Eintraege of every Kuerzel are kept word for word, and nothing runs', async () => {
  const page = await world.arrive();
  watchRequests(page);
  const [script = '', image = '', svg = ''] = HOSTILE_TEXTS;
  await page.keyboard.press('Alt+n');
  await page.getByLabel('Name', { exact: true }).fill(`Zzz${image}`);
  await page.getByLabel('Vorname').fill(script);
  for (const label of ['Geburtsname', 'Straße', 'PLZ', 'Ort', 'Telefon', 'Mobil', 'E-Mail'])
    await page.getByLabel(label, { exact: true }).fill(svg.slice(0, 18));
  await page.getByRole('button', { name: /anlegen/ }).click();
  await page.getByLabel(/^Text des Eintrags/).waitFor();
  for (const kuerzel of ['ANA', 'AUF', 'BEF', 'BRF', 'DIA', 'MED', 'NOT', 'THE']) {
    await page.getByLabel(/^Text des Eintrags/).fill(`${kuerzel} ${kuerzel}${image}`);
    await page.keyboard.press('Enter');
    await page
      .locator('.eintrag')
      .filter({ hasText: `${kuerzel}${image}` })
      .waitFor();
  }
  await page.getByText('Alles gespeichert').waitFor();
  await expectNothingRan(page);
}, 120_000);

test('[T33] [IE30] hostile tables and cards under hostile names are looked at, read in and shown, and nothing runs', async () => {
  const page = await world.arrive();
  watchRequests(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('import');
  await page.keyboard.press('Enter');
  await page.getByText('Dateien hierher ziehen').waitFor();
  const cell = (text: string) => `"${text.replaceAll('"', '""').replaceAll('\u0000', '')}"`;
  const texts = HOSTILE_TEXTS.slice(0, 60).filter((text) => !/[\r\n]/.test(text));
  const rows = texts.map((text) => [`Import ${text}`, text, text, text].map(cell).join(';'));
  const table = ['Nachname;Vorname;Ort;"<img src=x onerror=globalThis.wasRun=30>"', ...rows].join('\r\n');
  const cards = texts.map(
    (text) => `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:${text}\r\nN:Karte;${text};;;\r\nNOTE:${text}\r\nEND:VCARD`,
  );
  await page.locator('input[type=file]').setInputFiles([
    { name: '<img src=x onerror=globalThis.wasRun=31>.csv', mimeType: 'text/csv', buffer: Buffer.from(table) },
    {
      name: '"><svg onload=globalThis.wasRun=32>.vcf',
      mimeType: 'text/vcard',
      buffer: Buffer.from(cards.join('\r\n')),
    },
  ]);
  await page.getByText('Zuordnung der Spalten').waitFor();
  await expectNothingRan(page);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Eingelesen', exact: true }).waitFor({ timeout: 30_000 });
  await page.getByText('Zu den Läufen').click();
  await page.getByText('wasRun=31').first().waitFor();
  await expectNothingRan(page);
}, 120_000);

test('[T33] [AT16] [AT17] hostile file names and contents are attached and handed out, and nothing runs', async () => {
  const page = await world.arrive();
  watchRequests(page);
  await openAkte(page, 'brandt');
  const names = HOSTILE_TEXTS.filter((_, at) => at < 14 || (IS_NIGHT && at % 20 === 0));
  await page.evaluate((given) => {
    const data = new DataTransfer();
    for (const name of given)
      data.items.add(new File([`<script>globalThis.wasRun = 20</script>${name}`], name, { type: 'text/html' }));
    document
      .querySelector('.command-text')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, names);
  await page.getByRole('list', { name: 'Dateien auf dem Weg' }).waitFor();
  await page.getByRole('list', { name: 'Dateien auf dem Weg' }).waitFor({ state: 'detached', timeout: 60_000 });
  await page.getByPlaceholder('Text filtern').fill('wasRun = 2"');
  await page.locator('.eintrag .file-open').first().click();
  const pane = page.getByRole('complementary').nth(1);
  await pane.getByText('Diese Art von Datei zeigt Siegel nicht an').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    pane.getByRole('link', { name: 'Herunterladen' }).first().click(),
  ]);
  expect(download.suggestedFilename()).not.toMatch(/[/\\<>"]/);
  await expectNothingRan(page);
}, 120_000);

if (process.env['SIEGEL_NIGHT'] !== undefined)
  test('[T33] [IE30] [IE44] what is exported of hostile Akten runs nothing when it is opened, with its policy and without it', async () => {
    const page = await world.arrive();
    await page.evaluate(() => {
      (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker = undefined;
    });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('import');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Ausgeben' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.getByRole('button', { name: 'Alle Akten ausgeben' }).click(),
    ]);
    const archive = new Blob([await readFile(await download.path())]);
    const entries = await readZip(fileOfBlob('a.zip', archive));
    for (const { name } of entries) expect(name).toMatch(/^[\p{L}\p{M}\p{N}._/-]+$/u);
    const pages = entries.filter(({ name }) => name.endsWith('akte.html'));
    expect(pages.length).toBeGreaterThan(PERSONS);
    const reader = await (await world.browser.newContext()).newPage();
    await watchForScripts(reader, world.complaints);
    reader.on('request', (request) => {
      if (!request.url().startsWith('file:')) world.complaints.push(`the page asked for ${request.url()}`);
    });
    for (const entry of pages) {
      const html = new TextDecoder().decode(await wholeEntry(entry, 1e8));
      expect(html).toContain('Content-Security-Policy');
      // The policy is the second fence: a text that became markup must be found without it, too.
      for (const content of [html, html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')]) {
        const path = join(world.folder, 'akte.html');
        await writeFile(path, content);
        await reader.goto(`file://${path}`);
        expect(await reader.evaluate(() => 'wasRun' in globalThis)).toBe(false);
        expect(await reader.locator('script, img, svg, iframe, a, form, link, base').count()).toBe(0);
      }
    }
    await reader.waitForTimeout(300);
    expect(world.complaints).toEqual([]);
  }, 180_000);

test('[T33] a house, a site and a founder with hostile names are founded, signed in and locked, and nothing runs', async () => {
  const server = await emptyServer();
  const context = await world.newProfile();
  const page = await context.newPage();
  await watchForScripts(page, world.complaints);
  try {
    const [script = '', image = '', svg = ''] = HOSTILE_TEXTS;
    await page.goto(`${server.url}/#einrichten=${await server.foundingToken()}`);
    await page.getByLabel('Name der Organisation').fill(`Praxis ${script}`);
    await page.getByLabel('Erste Betriebsstätte').fill(`Haus ${image}`);
    await next(page);
    await page.getByLabel('Ihr Name').fill(`Dr. ${svg} Albers`);
    await page.getByLabel('Benutzername').fill('albers');
    await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Passwort wiederholen').fill(PASSWORD);
    await page.getByText(/Stärke: (sehr )?gut/).waitFor();
    await next(page);
    await keepKit(page);
    await found(page);
    await expectNothingRan(page);
    await page.getByText(`Dr. ${svg} Albers`).first().waitFor();
    await page.keyboard.press('F9');
    await page.getByLabel('Passwort', { exact: true }).waitFor();
    await expectNothingRan(page);
  } finally {
    await context.close();
    await server.end('SIGKILL');
  }
}, 120_000);
