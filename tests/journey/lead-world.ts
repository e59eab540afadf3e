import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerProcess } from '@siegel/testing';
import type { Browser, Page } from 'playwright-core';
import { PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';
import { emptyServer, launch, openPage } from './first-run-world.ts';

/** A practice on a real server, its lead in a browser, and browsers that were never here. */
export class LeadWorld {
  readonly server: ServerProcess;
  readonly practice: Practice;
  readonly folder: string;
  /** Errors of scripts, on every page. */
  readonly complaints: string[] = [];
  readonly #browser: Browser;

  private constructor(server: ServerProcess, practice: Practice, at: { browser: Browser; folder: string }) {
    this.server = server;
    this.practice = practice;
    this.folder = at.folder;
    this.#browser = at.browser;
  }

  static async start(): Promise<LeadWorld> {
    const server = await emptyServer();
    const folder = await mkdtemp(join(tmpdir(), 'siegel-lead-'));
    const place = { origin: server.url, foundingToken: await server.foundingToken(), folder };
    const practice = await Practice.found(place);
    return new LeadWorld(server, practice, { browser: await launch(), folder });
  }

  async end(): Promise<void> {
    await this.#browser.close();
    await this.server.end('SIGKILL');
    for (const used of [this.folder, this.server.directory]) await rm(used, { recursive: true, force: true });
  }

  /** A page of a browser that was never here. */
  async page(width = 1440): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width, height: 900 }, locale: 'de-DE' });
    const { page } = await openPage(context);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    return page;
  }

  /** The lead, in with the recovery code of the founding. */
  async lead(): Promise<Page> {
    const page = await this.page();
    await this.signInLead(page);
    return page;
  }

  /** Signs the lead in on a page that was made ready for it. */
  async signInLead(page: Page): Promise<void> {
    await page.goto(`${this.server.url}/anmelden`);
    await page.getByLabel('Benutzername').fill('lindner');
    await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Code', exact: true }).click();
    await page.getByLabel('Wiederherstellungscode').fill(this.practice.founded.recoveryCode);
    await page.keyboard.press('Enter');
    await isIn(page);
  }

  /** Closes every browser but that of one page. */
  async closeOthers(kept: Page): Promise<void> {
    for (const context of this.#browser.contexts()) if (context !== kept.context()) await context.close();
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
