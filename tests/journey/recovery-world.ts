import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerProcess } from '@siegel/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';
import { emptyServer, launch, openPage } from './first-run-world.ts';

/** A practice on a real server, its lead in a browser, and browsers that were never here. */
export class RecoveryWorld {
  readonly server: ServerProcess;
  readonly practice: Practice;
  readonly complaints: string[] = [];
  readonly #browser: Browser;
  readonly #folder: string;

  private constructor(server: ServerProcess, practice: Practice, at: { browser: Browser; folder: string }) {
    this.server = server;
    this.practice = practice;
    this.#browser = at.browser;
    this.#folder = at.folder;
  }

  static async start(): Promise<RecoveryWorld> {
    const server = await emptyServer();
    const folder = await mkdtemp(join(tmpdir(), 'siegel-recovery-'));
    const place = { origin: server.url, foundingToken: await server.foundingToken(), folder };
    const practice = await Practice.found(place);
    return new RecoveryWorld(server, practice, { browser: await launch(), folder });
  }

  async end(): Promise<void> {
    await this.#browser.close();
    await this.server.end('SIGKILL');
    for (const used of [this.#folder, this.server.directory]) await rm(used, { recursive: true, force: true });
  }

  async page(width = 1440): Promise<Page> {
    const context: BrowserContext = await this.#browser.newContext({
      viewport: { width, height: 900 },
      locale: 'de-DE',
    });
    const { page } = await openPage(context);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    return page;
  }

  /** The lead, in with the recovery code of the founding. */
  async lead(): Promise<Page> {
    const page = await this.page();
    await page.goto(`${this.server.url}/anmelden`);
    await page.getByLabel('Benutzername').fill('lindner');
    await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Code', exact: true }).click();
    await page.getByLabel('Wiederherstellungscode').fill(this.practice.founded.recoveryCode);
    await page.keyboard.press('Enter');
    await isIn(page);
    return page;
  }
}

export const isIn = (page: Page) => page.getByText('Alles gespeichert').waitFor();

/** Goes somewhere by its name. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(`>${name}`);
  await page.getByRole('option', { name, exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

/** A new password, twice. */
export async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByLabel('Passwort wiederholen').fill(password);
  await page.getByText(/Stärke: (sehr )?gut/).waitFor();
  await page.keyboard.press('Enter');
}

/** Link and code from the screen of whoever made them. */
export async function handedOut(page: Page): Promise<{ readonly link: string; readonly code: string }> {
  await page.locator('.handed-text').first().waitFor();
  const [link = '', code = ''] = await page.locator('.handed-text').allTextContents();
  await page.getByRole('button', { name: 'Fertig', exact: true }).click();
  return { link, code };
}

/** Follows an invitation as somebody who was never here, up to the waiting. */
export async function follow(page: Page, made: { readonly link: string; readonly code: string }, account: string) {
  await page.goto(made.link);
  await page.getByLabel('Code der Einladung').fill(made.code);
  await page.getByLabel('Benutzername').fill(account);
  await choosePassword(page, OWN_PASSWORD);
  await page.getByRole('heading', { name: 'Sie warten auf Aufnahme' }).waitFor();
}

export const OWN_PASSWORD = 'Birken am Kanal 12';

/** Shoots a page for somebody to look at, when the run was asked for pictures. */
export async function shoot(page: Page, name: string): Promise<void> {
  const to = process.env['SIEGEL_SHOTS'];
  if (to === undefined) return;
  await mkdir(to, { recursive: true });
  await page.screenshot({ path: join(to, `${name}.png`) });
}
