import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const PORT_MS = 30_000;
const STEP_MS = 100;
/** A house of 400,000 Eintraege is opened for the first time within it. */
const SHOWN_MS = 180_000;
const LOOK_MS = 500;
/** No GPU here: every frame is painted by the processor. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];
/** Occluded and in the background, a window would be slowed down. */
const IN_FRONT = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/** A Chromium that nobody listens to before its page is open, and that goes on when the tool lets it go. While a tool listens to the
 *  network, Chromium keeps the bodies of all answers for it, and goes on keeping them for minutes after: of a journal of 460,000 entries
 *  160 MB, which no user's browser holds. */
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

  /** Starts one with a profile of its own, in German, 1440 by 900, that opens `url` by itself; resolves when its page shows all `words`. */
  static async start(url: string, words: readonly string[]): Promise<ApartChromium> {
    const folder = await mkdtemp(join(tmpdir(), 'siegel-chromium-'));
    const own = [`--user-data-dir=${folder}`, '--remote-debugging-port=0', '--headless=new', '--window-size=1440,900'];
    const args = [...CHROMIUM_FLAGS, ...IN_FRONT, ...own, '--lang=de-DE', '--accept-lang=de-DE', url];
    const process = spawn('/usr/bin/chromium', args, { stdio: 'ignore' });
    const address = `http://127.0.0.1:${await portIn(folder)}`;
    await untilShown(address, words);
    return new ApartChromium(process, folder, address, await chromium.connectOverCDP(address));
  }

  /** Its one page. */
  get page(): Page {
    const page = this.browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('Chromium has no page');
    return page;
  }

  /** Lets the browser go, measures, and takes it up again: the page goes on, `page` is another object. */
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

/** Asks the page itself, and nothing of its network. */
async function untilShown(address: string, words: readonly string[]): Promise<void> {
  const expression = `${JSON.stringify(words)}.every((word) => document.body.innerText.includes(word))`;
  for (let waitedMs = 0; waitedMs < SHOWN_MS; waitedMs += LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const pages = (await (await fetch(`${address}/json/list`)).json()) as readonly DebuggedPage[];
    const page = pages.find(({ type }) => type === 'page');
    if (page !== undefined && (await evaluateIn(page, expression)) === true) return;
  }
  throw new Error(`the page did not show ${words.join(', ')}`);
}

/** A page as Chromium lists it. */
interface DebuggedPage {
  readonly type: string;
  readonly webSocketDebuggerUrl: string;
}

async function evaluateIn({ webSocketDebuggerUrl }: DebuggedPage, expression: string): Promise<unknown> {
  const socket = new WebSocket(webSocketDebuggerUrl);
  try {
    await once(socket, 'open');
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, returnByValue: true } }));
    const [{ data }] = (await once(socket, 'message')) as [MessageEvent<string>];
    return (JSON.parse(data) as { result?: { result?: { value?: unknown } } }).result?.result?.value;
  } finally {
    socket.close();
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
