import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { CHROMIUM_FLAGS } from './workplace.ts';

const PORT_MS = 30_000;
const STEP_MS = 100;
/** Occluded and in the background, a window would be slowed down. */
const IN_FRONT = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/** A Chromium that goes on when the tool lets it go. While the tool listens to the network, Chromium keeps the bodies of all answers
 *  for it: of a journal of 460,000 entries 160 MB, which no user's browser holds. */
export class ApartChromium {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #address: string;
  browser: Browser;

  private constructor(process: ChildProcess, folder: string, address: string, browser: Browser) {
    this.#process = process;
    this.#folder = folder;
    this.#address = address;
    this.browser = browser;
  }

  /** Starts one with a profile of its own, in German, 1440 by 900. */
  static async start(): Promise<ApartChromium> {
    const folder = await mkdtemp(join(tmpdir(), 'siegel-chromium-'));
    const own = [`--user-data-dir=${folder}`, '--remote-debugging-port=0', '--headless=new', '--window-size=1440,900'];
    const args = [...CHROMIUM_FLAGS, ...IN_FRONT, ...own, '--lang=de-DE', '--accept-lang=de-DE', 'about:blank'];
    const process = spawn('/usr/bin/chromium', args, { stdio: 'ignore' });
    const address = `http://127.0.0.1:${await portIn(folder)}`;
    return new ApartChromium(process, folder, address, await chromium.connectOverCDP(address));
  }

  /** The context that stays when the tool lets go. */
  get context(): BrowserContext {
    const [context] = this.browser.contexts();
    if (context === undefined) throw new Error('Chromium has no window');
    return context;
  }

  /** Lets the browser go, measures, and takes it up again: pages go on, `context` is another object. */
  async alone<T>(measure: () => Promise<T>): Promise<T> {
    await this.browser.close();
    const measured = await measure();
    this.browser = await chromium.connectOverCDP(this.#address);
    return measured;
  }

  async end(): Promise<void> {
    const gone = once(this.#process, 'exit');
    await this.browser.close();
    this.#process.kill();
    await gone;
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Chromium writes down which port it was given. */
async function portIn(folder: string): Promise<number> {
  for (let waitedMs = 0; waitedMs < PORT_MS; waitedMs += STEP_MS) {
    const [port] = (await readFile(join(folder, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n');
    if (port) return Number(port);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  throw new Error('Chromium did not start');
}
