import { ofTonight } from '@siegel/testing';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HAS_CHROMIUM, type Stage, setStage, type Visit } from '../test-support/browse.ts';
import { FAKE_CODE } from '../test-support/fake-devices.ts';
import { SPECIAL } from '../test-support/fake-world.ts';

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

type Check = (screen: string) => Promise<void>;

/** Walks through every screen and state; `check` is called on each. */
async function everyScreen(visit: Visit, check: Check): Promise<void> {
  const { page, signIn, order, goToAkte } = visit;
  await page.getByText('erreichbar', { exact: true }).waitFor();
  await check('sign-in');
  await page.getByLabel('Benutzername').press('Enter');
  await page.getByText('Bitte tragen Sie Ihren Benutzernamen ein.').waitFor();
  await check('sign-in, errors');
  await newBrowser(page, check);
  await signIn();
  await check('home, empty');
  await page.keyboard.type('brant');
  await page.getByText('Klingt ähnlich').waitFor();
  await check('home, sound-alikes');
  await page.getByRole('combobox').fill('zzz');
  await page.getByText('Nichts gefunden').waitFor();
  await check('home, nothing found');
  await goToAkte(SPECIAL.brandt);
  await page.getByText('Penicillin: Exanthem').waitFor();
  await check('akte');
  await page.keyboard.type('th');
  await check('akte, suggestions');
  await page.getByRole('row').last().dblclick();
  await page.getByRole('group', { name: 'Eintrag ändern' }).waitFor();
  await check('akte, editor');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+v');
  await page.getByText('So liegt es dort').first().waitFor();
  await check('what the server sees');
  await page.keyboard.press('Alt+v');
  await goToAkte(SPECIAL.troubled);
  await page.getByText('Zwei Fassungen, bitte prüfen').waitFor();
  await order({ do: 'status', status: { online: false, queued: 2, quarantined: 1, level: 'bound' } });
  await page.getByText('2 Einträge warten auf Verbindung').waitFor();
  await check('akte, trouble and offline');
  await goToAkte(SPECIAL.empty);
  await page.getByText('Noch keine Einträge').waitFor();
  await check('akte, empty');
  await goToAkte(SPECIAL.forbidden);
  await page.getByText('Kein Recht').waitFor();
  await check('akte, no right');
  await goToAkte(SPECIAL.broken);
  await page.getByText('Die Akte ist nicht geöffnet').waitFor();
  await check('akte, failed');
  await goToAkte(SPECIAL.slow);
  await page.locator('.skeleton-line').first().waitFor();
  await check('akte, loading');
  await page.keyboard.press('F4');
  await page.getByText('Zuletzt geöffnet').waitFor();
  await order({ do: 'status', status: { phase: 'syncing', progress: 0.4, online: true, queued: 0, quarantined: 0 } });
  await page.getByText('Wird abgeglichen, 40 %').first().waitFor();
  await check('home, recent and syncing');
  await page.keyboard.press('Control+k');
  await page.getByText('Dunkle Darstellung').waitFor();
  await check('commands');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await page.getByText('diese Übersicht').waitFor();
  await check('help');
  await page.keyboard.press('Escape');
  await access(visit, check);
  await page.keyboard.press('F9');
  await page.getByText('Entsperren').waitFor();
  await check('locked');
  await order({ do: 'status', status: { phase: 'refused', refusal: 'LOG_FORKED' } });
  await page.getByText('LOG_FORKED').waitFor();
  await check('refused');
}

/** A browser without keys, and every way on from there. */
async function newBrowser(page: Page, check: Check): Promise<void> {
  await page.getByLabel('Benutzername').fill('neu');
  await page.getByLabel('Passwort', { exact: true }).fill('x');
  await page.keyboard.press('Enter');
  await page.getByText('Dort erscheint').waitFor();
  await check('new browser, waiting');
  await page.getByText('violin').waitFor();
  await check('new browser, words');
  for (const [way, sign] of [
    ['Code', 'Wiederherstellungscode'],
    ['Schlüsseldatei', 'USB-Stick'],
    ['Passkey', 'Sicherheitsschlüssel'],
  ] as const) {
    await page.getByRole('button', { name: way, exact: true }).click();
    await page.getByText(sign).first().waitFor();
    await check(`new browser, ${way}`);
  }
  await page.getByRole('button', { name: 'Zurück zur Anmeldung' }).click();
}

/** The own ways in, and the note of a new browser. */
async function access({ page, order }: Visit, check: Check): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Zugänge');
  await page.keyboard.press('Enter');
  await page.getByText('Geräte der Organisation').waitFor();
  await check('access');
  await page.getByRole('button', { name: 'Neuen Wiederherstellungscode erstellen' }).click();
  const confirm = page.getByRole('dialog', { name: 'Bitte bestätigen Sie es mit Ihrem Passwort' });
  await confirm.waitFor();
  await check('access, confirm the password');
  await page.keyboard.press('Enter');
  await confirm.getByText('Nicht geändert').waitFor();
  await page.keyboard.type('Lindenhof im Regen 7');
  await page.keyboard.press('Enter');
  await page.getByText('Ihr neuer Wiederherstellungscode').waitFor();
  await check('access, new code');
  await page.getByRole('button', { name: 'Gerät entfernen' }).first().click();
  await page.getByText('Was dort schon gelesen wurde').waitFor();
  await check('access, remove a device');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Umbenennen' }).first().click();
  await page.keyboard.type('Sprechzimmer 2');
  await check('access, name a device');
  await page.keyboard.press('Enter');
  await page.getByText('Sprechzimmer 2').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Einstellungen');
  await page.getByRole('option', { name: 'Einstellungen' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Bereiche der Einstellungen' }).getByText('Anmeldung').click();
  await page.getByLabel('Geräte öffnen sich auch ohne Server').focus();
  await page.keyboard.press('Space');
  await page.getByText('Ohne Server öffnet sich kein Gerät').waitFor();
  await check('settings, no offline slot');
  await order({ do: 'new-browser' });
  await page.getByText('Ein neuer Browser bittet um Freigabe').waitFor();
  await check('a new browser asks');
  await page.keyboard.press('Alt+w');
  await page.getByText('violin').waitFor();
  await check('compare words');
  await page.keyboard.press('Enter');
  await page.getByText('Freigegeben. Der neue').waitFor();
  await check('approved');
  await page.keyboard.press('Enter');
  await order({ do: 'new-browser', stoppedBefore: 2 });
  await page.getByText('schon 2 Freigaben abgebrochen').waitFor();
  await check('a new browser asks, again');
  await page.keyboard.press('Alt+c');
  await page.getByText('Hier ist keine Kamera').waitFor();
  await check('scan a code, no camera');
  await page.keyboard.type('SIEGEL-GERAET:FALSCH');
  await page.keyboard.press('Enter');
  await page.getByText('gehört zu keinem Browser').waitFor();
  await check('scan a code, another one');
  await page.getByLabel('Code', { exact: true }).fill(FAKE_CODE.toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByText('Der Code stimmt').waitFor();
  await check('scan a code, name');
  await page.keyboard.press('Enter');
  await page.getByText('Freigegeben. Der neue').waitFor();
  await page.keyboard.press('Enter');
}

/** What axe finds, as lines a reader can act on. */
async function axeFindings(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (on: Document) => Promise<AxeAnswer> } };
    interface AxeAnswer {
      violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
    }
    const { violations } = await axe.run(document);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${html} ${failureSummary}`),
    );
  });
}

// The pairs of colours of both schemes are computed in WB55; by night the dark one is looked at, too.
for (const colorScheme of ofTonight(['light', 'dark'] as const)) {
  test.skipIf(!HAS_CHROMIUM)(`[WB52] has no finding of axe on any screen, ${colorScheme}`, async () => {
    visit = await stage.open('/anmelden', { colorScheme, reducedMotion: 'reduce' });
    const { page } = visit;
    await page.addInitScript(AXE);
    await page.reload();
    const findings: string[] = [];
    await everyScreen(visit, async (screen) => {
      findings.push(...(await axeFindings(page)).map((finding) => `${screen}: ${finding}`));
    });
    expect(findings).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
}

/** Elements that stick out of the window sideways, but for rows that scroll on purpose. */
async function stickingOut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const mayScroll = '.seg, .suggestions, .hex, .visually-hidden, .status, .tabs';
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.closest(mayScroll) === null && element.getClientRects().length > 0)
      .filter(
        (element) => element.getBoundingClientRect().right > width + 1 || element.getBoundingClientRect().left < -1,
      )
      .map(
        (element) => `${element.tagName} .${element.getAttribute('class')} ${(element.textContent ?? '').slice(0, 40)}`,
      );
  });
}

for (const width of ofTonight([320, 1024, 390])) {
  test.skipIf(!HAS_CHROMIUM)(`[WB53] fits a window of ${width} px on every screen`, async () => {
    visit = await stage.open('/anmelden', { viewport: { width, height: width > 600 ? 768 : 780 } });
    const { page } = visit;
    const findings: string[] = [];
    await everyScreen(visit, async (screen) => {
      findings.push(...(await stickingOut(page)).map((finding) => `${screen}: ${finding}`));
      const scrolled = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (scrolled > 0) findings.push(`${screen}: scrolls sideways by ${scrolled} px`);
    });
    expect(findings).toEqual([]);
  });
}
