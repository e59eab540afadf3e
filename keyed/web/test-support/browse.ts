import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type BuiltPage, buildWithFakeSafe } from './build-with-fake-safe.ts';
import { FAKE_ACCOUNT, type FakeOrder } from './fake-safe.ts';
import { personIdOf } from './invented-persons.ts';
import { type PageServer, servePage } from './serve-page.ts';

const CHROMIUM = '/usr/bin/chromium-headless-shell';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** True where the browser tests can run; elsewhere they are skipped and say so. */
export const HAS_CHROMIUM = existsSync(CHROMIUM);

/** What the server of every test says about being a demonstration. */
export const DEMO = { demo: true, page: '/vorfuehrung' };

/** The built page on a server of its own, and a browser. */
export interface Stage {
  readonly server: PageServer;
  readonly built: BuiltPage;
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Visit>;
  /** Somebody who has signed in and gone to the Akte of a person; it may still be loading. */
  readonly atAkte: (person: number, options?: BrowserContextOptions) => Promise<Visit>;
  /** The path of the script of a later part, by a text that stands in it: its name says only one of the parts in it, and changes. */
  readonly partWith: (text: string) => string;
  readonly close: () => Promise<void>;
}

/** One visitor with an empty browser profile. */
export interface Visit {
  readonly page: Page;
  /** Everything the browser complained about: policy violations, errors, warnings. */
  readonly complaints: readonly string[];
  readonly order: (order: FakeOrder) => Promise<void>;
  readonly signIn: () => Promise<void>;
  readonly goToAkte: (person: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Builds, serves and launches; about two seconds. */
export async function setStage(): Promise<Stage> {
  const built = await buildWithFakeSafe();
  const server = await servePage(built, DEMO);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const open = (path: string, options: BrowserContextOptions = {}) => visit(browser, server.origin + path, options);
  return {
    server,
    built,
    open,
    partWith: (text) => partWith(built, text),
    async atAkte(person, options) {
      const made = await open('/anmelden', options);
      await made.signIn();
      await made.goToAkte(person);
      return made;
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** The path of the script in which a text stands. Throws when there is none. */
export function partWith(built: BuiltPage, text: string): string {
  for (const [path, bytes] of built) if (path.endsWith('.js') && Buffer.from(bytes).includes(text)) return path;
  throw new Error(`no script holds ${text}`);
}

async function visit(browser: Browser, address: string, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'de-DE',
    timezoneId: process.env['TZ'] ?? 'Europe/Berlin',
    colorScheme: 'light',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      // oxlint-disable-next-line no-console -- the only way out of the page that needs nothing of it
      console.error(`policy violation: ${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  await page.goto(address);
  return { page, complaints, ...actionsOn(page), close: () => context.close() };
}

function actionsOn(page: Page): Pick<Visit, 'order' | 'signIn' | 'goToAkte'> {
  return {
    order: (order) =>
      page.evaluate((wanted) => {
        const channel = new BroadcastChannel('siegel-fake-safe');
        channel.postMessage(wanted);
        channel.close();
      }, order),
    async signIn() {
      await page.getByLabel('Benutzername').fill(FAKE_ACCOUNT.account);
      await page.getByLabel('Passwort', { exact: true }).fill(FAKE_ACCOUNT.password);
      await page.keyboard.press('Enter');
      await page.getByText('Alles gespeichert').waitFor();
    },
    async goToAkte(person) {
      await page.evaluate(
        (path) => {
          history.pushState(null, '', path);
          dispatchEvent(new PopStateEvent('popstate'));
        },
        `/akte/${personIdOf(person)}`,
      );
    },
  };
}
