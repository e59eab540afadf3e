import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';
import { admitSecondUser } from '../../keyed/safe/test-support/second-user.ts';
import { launch } from './first-run-world.ts';

const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;

/** A practice of two people on a real server that hands out the built client, and a browser. */
export class PracticeWorld {
  server: ServerProcess;
  readonly practice: Practice;
  readonly browser: Browser;
  readonly folder: string;
  readonly #codeByAccount: ReadonlyMap<string, string>;
  /** What a browser complained about and what ran though nothing may: policy violations, errors, dialogs. */
  readonly complaints: string[] = [];

  private constructor(server: ServerProcess, practice: Practice, browser: Browser, rest: Rest) {
    this.server = server;
    this.practice = practice;
    this.browser = browser;
    this.folder = rest.folder;
    this.#codeByAccount = rest.codeByAccount;
  }

  /** @param flags for the browser, beside those it always has. */
  static async start(flags: readonly string[] = []): Promise<PracticeWorld> {
    expect(existsSync(join(WEB, 'index.html')), 'build the client first: npm run build:client').toBe(true);
    const server = await spawnServer({ args: ['--web', WEB] });
    const folder = await mkdtemp(join(tmpdir(), 'siegel-journey-'));
    const practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
    const colleague = await admitSecondUser(practice, { account: 'empfang', name: 'Melanie Kruse' });
    const codeByAccount = new Map([
      ['lindner', practice.founded.recoveryCode],
      ['empfang', colleague.recoveryCode],
    ]);
    return new PracticeWorld(server, practice, await launch(flags), { folder, codeByAccount });
  }

  /** A browser profile with nothing in it. */
  newProfile(): Promise<BrowserContext> {
    return this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'de-DE',
      serviceWorkers: 'block',
    });
  }

  /** A window in which somebody is signed in, in an empty profile unless one is given. */
  async arrive(account: 'lindner' | 'empfang' = 'lindner', profile?: BrowserContext): Promise<Page> {
    const page = await this.begin({ account, recoveryCode: this.#codeByAccount.get(account) ?? '' }, profile);
    // The search says how many persons there are; a house with a calendar begins with its day.
    await page
      .getByText(/\d+ Person/)
      .or(page.getByRole('grid'))
      .first()
      .waitFor({ state: 'attached' });
    return page;
  }

  /** A window in which somebody with a recovery code of their own is signing in: what they see first is theirs to wait for. */
  async begin(who: { account: string; recoveryCode: string }, profile?: BrowserContext): Promise<Page> {
    const page = await (profile ?? (await this.newProfile())).newPage();
    await watchForScripts(page, this.complaints);
    const access = JSON.stringify({ ...who, password: PASSWORD });
    await page.goto(`${this.server.url}/anmelden#demo=${Buffer.from(access).toString('base64url')}`);
    return page;
  }

  /** Ends the server as a power cut does. */
  cut(): Promise<unknown> {
    return this.server.end('SIGKILL');
  }

  /** The same server again, at the same address. */
  async startAgain(): Promise<void> {
    const { directory, boxKeyFile, port } = this.server;
    this.server = await spawnServer({ directory, boxKeyFile, args: ['--web', WEB, '--port', String(port)] });
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.server.end('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
    await rm(this.server.directory, { recursive: true, force: true });
  }
}

interface Rest {
  readonly folder: string;
  readonly codeByAccount: ReadonlyMap<string, string>;
}

/** Notes everything that would be a script of somebody else: dialogs, violations of the policy, errors, and the flag that hostile
 *  texts try to set. */
export async function watchForScripts(page: Page, complaints: string[]): Promise<void> {
  page.on('dialog', (dialog) => {
    complaints.push(`a script ran: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A line that is cut is no complaint: the page says so in its own words.
    if (message.type() === 'error' && !message.text().includes('net::ERR_')) complaints.push(message.text());
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      // oxlint-disable-next-line no-console -- the only way out of the page that needs nothing of it
      console.error(`policy violation: ${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
}

/** Opens the Akte of the first person a search names. */
export async function openAkte(page: Page, query: string): Promise<void> {
  await page.keyboard.press('F2');
  await page.keyboard.type(query);
  await page.locator('.hit').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel(/^Text des Eintrags/).waitFor();
}

/** The row of an Eintrag that says this. */
export const row = (page: Page, text: string) => page.locator('.eintrag').filter({ hasText: text });
