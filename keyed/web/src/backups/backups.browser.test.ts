import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HAS_CHROMIUM, type Stage, setStage, type Visit } from '../../test-support/browse.ts';
import type { FakeBackups } from '../../test-support/fake-backups.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATH = '/werkzeuge/backups';

let stage: Stage;
let visit: Visit;
let page: Page;
beforeAll(async () => {
  if (HAS_CHROMIUM) stage = await setStage();
});
afterAll(() => stage?.close());
afterEach(async () => {
  expect(visit.complaints).toEqual([]);
  await visit.close();
});

async function goTo(path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** Somebody at the backups of a house that stands as told. */
async function atBackups(state: Partial<FakeBackups> = {}): Promise<void> {
  visit = await stage.open('/anmelden', { reducedMotion: 'reduce' });
  ({ page } = visit);
  await visit.signIn();
  await visit.order({ do: 'backups', state });
  await goTo(PATH);
  await page.getByRole('heading', { name: 'Backups', exact: true }).waitFor();
}

/** Leaves the screen and comes back. */
async function comeBack(): Promise<void> {
  await goTo('/protokoll');
  await page.locator('.log').waitFor();
  await goTo(PATH);
  await page.locator('.backups').waitFor();
}

const rows = () => page.locator('.backup-row');
const make = () => page.getByRole('button', { name: 'Neues Backup erstellen' });
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

async function axe(): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (on: Document) => Promise<AxeAnswer> } };
    interface AxeAnswer {
      violations: { id: string; nodes: { html: string }[] }[];
    }
    const { violations } = await axe.run(document);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

test.skipIf(!HAS_CHROMIUM)(
  '[BK40] without right and key there is no way here; who is only named sees the key',
  async () => {
    await atBackups();
    await rows().first().waitFor();
    const rail = page.getByRole('navigation', { name: 'Bereiche' }).getByRole('button', { name: 'Backups' });
    expect(await rail.count()).toBe(1);
    await visit.order({ do: 'status', status: { backups: { mayManage: false, isHolder: true } } });
    await rows().first().waitFor({ state: 'detached' });
    expect(await make().count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Schlüssel ändern' }).count()).toBe(0);
    await press('Backup-Schlüssel zeigen');
    await page.getByText(/^AGE-SECRET-KEY-1/).waitFor();
    await page.keyboard.press('Escape');
    await visit.order({ do: 'status', status: { backups: { mayManage: false, isHolder: false } } });
    await page.getByText('Backups gehören zur Verwaltung').waitFor();
    expect(await rail.count()).toBe(0);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('>Protokoll');
    await page.getByRole('option', { name: 'Protokoll' }).waitFor();
    await page.getByRole('dialog').getByRole('combobox').fill('>Backup');
    await page.getByRole('option', { name: 'Protokoll' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('option', { name: /Backup/ }).count()).toBe(0);
  },
);

test.skipIf(!HAS_CHROMIUM)('[BK40] the command leads to the button, and begins nothing by itself', async () => {
  await atBackups();
  await goTo('/protokoll');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('>Neues Backup');
  await page.getByRole('option', { name: 'Neues Backup erstellen' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-new-backup]:focus').waitFor();
  expect(new URL(page.url()).pathname).toBe(PATH);
  expect(await page.locator('.backup-making').count()).toBe(0);
  await page.keyboard.press('Enter');
  await page.locator('.backup-making').waitFor();
  await page.keyboard.press('F1');
  await page.keyboard.type('datensicherung');
  await page.getByRole('dialog').getByText('Neues Backup erstellen').waitFor();
});

test.skipIf(!HAS_CHROMIUM)('[BK41] the first key: nobody chosen, a warning at one, and then what to do', async () => {
  await atBackups({ keys: 'none', count: 0 });
  await page.getByText('Noch kein Backup-Schlüssel').waitFor();
  expect(await make().count()).toBe(0);
  await press('Backup-Schlüssel einrichten');
  const dialog = page.getByRole('dialog', { name: 'Wer soll Backups öffnen können?' });
  await dialog.getByText('Nennen Sie mindestens zwei').waitFor();
  expect(await dialog.getByRole('checkbox', { checked: true }).count()).toBe(0);
  // Who has left is not offered.
  expect(await dialog.getByText('Petra Wendt').count()).toBe(0);
  await dialog.getByRole('button', { name: /Schlüssel einrichten/ }).click();
  await dialog.getByText('Bitte wählen Sie mindestens eine Person.').waitFor();
  await dialog.getByRole('checkbox', { name: /Albers/ }).check();
  await dialog.getByText('Nur eine Person: Verliert sie').waitFor();
  await dialog.getByRole('checkbox', { name: /Yıldız/ }).check();
  await dialog.getByText('Nennen Sie mindestens zwei').waitFor();
  expect(await axe()).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByText('Backups von jetzt an öffnen: Dr. Katrin Albers, Dr. Mehmet Yıldız.').waitFor();
  await press('Später');
  await page.getByText('Noch kein Backup', { exact: true }).waitFor();
  await make().waitFor();
});

test.skipIf(!HAS_CHROMIUM)('[BK41] one person left is a warning, nobody left another', async () => {
  await atBackups({ keys: 'one' });
  await page.getByText('Nur eine Person kann Backups öffnen.').waitFor();
  await visit.order({ do: 'backups', state: { keys: 'gone' } });
  await page.getByText('Niemand, der hier arbeitet, kann neue Backups öffnen.').waitFor();
  await press('Schlüssel ändern');
  // Who has left is not chosen again.
  await page.getByRole('checkbox', { name: /Albers/ }).waitFor();
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
});

test.skipIf(!HAS_CHROMIUM)('[BK42] the key comes behind the password and leaves the page with its dialog', async () => {
  await atBackups({ isOld: true });
  await press('Backup-Schlüssel zeigen');
  await page.getByRole('dialog', { name: 'Bitte bestätigen Sie es mit Ihrem Passwort' }).waitFor();
  expect(await page.getByText(/AGE-SECRET-KEY/).count()).toBe(0);
  await page.keyboard.type('Lindenhof im Regen 7');
  await page.keyboard.press('Enter');
  await page.getByText(/^AGE-SECRET-KEY-1/).waitFor();
  await page.getByText('Dass er angezeigt wurde, steht im Protokoll.').waitFor();
  expect(await axe()).toEqual([]);
  await press('Schließen');
  await page.getByText(/AGE-SECRET-KEY/).waitFor({ state: 'detached' });
});

test.skipIf(!HAS_CHROMIUM)(
  '[BK43] making says how far it is and how it ended; rows stay where they are',
  async () => {
    await atBackups();
    await rows().first().waitFor();
    await make().click();
    await page.locator('.backup-making').getByText('50 %').waitFor();
    const before = await rows().first().boundingBox();
    await page.getByText('Backup erstellt.').waitFor();
    expect(await rows().count()).toBe(5);
    // The new row stands where its progress stood.
    expect((await rows().nth(1).boundingBox())?.y).toBe(before?.y);
    await visit.order({ do: 'backups', state: { stands: 'make' } });
    await page.locator('.backup-making').getByText('63 %').waitFor({ timeout: 15_000 });
    expect(await axe()).toEqual([]);
    await press('Abbrechen');
    await page.getByText('Abgebrochen. Es ist kein Backup entstanden').waitFor();
    await visit.order({ do: 'backups', state: { endsWith: 'DISK_FULL' } });
    await make().click();
    await page.getByText(/^Es ist kein Backup entstanden \(heute/).waitFor();
    await visit.order({ do: 'backups', state: { answers: 'OFFLINE' } });
    await page.getByText(/Stand von \d\d:\d\d\. Sobald der Server antwortet/).waitFor({ timeout: 15_000 });
    expect(await rows().count()).toBe(4);
    await comeBack();
    await page.getByText('Die Backups sind gerade nicht zu sehen.').waitFor();
    expect(await axe()).toEqual([]);
  },
  60_000,
);

test.skipIf(!HAS_CHROMIUM)('[BK44] an eighth asks which goes; deleting asks and names', async () => {
  await atBackups({ count: 7 });
  await page.getByText('7 von 7 Plätzen für selbst erstellte belegt').waitFor();
  await make().click();
  const dialog = page.getByRole('dialog', { name: 'Welches Backup soll weichen?' });
  await dialog.waitFor();
  expect(await dialog.getByRole('combobox').inputValue()).toBe('backup0');
  expect(await rows().count()).toBe(7);
  expect(await axe()).toEqual([]);
  await dialog.getByRole('combobox').selectOption('backup1');
  await dialog.getByRole('button', { name: 'Löschen und neues erstellen' }).click();
  await page.getByText('Backup erstellt.').waitFor();
  expect(await rows().count()).toBe(7);
  expect(await page.locator('[data-row=backup1]').count()).toBe(0);
  expect(await page.locator('[data-row=backup0]').count()).toBe(1);
  // Somebody begins one while the question is open: what was deleted is one, and the screen says why none was begun.
  await visit.order({ do: 'backups', state: { count: 7 } });
  await make().click();
  await dialog.waitFor();
  await visit.order({ do: 'backups', state: { count: 7, stands: 'make' } });
  await dialog.getByRole('button', { name: 'Löschen und neues erstellen' }).click();
  await page.getByText('Gerade wird schon ein Backup gemacht').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await visit.order({ do: 'backups', state: { count: 7 } });
  await page.locator('.backup-making').waitFor({ state: 'detached' });
  await page.locator('[data-row=backup3]').focus();
  await page.keyboard.press('Delete');
  await page
    .getByRole('dialog')
    .getByText(/von .*Böttcher|von Dr\. Katrin Albers/)
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await rows().count()).toBe(7);
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click();
  await page.getByText(/^Backup von .* gelöscht\.$/).waitFor();
  // What is said is of the last act.
  expect(await page.locator('.backup-below .note').count()).toBe(1);
  expect(await rows().count()).toBe(6);
});

test.skipIf(!HAS_CHROMIUM)('[BK45] the list by keys; what is damaged says which files', async () => {
  await atBackups({ damaged: true });
  await page.getByText('noch nicht').first().waitFor();
  expect(await rows().first().textContent()).toContain('heute');
  // An arrow goes into the list, wherever nothing has the focus.
  await page.keyboard.press('ArrowDown');
  await page.locator('[data-row=backup3]:focus').waitFor();
  await page.keyboard.press('p');
  await page.getByText('Backup geprüft: alle Dateien sind in Ordnung.').waitFor();
  await page.keyboard.press('End');
  await page.locator('[data-row=backup0]:focus').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.locator('[data-row=backup1]:focus').waitFor();
  await press('2 Dateien beschädigt');
  await page.getByRole('dialog').getByText('segments/0000000001.age').waitFor();
  expect(await axe()).toEqual([]);
});

test.skipIf(!HAS_CHROMIUM)('[BK46] Enter downloads the row, under a name that says when and nothing else', async () => {
  await atBackups();
  await rows().first().waitFor();
  await page.evaluate(() => void ((globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker = undefined));
  await rows().nth(1).focus();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/^siegel-backup-\d{4}-\d\d-\d\d-\d{4}\.tar$/);
  await page.getByText('Backup heruntergeladen.').waitFor();
});

test.skipIf(!HAS_CHROMIUM)(
  '[BK46] a download waits for the line, is found again by who comes back, and can be cancelled',
  async () => {
    await atBackups();
    await rows().first().waitFor();
    await page.evaluate(() => void ((globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker = undefined));
    await visit.order({ do: 'status', status: { online: false } });
    await rows().first().focus();
    await page.keyboard.press('Enter');
    const waits = page.getByText('Die Verbindung ist unterbrochen. Es geht von selbst weiter');
    await waits.waitFor();
    expect(await axe()).toEqual([]);
    await comeBack();
    await waits.waitFor();
    await press('Abbrechen');
    await visit.order({ do: 'status', status: { online: true } });
    await page.locator('.backup-down').waitFor({ state: 'detached' });
    await visit.order({ do: 'status', status: { online: false } });
    await rows().first().focus();
    await page.keyboard.press('Enter');
    await waits.waitFor();
    await press('Abbrechen');
    await visit.order({ do: 'status', status: { online: true } });
    await page.getByText('Herunterladen abgebrochen. Die gewählte Datei ist, wie sie vorher war.').waitFor();
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[BK47] daily backups take no place; their plan is shown beside them, changed, and switched off',
  async () => {
    await atBackups({ count: 7, daily: 2, keys: 'two' });
    await page.getByText('7 von 7 Plätzen für selbst erstellte belegt').waitFor();
    expect(await rows().count()).toBe(9);
    expect(await rows().filter({ hasText: 'nach Plan' }).count()).toBe(2);
    await make().click();
    const choice = page.getByRole('dialog').locator('select');
    await choice.waitFor();
    expect(await choice.locator('option').count()).toBe(7);
    await page.keyboard.press('Escape');
    const daily = page.locator('.backup-daily');
    await daily.getByText('Von selbst, täglich um 02:00').waitFor();
    await press('Plan ändern');
    await page.getByLabel('Uhrzeit (Europe/Berlin)').fill('21:30');
    await page.keyboard.press('Enter');
    await daily.getByText('Von selbst, täglich um 21:30').waitFor();
    await press('Plan ändern');
    await page.getByLabel('Jeden Tag ein Backup erstellen').uncheck();
    expect(await axe()).toEqual([]);
    await press('Plan speichern Enter');
    await daily.getByText('Tägliches Backup ist abgeschaltet').waitFor();
    await visit.order({ do: 'backups', state: { planFails: 'DISK_FULL' } });
    await comeBack();
    await daily.getByText('Das tägliche Backup ist nicht gelungen').waitFor();
    expect(await axe()).toEqual([]);
  },
);

test.skipIf(!HAS_CHROMIUM)('[D6] [BK48] a backup that failed stands in the status line of everybody', async () => {
  visit = await stage.open('/anmelden', { reducedMotion: 'reduce' });
  ({ page } = visit);
  await visit.signIn();
  const status = page.locator('.status');
  const trouble = status.getByText('Backup nicht in Ordnung');
  async function afterOutage(state: Partial<FakeBackups>): Promise<void> {
    await visit.order({ do: 'status', status: { online: false } });
    await status.getByText('Ohne Verbindung').waitFor();
    await visit.order({ do: 'backups', state });
    await visit.order({ do: 'status', status: { online: true } });
  }
  expect(await trouble.count()).toBe(0);
  await afterOutage({ planFails: 'DISK_FULL' });
  await trouble.waitFor();
  expect(await axe()).toEqual([]);
  await afterOutage({});
  await trouble.waitFor({ state: 'detached' });
});

for (const [colorScheme, language, width] of [
  ['light', 'en', 1440],
  ['dark', 'de', 1440],
  ['dark', 'en', 390],
  ['light', 'de', 320],
] as const)
  test.skipIf(!HAS_CHROMIUM)(`[WB52] [WB53] backups, ${colorScheme}, ${language}, ${width} px`, async () => {
    visit = await stage.open('/anmelden', { colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    ({ page } = visit);
    await visit.signIn();
    if (language === 'en') await page.evaluate(() => localStorage.setItem('siegel-language', 'en'));
    for (const state of [
      { damaged: true, count: 7, daily: 2, planFails: 'DISK_FULL', keys: 'one' },
      { stands: 'check' },
      { keys: 'none', count: 0 },
    ] as const) {
      await visit.order({ do: 'backups', state });
      await comeBack();
      await page.locator('.backup-row, .backup-first').first().waitFor();
      expect(await axe()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      const body = page.locator('.backups-body');
      expect(await body.evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true);
    }
  });
