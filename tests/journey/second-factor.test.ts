import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOfApp, type ServerProcess, spawnServer } from '@siegel/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';
import { axeFindings } from './axe.ts';
import { launch, openPage } from './first-run-world.ts';
import { shoot } from './shoot.ts';
import { SmsGateway } from './sms-gateway.ts';

const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;
const STEP_MS = 30_000;

let server: ServerProcess;
let gateway: SmsGateway;
let folder: string;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siegel-factor-'));
  gateway = await SmsGateway.start();
  const sms = join(folder, 'sms.json');
  const headers = { 'content-type': 'application/json' };
  const body = '{"to":"{{phone}}","text":"{{text}}"}';
  await writeFile(sms, JSON.stringify({ url: gateway.url, headers, body }));
  server = await spawnServer({ args: ['--web', WEB, '--sms-gateway', sms] });
  const foundingToken = await server.foundingToken();
  const practice = await Practice.found({ origin: server.url, foundingToken, folder });
  browser = await launch();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: 'de-DE',
    bypassCSP: true,
  });
  const opened = await openPage(context);
  page = opened.page;
  page.on('pageerror', (error) => complaints.push(error.message));
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  await page.goto(`${server.url}/anmelden`);
  await typePassword();
  await page.getByRole('button', { name: 'Code', exact: true }).click();
  await page.getByLabel('Wiederherstellungscode').fill(practice.founded.recoveryCode);
  await page.keyboard.press('Enter');
  await isIn();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  gateway?.end();
  for (const used of [folder, server.directory]) await rm(used, { recursive: true, force: true });
});

const isIn = () => page.getByText('Alles gespeichert').waitFor();
const dialog = () => page.getByRole('dialog');
const codeField = () => dialog().getByLabel('Code aus sechs Ziffern');
const part = () => page.getByRole('region', { name: 'Zweiter Faktor', exact: true });

async function typePassword(): Promise<void> {
  const account = page.getByLabel('Benutzername');
  if (await account.isEditable().catch(() => false)) await account.fill('lindner');
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
}

async function command(name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await dialog().getByRole('combobox').fill(`>${name}`);
  await page.getByRole('option', { name }).first().waitFor();
  await page.keyboard.press('Enter');
}

async function signInAgain(): Promise<void> {
  await command('Abmelden');
  await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
  await page.getByLabel('Benutzername').fill('lindner');
  await typePassword();
  await dialog().getByRole('heading', { name: 'Zweiter Faktor' }).waitFor();
}

async function toAccess(): Promise<void> {
  await command('Meine Zugänge');
  await part().waitFor();
}

/** Shoots a page for somebody to look at, when the run was asked for pictures; axe looks at every one. */
async function look(name: string): Promise<void> {
  expect(await axeFindings(page), name).toEqual([]);
  await shoot(page, name);
}

let secret = '';
let usedStep = 0;

/** A code of a step that was not used yet; near the end of the window it waits for the next one. */
async function freshCode(): Promise<string> {
  while (Math.floor(Date.now() / STEP_MS) + 1 <= usedStep) await page.waitForTimeout(500);
  const step = Math.max(usedStep + 1, Math.floor(Date.now() / STEP_MS));
  usedStep = step;
  return codeOfApp(secret, step * STEP_MS);
}

test('[F8] [ZF11] [ZF30] an app for codes, a passkey and a phone are set up', async () => {
  await toAccess();
  await part().getByText('Sie haben noch keinen.').waitFor();
  await part().getByRole('button', { name: 'Zweiten Faktor hinzufügen' }).click();
  await look('factor-kinds');
  await dialog()
    .getByRole('button', { name: /App für Codes/ })
    .click();
  await dialog().getByRole('button', { name: 'Weiter' }).click();
  secret = ((await dialog().locator('.secret').textContent()) ?? '').replaceAll(' ', '');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await look('factor-totp');
  await codeField().fill('12');
  await page.keyboard.press('Enter');
  await dialog().getByText('Bitte geben Sie die sechs Ziffern ein.').waitFor();
  await codeField().fill(await freshCode());
  await page.keyboard.press('Enter');
  await part().getByText('Eingerichtet. Ab der nächsten Anmeldung').waitFor();
  await part().getByRole('button', { name: 'Zweiten Faktor hinzufügen' }).click();
  await dialog()
    .getByRole('button', { name: /Passkey oder/ })
    .click();
  await dialog().getByRole('button', { name: 'Weiter' }).click();
  await dialog().getByRole('button', { name: 'Passkey anlegen' }).click();
  await part().getByRole('listitem').nth(1).waitFor();
  await part().getByRole('button', { name: 'Zweiten Faktor hinzufügen' }).click();
  await dialog()
    .getByRole('button', { name: /SMS an ein Telefon/ })
    .click();
  await dialog().getByLabel('Telefonnummer').fill('0151 234');
  await page.keyboard.press('Enter');
  await dialog().getByText('Das ist keine Telefonnummer.').waitFor();
  await dialog().getByLabel('Telefonnummer').fill('+49 151 23456789');
  await page.keyboard.press('Enter');
  await codeField().waitFor();
  await codeField().fill(gateway.lastCode());
  await page.keyboard.press('Enter');
  await part().getByText('SMS an …89').waitFor();
  await look('factor-list');
});

test('[F8] [ZF1] [ZF4] [ZF30] signing in asks for a code, unlocking and reloading do not', async () => {
  await signInAgain();
  await codeField().fill('000 000');
  await page.keyboard.press('Enter');
  await dialog().getByText('Das stimmt nicht oder wurde schon einmal benutzt.').waitFor();
  expect(await codeField().getAttribute('autocomplete')).toBe('one-time-code');
  await look('factor-sign-in');
  const code = await freshCode();
  await codeField().fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.keyboard.press('Enter');
  await isIn();
  await page.reload();
  await isIn();
  await page.keyboard.press('F9');
  await page.getByText('Gesperrt').first().waitFor();
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await isIn();
});

test('[ZF13] [ZF14] [ZF30] a passkey and a code by SMS sign in as well, by choice', async () => {
  await signInAgain();
  await dialog().getByRole('button', { name: 'Passkey', exact: true }).click();
  await dialog().getByRole('button', { name: 'Passkey benutzen' }).click();
  await isIn();
  await signInAgain();
  await dialog().getByRole('button', { name: 'SMS an …89' }).click();
  await dialog().getByRole('button', { name: 'Code schicken' }).click();
  await codeField().waitFor();
  await look('factor-sms');
  await codeField().fill(gateway.lastCode());
  await page.keyboard.press('Enter');
  await isIn();
});

test('[AZ5] [AZ10] [AZ1] the rules show the own address and ask before somebody locks themselves out', async () => {
  await page.goto(`${server.url}/einstellungen/anmeldung`);
  const outside = page.getByRole('region', { name: 'Zugang von außerhalb' });
  await outside.getByText('Das liegt innerhalb.').waitFor();
  await outside.getByLabel('Adressbereiche Ihrer Organisation').fill('203.0.113.0/33');
  await outside.getByRole('button', { name: 'Regel speichern' }).click();
  await outside.getByText('Mindestens eine Zeile ist kein Adressbereich.').waitFor();
  await outside.getByLabel('Adressbereiche Ihrer Organisation').fill('203.0.113.0/24');
  await outside.getByLabel('abgeschaltet').check();
  await outside.getByRole('button', { name: 'Regel speichern' }).click();
  await dialog().getByRole('heading', { name: 'Damit sperren Sie sich selbst aus' }).waitFor();
  await look('rule-lock-out');
  await page.keyboard.press('Escape');
  await outside.getByLabel('nur mit zweitem Faktor').check();
  await outside.getByRole('button', { name: 'Regel speichern' }).click();
  await outside.getByText('Das liegt außerhalb.').waitFor();
  const idle = page.getByRole('region', { name: 'Automatisch sperren' });
  await idle.getByLabel('Minuten bis zur Sperre').selectOption('10');
  await idle.getByRole('button', { name: 'Regel speichern' }).click();
  await idle.getByText('Gespeichert. Die Regel gilt ab jetzt.').waitFor();
  await idle.scrollIntoViewIfNeeded();
  await look('rules');
  await page.setViewportSize({ width: 390, height: 844 });
  await look('rules-phone');
  expect(complaints).toEqual([]);
});
