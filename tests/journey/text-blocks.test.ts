import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveBlocks } from '../../keyed/safe/src/text-blocks/change-blocks.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { openAkte, PracticeWorld, row } from './practice-world.ts';
import { shoot } from './shoot.ts';

let world: PracticeWorld;
let profile: BrowserContext;
let doctor: Page;
let reception: Page;

beforeAll(async () => {
  world = await PracticeWorld.start();
  const block = { name: '', groups: [], isOwn: false };
  const blocks = [
    { ...block, kuerzel: 'rrok', name: 'Blutdruck', text: 'RR ___/___ mmHg, {alter} Jahre' },
    { ...block, kuerzel: 'gs', name: 'Gruß', text: 'gute Besserung' },
    { ...block, kuerzel: 'infekt', name: 'Infekt der Atemwege', text: 'Seit ___ Tagen Husten.\nKein Fieber.' },
    { ...block, kuerzel: 'herz', name: 'Herz', text: 'Herz rein, rhythmisch.', groups: ['Status'] },
    { ...block, kuerzel: 'lunge', name: 'Lunge', text: 'Lunge frei bis auf ___.', groups: ['Status'] },
  ];
  must(await saveBlocks(world.practice.desk, blocks));
  profile = await world.newProfile();
  [doctor, reception] = [await world.arrive('lindner', profile), await world.arrive('empfang')];
  for (const page of [doctor, reception]) await openAkte(page, 'Brandt');
}, 120_000);
afterAll(() => world?.end());

const line = (page: Page) => page.getByLabel(/^Text des Eintrags/);
const hint = (page: Page) => page.getByRole('group', { name: 'Passende Textbausteine' });
/** The text of the field in focus, its selection in bars. */
const field = (page: Page) =>
  page.evaluate(() => {
    const { value, selectionStart, selectionEnd } = document.activeElement as HTMLTextAreaElement;
    const [from, to] = [selectionStart, selectionEnd];
    return from === to ? value : `${value.slice(0, from)}|${value.slice(from, to)}|${value.slice(to)}`;
  });

test('[K2] [TB7] [TB8] a Kuerzel and Tab put the block in, Tab walks its marks, Strg Z takes it back in one step', async () => {
  await line(doctor).click();
  await doctor.keyboard.type('NOT rrok', { delay: 5 });
  await hint(doctor).getByText('rrok').waitFor();
  await shoot(doctor, 'blocks-hint');
  await doctor.keyboard.press('Tab');
  expect(await field(doctor)).toBe('RR |___|/___ mmHg, 75 Jahre');
  await doctor.keyboard.type('150');
  await doctor.keyboard.press('Tab');
  await doctor.keyboard.type('90');
  expect(await line(doctor).inputValue()).toBe('RR 150/90 mmHg, 75 Jahre');
  await doctor.keyboard.press('End');
  await doctor.keyboard.type(', gs');
  await doctor.keyboard.press('Tab');
  expect(await line(doctor).inputValue()).toBe('RR 150/90 mmHg, 75 Jahre, gute Besserung');
  await doctor.keyboard.press('Control+z');
  expect(await line(doctor).inputValue()).toBe('RR 150/90 mmHg, 75 Jahre, gs');
  await doctor.keyboard.press('Control+Shift+z');
  expect(await line(doctor).inputValue()).toBe('RR 150/90 mmHg, 75 Jahre, gute Besserung');
  await doctor.keyboard.press('Enter');
  await row(doctor, 'RR 150/90 mmHg, 75 Jahre, gute Besserung').waitFor();
  // Where nothing expands and no mark waits, Tab leaves the field as everywhere.
  await line(doctor).fill('kein');
  await doctor.keyboard.press('Tab');
  expect(await line(doctor).evaluate((input) => input === document.activeElement)).toBe(false);
  await line(doctor).fill('');
});

test('[K2] [TB3] [TB9] in the editor of an Eintrag: chosen from all with a preview, back and forth by marks', async () => {
  await row(doctor, 'RR 150/90 mmHg').first().click();
  await doctor.keyboard.press('e');
  const editor = doctor.getByRole('group', { name: 'Eintrag ändern' });
  await editor.waitFor();
  await doctor.keyboard.type(' ');
  await doctor.keyboard.press('Control+Space');
  await doctor.getByRole('dialog', { name: 'Textbaustein einsetzen' }).waitFor();
  await doctor.keyboard.type('atemwege');
  await doctor.getByRole('region', { name: 'Vorschau' }).getByText('Kein Fieber.').waitFor();
  expect(await axeFindings(doctor)).toEqual([]);
  await shoot(doctor, 'blocks-picker');
  await doctor.keyboard.press('Enter');
  await expect
    .poll(() => field(doctor))
    .toBe('RR 150/90 mmHg, 75 Jahre, gute Besserung Seit |___| Tagen Husten.\nKein Fieber.');
  await doctor.keyboard.press('End');
  await doctor.keyboard.press('Shift+Tab');
  expect(await field(doctor)).toContain('Seit |___| Tagen');
  await doctor.keyboard.type('drei');
  await doctor.keyboard.press('Enter');
  await row(doctor, 'Seit drei Tagen Husten.').waitFor();
  // The focus goes back to the row on its own.
  await doctor.locator('[role="row"]:focus').waitFor();
});

test('[K2] [TB20] a board of buttons: several are chosen by keyboard, put in as one text, and it is a board again the next time', async () => {
  await line(doctor).fill('');
  await line(doctor).click();
  await doctor.keyboard.press('Control+Space');
  const dialog = doctor.getByRole('dialog', { name: 'Textbaustein einsetzen' });
  await dialog.waitFor();
  // The layer sets the focus once more, by a timer of its own: keys of a busy machine's browser come before timers.
  await doctor.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  await doctor.keyboard.press('Control+Space');
  await dialog.getByRole('region', { name: 'Status' }).waitFor();
  await doctor.keyboard.press('ArrowDown');
  await dialog.locator('.block-button:focus').waitFor();
  await doctor.keyboard.press('Space');
  await doctor.keyboard.press('ArrowRight');
  await doctor.keyboard.press('Space');
  await dialog.getByRole('button', { name: '2 Bausteine einsetzen' }).waitFor();
  expect(await axeFindings(doctor)).toEqual([]);
  await shoot(doctor, 'blocks-board');
  await doctor.keyboard.press('Enter');
  await expect.poll(() => field(doctor)).toBe('Herz rein, rhythmisch. Lunge frei bis auf |___|.');
  await doctor.keyboard.press('Control+Space');
  await dialog.locator('[data-block]').first().waitFor();
  await doctor.keyboard.press('Control+Space');
  await doctor.keyboard.press('Escape');
  await line(doctor).fill('');
});

test('[K2] [TB10] [TB11] what is selected becomes a block, in a field and in a shown Eintrag, and is at the other workplace at once', async () => {
  await line(doctor).fill('Wiedervorstellung bei Verschlechterung jederzeit');
  await line(doctor).press('Control+a');
  await hint(doctor)
    .getByRole('button', { name: /Als Textbaustein/ })
    .waitFor();
  await doctor.keyboard.press('Control+Shift+Space');
  await doctor.getByRole('textbox', { name: 'Kürzel', exact: true }).fill('wv');
  await shoot(doctor, 'blocks-make');
  expect(await axeFindings(doctor)).toEqual([]);
  await doctor.keyboard.press('Enter');
  await line(reception).click();
  await reception.keyboard.type('wv');
  await hint(reception).getByText('Wiedervorstellung').waitFor();
  await reception.keyboard.press('Tab');
  expect(await line(reception).inputValue()).toBe('Wiedervorstellung bei Verschlechterung jederzeit');
  await line(reception).fill('');
  await line(doctor).fill('');
  // Of what is only shown; sealed so that nobody else opens it.
  const box = await row(doctor, 'Seit drei Tagen Husten.').first().locator('.eintrag-text').boundingBox();
  if (box === null) throw new Error('the Eintrag is not on screen');
  await doctor.mouse.move(box.x + 2, box.y + 8);
  await doctor.mouse.down();
  await doctor.mouse.move(box.x + 420, box.y + 8, { steps: 5 });
  await doctor.mouse.up();
  await hint(doctor)
    .getByRole('button', { name: /Als Textbaustein/ })
    .waitFor();
  await doctor.keyboard.press('Control+Shift+Space');
  expect(await doctor.getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toContain(
    'Seit drei Tagen Husten',
  );
  await doctor.getByRole('textbox', { name: 'Kürzel', exact: true }).fill('mein');
  await doctor.getByLabel('nur ich').check();
  await doctor.getByRole('button', { name: /Speichern/ }).click();
  await doctor.getByRole('dialog').waitFor({ state: 'detached' });
  await line(doctor).click();
  await doctor.keyboard.type('mein');
  await hint(doctor).getByText('mein').waitFor();
  await line(reception).click();
  await reception.keyboard.type('mein');
  await reception.keyboard.press('Tab');
  expect(await line(reception).inputValue()).toBe('mein');
  await line(reception).fill('');
  await line(doctor).fill('');
});

test('[K2] [TB12] [TB13] [TB15] settings: found, taken away, brought back, to a file and from one; spell check as the user wants it', async () => {
  const other = line(reception);
  expect(await other.evaluate((input: HTMLInputElement) => input.spellcheck)).toBe(false);
  await doctor.goto(`${world.server.url}/einstellungen/textbausteine`);
  const list = doctor.getByRole('list', { name: 'Textbausteine' });
  await list.getByText('wv', { exact: true }).waitFor();
  await list.getByText('mein', { exact: true }).waitFor();
  expect(await axeFindings(doctor)).toEqual([]);
  await shoot(doctor, 'blocks-settings');
  await doctor.getByRole('button', { name: 'Entfernen: gs' }).click();
  await list.getByText('gs', { exact: true }).waitFor({ state: 'detached' });
  await doctor.getByRole('button', { name: 'Rückgängig' }).click();
  await list.getByText('gs', { exact: true }).waitFor();
  const [file] = await Promise.all([
    doctor.waitForEvent('download'),
    doctor.getByRole('button', { name: 'Als CSV ausgeben' }).click(),
  ]);
  const csv = readFileSync((await file.path()) ?? '', 'utf8');
  expect(csv).toContain('infekt;Infekt der Atemwege;"Seit ___ Tagen Husten.\nKein Fieber.";;');
  const changed = `${csv.replace('Gruß;gute Besserung', 'Gruß;Gute Besserung!')}neu;Neues;Neuer Text;Gruppe A\r\na b;;kaputt;\r\n`;
  const buffer = Buffer.from(changed, 'utf8');
  await doctor.locator('input[type=file]').setInputFiles({ name: 'b.csv', mimeType: 'text/csv', buffer });
  const dialog = doctor.getByRole('dialog', { name: 'Aus CSV einlesen' });
  await dialog.getByText(/Neu: 1\. .*: 7\./).waitFor();
  await dialog.getByText(/Nicht lesbar sind die Zeilen 10/).waitFor();
  await dialog.getByRole('button', { name: 'Einlesen' }).click();
  await list.getByText('Gute Besserung!').waitFor();
  await list.getByText('Gruppe A').waitFor();
  await doctor.setViewportSize({ width: 390, height: 800 });
  await shoot(doctor, 'blocks-phone');
  await doctor.setViewportSize({ width: 1440, height: 900 });
  await doctor.getByLabel('Rechtschreibung beim Schreiben prüfen').check();
  await openAkte(doctor, 'Brandt');
  await expect.poll(() => line(doctor).evaluate((input: HTMLInputElement) => input.spellcheck)).toBe(true);
  const search = doctor.getByPlaceholder(/filtern/i).first();
  if ((await search.count()) > 0)
    expect(await search.evaluate((input: HTMLInputElement) => input.spellcheck)).toBe(false);
  expect(await other.evaluate((input: HTMLInputElement) => input.spellcheck)).toBe(false);
});

test('[K2] [DV40] [TB16] [TB17] what is typed survives the death of the tab and a sign-out; it can be thrown away, and that undone', async () => {
  await openAkte(doctor, 'Brandt');
  await line(doctor).click();
  await doctor.keyboard.type('NOT Mitten im Satz');
  // And in a dialog: why an Eintrag is presented.
  await row(doctor, 'Seit drei Tagen Husten.').first().click();
  await doctor.keyboard.press('p');
  await doctor.getByRole('dialog').locator('textarea').fill('Bitte auf die Lunge schauen');
  const again = await profile.newPage();
  await new Promise((done) => setTimeout(done, 300));
  await doctor.goto('chrome://crash').catch(() => undefined);
  await again.close();
  doctor = await world.arrive('lindner', profile);
  await openAkte(doctor, 'Brandt');
  expect(await line(doctor).inputValue()).toBe('Mitten im Satz');
  const note = doctor.locator('.draft-note');
  await note.getByText('„Mitten im Satz“').waitFor();
  await row(doctor, 'Seit drei Tagen Husten.').first().click();
  await doctor.keyboard.press('p');
  await note.getByText('„Bitte auf die Lunge schauen“').waitFor();
  expect(await doctor.getByRole('dialog').locator('textarea').inputValue()).toBe('Bitte auf die Lunge schauen');
  await doctor.getByRole('dialog').locator('textarea').fill('');
  await doctor.keyboard.press('Escape');
  await note.getByText('Nicht gespeicherter Text ist wieder da: „Mitten im Satz“').waitFor();
  await shoot(doctor, 'blocks-draft');
  await note.getByRole('button', { name: 'Verwerfen' }).click();
  await expect.poll(() => line(doctor).inputValue()).toBe('');
  await note.getByRole('button', { name: 'Rückgängig' }).click();
  await expect.poll(() => line(doctor).inputValue()).toBe('Mitten im Satz');
  await doctor.keyboard.press('F2');
  await doctor.keyboard.type('>Abmelden');
  await doctor.getByRole('option', { name: 'Abmelden' }).waitFor();
  await doctor.keyboard.press('Enter');
  await doctor.getByLabel('Benutzername').waitFor();
  await doctor.close();
  doctor = await world.arrive('lindner', profile);
  await openAkte(doctor, 'Brandt');
  expect(await line(doctor).inputValue()).toBe('Mitten im Satz');
  await line(doctor).fill('');
  expect(world.complaints).toEqual([]);
});
