import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { WaitingEntry } from '@siegel/safe';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HAS_CHROMIUM, type Stage, setStage, type Visit } from '../../test-support/browse.ts';
import { SPECIAL } from '../../test-support/fake-world.ts';
import { personIdOf } from '../../test-support/invented-persons.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

const aWaiting = (person: number, change: Partial<WaitingEntry>): WaitingEntry => ({
  recordId: personIdOf(90_000 + person),
  personId: personIdOf(person),
  personName: 'Brandt, Ilse',
  kind: 'note',
  kuerzel: 'NOT',
  hue: 'grey',
  summary: 'Ruft wegen Folgerezept an, bittet um Rückruf am Nachmittag.',
  authoredAtMs: Date.parse('2026-11-24T09:42:00+01:00'),
  state: 'queued',
  ...change,
});

const WAITING: readonly WaitingEntry[] = [
  aWaiting(SPECIAL.brandt, {}),
  aWaiting(SPECIAL.long, {
    personName: 'Öztürk, Mehmet',
    kuerzel: 'BEF',
    hue: 'green',
    summary: 'RR 135/85, Puls 72, keine Ödeme',
    state: 'conflict',
    code: 'ENTRY_STALE',
  }),
];

/** Signed in, without a line, two Eintraege only here. */
async function troubled(options: Parameters<Stage['open']>[1] = {}): Promise<Visit> {
  visit = await stage.open('/anmelden', options);
  await visit.signIn();
  await visit.order({ do: 'waiting', entries: WAITING });
  await visit.order({ do: 'status', status: { online: false, queued: 1, refused: 1, copies: 12 } });
  await visit.page.getByText('1 Eintrag wartet auf Verbindung').waitFor();
  await visit.page.keyboard.press('Alt+s');
  await visit.page.locator('.waiting-row').nth(1).waitFor();
  return visit;
}

async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
  });
}

test.skipIf(!HAS_CHROMIUM)('[OF6] [CD14] shows what waits and why, and leads to the Akte by keys alone', async () => {
  const { page } = await troubled();
  await page.getByText('Öztürk, Mehmet').waitFor();
  await page.getByText('nicht übernommen', { exact: true }).waitFor();
  await page.getByText('12 Personen').waitFor();
  await page.locator('.waiting-row').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('.eintrag').first().waitFor();
  expect(new URL(page.url()).pathname).toBe(`/akte/${personIdOf(SPECIAL.brandt)}`);
  await page.keyboard.press('Alt+s');
  await page.locator('.waiting-row').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.waiting-row').first().waitFor({ state: 'detached' });
});

test.skipIf(!HAS_CHROMIUM)('[OF12] [OF10] says which side is to be updated, and that the device is full', async () => {
  const { page, order } = await troubled();
  await order({ do: 'status', status: { versionGap: 'SERVER_OUTDATED', deviceFull: true } });
  await page.getByText('Server älter als das Programm').waitFor();
  await page.getByText('Kein Speicher frei auf diesem Gerät').waitFor();
  await page.getByText('nach der Aktualisierung des Servers gesendet').waitFor();
});

test.skipIf(!HAS_CHROMIUM)(
  '[WB52] [WB53] axe finds nothing in the dialog, light and dark, and nothing scrolls sideways',
  async () => {
    const shots = process.env['SIEGEL_SHOTS'];
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1440, 1024, 390]) {
        const { page } = await troubled({ colorScheme, viewport: { width, height: 900 } });
        await page.getByText('Liegt geprüft auf diesem Gerät').waitFor();
        if (shots !== undefined) await page.screenshot({ path: `${shots}/device-${width}-${colorScheme}.png` });
        expect([width, colorScheme, await axeFindings(page)]).toEqual([width, colorScheme, []]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        await visit?.close();
      }
  },
  120_000,
);
