import { ofTonight } from '@siegel/testing';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HAS_CHROMIUM, type Stage, setStage, type Visit } from '../../test-support/browse.ts';
import { SPECIAL } from '../../test-support/fake-world.ts';

let stage: Stage;
let visit: Visit | undefined;
beforeAll(async () => {
  if (HAS_CHROMIUM) stage = await setStage();
});
afterAll(() => stage?.close());
afterEach(async () => {
  await visit?.close();
  visit = undefined;
});
async function atAkte(person: number = SPECIAL.brandt, options = {}): Promise<Visit> {
  visit = await stage.atAkte(person, options);
  await visit.page.locator('.eintrag').first().waitFor();
  return visit;
}
const row = (text: string) => (visit as Visit).page.getByRole('row').filter({ hasText: text });

/** Changes the newest Eintrag by keyboard. */
async function changeNewest(page: Page, addition: string): Promise<void> {
  await page.getByLabel(/^Text des Eintrags/).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('e');
  await page.keyboard.type(addition);
  await page.keyboard.press('Enter');
  await row(addition).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
}

test.skipIf(!HAS_CHROMIUM)(
  '[AT1, AT2] shows the history by key, follows the rows, and takes a version up again',
  async () => {
    const { page, complaints } = await atAkte();
    await changeNewest(page, ' Neu dazu.');
    await page.keyboard.press('h');
    const pane = page.getByRole('complementary', { name: 'Verlauf' });
    await pane.getByText('Fassung 2, gilt').waitFor();
    expect(await pane.locator('ins mark').innerText()).toContain('Neu dazu.');
    expect(await pane.locator('.version').last().innerText()).toContain('Dr. Katrin Albers');
    await pane.getByRole('button', { name: 'Wieder aufnehmen' }).click();
    await pane.getByText('Fassung 3, gilt').waitFor();
    expect(await row('Neu dazu.').count()).toBe(0);
    await page.keyboard.press('Escape');
    await pane.waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Alt+h');
    await pane.getByText('Fassung 1, gilt').waitFor();
    expect(complaints).toEqual([]);
  },
);

test.skipIf(!HAS_CHROMIUM)('[AT4] changes Stammdaten in the panel and shows their history', async () => {
  const { page } = await atAkte();
  await page.keyboard.press('Alt+e');
  const pane = page.getByRole('complementary', { name: 'Stammdaten ändern' });
  const who = pane.getByRole('region', { name: 'Person' });
  await who.getByLabel('Telefon').fill('030 999');
  await who.getByLabel('Name', { exact: true }).fill('');
  await page.keyboard.press('Enter');
  await pane.getByText('Der Nachname fehlt.').waitFor();
  await who.getByLabel('Name', { exact: true }).fill('Brandt');
  await page.keyboard.press('Enter');
  await pane.waitFor({ state: 'detached' });
  await page.getByRole('complementary', { name: 'Person' }).getByText('030 999').waitFor();
  await page
    .getByRole('complementary', { name: 'Person' })
    .getByRole('button', { name: /^Verlauf/ })
    .click();
  await page.getByRole('complementary', { name: 'Verlauf' }).getByText('Fassung 2, gilt').waitFor();
});

test.skipIf(!HAS_CHROMIUM)(
  '[AT40, AT42] moves an Eintrag to another person by keyboard and takes it back',
  async () => {
    const { page, complaints } = await atAkte();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('m');
    await page.getByText('Zu wem gehört dieser Eintrag?').waitFor();
    await page.keyboard.type('hauser, manfred');
    await page.getByRole('option', { name: /Hauser, Manfred/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Verschieben zu Hauser, Manfred' }).press('Enter');
    await page.getByText('Verschoben zu Hauser, Manfred').waitFor();
    expect(await row('Fühlt sich gut').count()).toBe(0);
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await page.getByText('Der Eintrag steht wieder hier.').waitFor();
    await row('Fühlt sich gut').waitFor();
    expect(complaints).toEqual([]);
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[AT50, AT52] shows three versions side by side; each way out ends the conflict',
  async () => {
    const { page, order } = await atAkte(SPECIAL.troubled);
    const begin = async () => {
      await row('Ramipril').dblclick();
      await page.getByRole('group', { name: 'Eintrag ändern' }).waitFor();
    };
    await begin();
    await page.keyboard.type(' Meins.');
    const recordId = (await page.locator('.eintrag.on').getAttribute('data-record')) ?? '';
    await order({ do: 'remote-change', recordId, text: 'Ramipril ganz absetzen' });
    const conflict = page.getByRole('alert', { name: 'Zwei Fassungen' });
    await conflict.waitFor();
    expect(await conflict.locator('.conflict-sides > div').allInnerTexts()).toEqual([
      expect.stringContaining('Ramipril pausieren bis Kaliumkontrolle in 1 Woche'),
      expect.stringContaining('in 1 Woche Meins.'),
      expect.stringContaining('Ramipril ganz absetzen'),
    ]);
    // Enter in the field writes over nothing that was not chosen.
    await page.getByLabel('Text', { exact: true }).press('Enter');
    await page.getByText('Nicht gespeichert.').waitFor();
    await conflict.getByRole('button', { name: 'Beide übernehmen und anpassen' }).click();
    await conflict.waitFor({ state: 'detached' });
    const field = page.getByLabel('Text', { exact: true });
    expect(await field.inputValue()).toMatch(/Meins\.\nRamipril ganz absetzen$/);
    await field.fill('Ramipril absetzen, Kontrolle in 1 Woche');
    await field.press('Enter');
    await row('Ramipril absetzen, Kontrolle in 1 Woche').waitFor();
    await begin();
    await page.keyboard.type(' Zwei.');
    await order({ do: 'remote-change', recordId, text: 'Ramipril drei' });
    await conflict.getByRole('button', { name: 'Andere behalten' }).click();
    await row('Ramipril drei').waitFor();
    await begin();
    await page.keyboard.type(' und vier');
    await order({ do: 'remote-change', recordId, text: 'Ramipril fünf' });
    await conflict.getByRole('button', { name: 'Meine speichern' }).click();
    await row('Ramipril drei und vier').waitFor();
  },
);

test.skipIf(!HAS_CHROMIUM)('[AT53] says who changes an Eintrag or the Stammdaten before it hurts', async () => {
  const { page, order } = await atAkte();
  await row('Fühlt sich gut').click();
  const recordId = (await page.locator('.eintrag.on').getAttribute('data-record')) ?? '';
  await order({ do: 'presence', recordId, who: 'Melanie Kruse' });
  await row('Fühlt sich gut').getByText('Melanie Kruse ändert gerade diesen Eintrag').waitFor();
  await page.keyboard.press('e');
  await row('Melanie Kruse ändert gerade').getByRole('group', { name: 'Eintrag ändern' }).waitFor();
  await order({ do: 'presence', recordId, who: '' });
  await page.getByText('ändert gerade').waitFor({ state: 'detached' });
});

test.skipIf(!HAS_CHROMIUM).each(ofTonight(['light', 'dark'] as const))(
  '[WB52] axe finds nothing in history, Stammdaten, move, conflict and files, %s',
  async (colorScheme) => {
    const { page, order } = await atAkte(SPECIAL.brandt, { colorScheme });
    await changeNewest(page, ' Neu dazu.');
    await page.keyboard.press('h');
    await page.getByText('Fassung 2, gilt').waitFor();
    await expectNoFinding(page);
    await page.keyboard.press('Alt+e');
    await page.getByRole('region', { name: 'Person' }).getByLabel('Name', { exact: true }).fill('');
    await page.keyboard.press('Enter');
    await page.getByText('Der Nachname fehlt.').waitFor();
    await expectNoFinding(page);
    await page.keyboard.press('Escape');
    // Keys of a row count once the focus is back on it.
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
    await page.keyboard.press('m');
    await page.getByText('Zu wem gehört dieser Eintrag?').waitFor();
    await expectNoFinding(page);
    await page.keyboard.press('Escape');
    await order({ do: 'status', status: { online: false } });
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'a.bin', mimeType: '', buffer: Buffer.alloc(9) });
    await page.getByText('wartet auf Verbindung, geht dann weiter').waitFor();
    await row('Neu dazu.').dblclick();
    await page.keyboard.type(' x');
    const recordId = (await page.locator('.eintrag.on').getAttribute('data-record')) ?? '';
    await order({ do: 'remote-change', recordId, text: 'anders' });
    await page.getByRole('alert', { name: 'Zwei Fassungen' }).waitFor();
    await expectNoFinding(page);
  },
);

test.skipIf(!HAS_CHROMIUM).each(ofTonight([390, 1440, 1024]))(
  '[WB53] fits a window of %i px with each pane open',
  async (width) => {
    const { page } = await atAkte(SPECIAL.brandt, { viewport: { width, height: 844 } });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await changeNewest(page, ' Neu dazu.');
    for (const keys of ['h', 'Alt+e']) {
      await page.keyboard.press(keys);
      await page.locator('.side-pane').waitFor();
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.locator('.side-pane').getByRole('button', { name: 'Schließen (Esc)' }).click();
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
    }
    expect(await overflow()).toBeLessThanOrEqual(0);
  },
);

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function expectNoFinding(page: Page): Promise<void> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
  expect(found).toEqual([]);
}
