import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';

const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;

/** A practice on a real server, and a real browser that stands on its import. */
export class WebImportWorld {
  readonly server: ServerProcess;
  readonly folder: string;
  readonly browser: Browser;
  /** What the browser complained about. */
  readonly complaints: string[] = [];
  readonly #practice: Practice;

  private constructor(server: ServerProcess, folder: string, practice: Practice, browser: Browser) {
    this.server = server;
    this.folder = folder;
    this.#practice = practice;
    this.browser = browser;
  }

  static async start(): Promise<WebImportWorld> {
    expect(existsSync(join(WEB, 'index.html')), 'build the client first: npm run build:client').toBe(true);
    const server = await spawnServer({ args: ['--web', WEB] });
    const folder = await mkdtemp(join(tmpdir(), 'siegel-web-import-'));
    const practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
    const args = ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info'];
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args });
    return new WebImportWorld(server, folder, practice, browser);
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.server.end('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A fresh browser profile that signs itself in and goes to the import. */
  async arrive(size = { width: 1440, height: 900 }, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    return this.arriveIn(await this.browser.newContext({ viewport: size, locale: 'de-DE', colorScheme }));
  }

  /** A window of a browser profile that signs itself in and goes to the import. */
  async arriveIn(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('dialog', (dialog) => this.complaints.push(`a script ran: ${dialog.message()}`));
    const { recoveryCode } = this.#practice.founded;
    const wish = JSON.stringify({ account: 'lindner', password: PASSWORD, recoveryCode });
    await page.goto(`${this.server.url}/anmelden#demo=${Buffer.from(wish).toString('base64url')}`);
    await page
      .getByText(/\d+ Person/)
      .first()
      .waitFor({ state: 'attached' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('import');
    await page.keyboard.press('Enter');
    await page.getByText('Dateien hierher ziehen').waitFor();
    return page;
  }

  async chooseFile(page: Page, name: string, content: string | Uint8Array): Promise<void> {
    await this.choosePath(page, await this.write(name, content));
  }

  async choosePath(page: Page, path: string): Promise<void> {
    await page.getByLabel('Dateien wählen').setInputFiles(path);
  }

  /** @returns where the file lies. */
  async write(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, content);
    return path;
  }
}
