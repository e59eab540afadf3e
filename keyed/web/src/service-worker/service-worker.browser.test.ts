import { ofTonight } from '@siegel/testing';
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { HAS_CHROMIUM, partWith } from '../../test-support/browse.ts';
import { type BuiltPage, buildWithFakeSafe } from '../../test-support/build-with-fake-safe.ts';
import { FAKE_ACCOUNT } from '../../test-support/fake-safe.ts';
import { type PageServer, servePage } from '../../test-support/serve-page.ts';
import { readRelease, releaseText, signedRelease } from '../release/release-text.ts';

let built: BuiltPage;
/** What the server has; tests change it. */
let served: Map<string, Uint8Array>;
let server: PageServer;
let browser: Browser;
let context: BrowserContext;
const builder = generateKeyPairSync('ed25519').privateKey;
const somebody = generateKeyPairSync('ed25519').privateKey;

beforeAll(async () => {
  if (!HAS_CHROMIUM) return;
  built = await buildWithFakeSafe();
  served = new Map(built);
  server = await servePage(served, { demo: false });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu'],
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(async () => {
  if (!HAS_CHROMIUM) return;
  serve(built);
  context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1440, height: 900 } });
});

afterEach(() => context?.close());

function serve(files: BuiltPage): void {
  served.clear();
  for (const [path, content] of files) served.set(path, content);
}

interface Wish {
  readonly version?: string;
  readonly key?: KeyObject;
  /** Goes to the end of the page's style file. */
  readonly mark?: string;
}

/** A release of the same client: another version, another style, signed or not. */
function aRelease({ version = '0.1.0', key, mark }: Wish): Map<string, Uint8Array> {
  const files = new Map(built);
  const css = styleOfStart(files);
  if (mark !== undefined) files.set(css, Buffer.concat([files.get(css) ?? Buffer.alloc(0), Buffer.from(mark)]));
  files.delete('/release.txt');
  const list = [...files].map(([path, content]) => ({
    path,
    sizeBytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  const publicKey = key && Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
  const text = releaseText({ version, server: undefined, key: publicKey, files: list });
  const signature = key && sign(null, Buffer.from(text), key).toString('base64');
  return files.set('/release.txt', Buffer.from(signedRelease(text, signature)));
}

async function signedIn(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${server.origin}/anmelden`);
  await page.getByLabel('Benutzername').fill(FAKE_ACCOUNT.account);
  await page.getByLabel('Passwort', { exact: true }).fill(FAKE_ACCOUNT.password);
  await page.keyboard.press('Enter');
  await page.getByText('Alles gespeichert').waitFor();
  return page;
}

/** The page after its client was kept on the device, with the dialog open. */
async function keptPage(): Promise<Page> {
  const page = await signedIn();
  await page.keyboard.press('Alt+s');
  await page.getByText('Liegt geprüft auf diesem Gerät').waitFor();
  return page;
}

/** Puts a question to the service worker, as the page does: every half hour, and when the user takes a release. */
async function put(page: Page, question: 'check' | 'activate'): Promise<void> {
  await page.evaluate(async (wish) => {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise((resolve) => (port1.onmessage = resolve));
    active?.postMessage({ ask: wish }, [port2]);
    await answered;
  }, question);
}

async function ask(page: Page): Promise<void> {
  await put(page, 'check');
  await page.reload();
  await page.getByLabel('Benutzername').waitFor();
}

/** The style sheet that the page begins with; others come with screens that are fetched later. */
function styleOfStart(files: ReadonlyMap<string, Uint8Array>): string {
  const start = Buffer.from(files.get('/index.html') ?? []).toString('utf8');
  return [...files.keys()].find((path) => path.endsWith('.css') && start.includes(path)) ?? '';
}

const styleOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--mark'));

test.skipIf(!HAS_CHROMIUM)(
  '[CD10] [CD11] the page comes from the device without a line, under the policy, with a nonce of its own',
  async () => {
    const page = await keptPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await context.setOffline(true);
    const nonces = new Set<string | null>();
    for (let i = 0; i < 2; i++) {
      const answer = await page.goto(`${server.origin}/akte/${'0'.repeat(32)}`);
      await page.getByLabel('Benutzername').waitFor();
      const policy = answer?.headers()['content-security-policy'] ?? '';
      const nonce = await page.locator('meta[name="style-nonce"]').getAttribute('content');
      expect(policy).toContain(`'nonce-${nonce}'`);
      expect(policy).toContain("require-trusted-types-for 'script'");
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(2);
    expect(complaints.filter((text) => /policy|integrity/i.test(text))).toEqual([]);
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[CD10] a stored file that was changed on the device is fetched again, not run',
  async () => {
    const page = await keptPage();
    const script = [...built.keys()].find((path) => /^\/assets\/index-.*\.js$/.test(path)) ?? '';
    await page.evaluate(async (path) => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        const kept = await cache.match(path);
        if (kept !== undefined)
          await cache.put(path, new Response('globalThis.wasRun = true', { headers: kept.headers }));
      }
    }, script);
    await page.reload();
    await page.getByLabel('Benutzername').waitFor();
    expect(await page.evaluate(() => 'wasRun' in globalThis)).toBe(false);
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[CD13] [CD14] a new release waits for the user and for drafts, and shows its fingerprint',
  async () => {
    serve(aRelease({ version: '0.1.0', key: builder }));
    const page = await keptPage();
    const before = readRelease(Buffer.from(served.get('/release.txt') ?? []).toString());
    const fingerprint = createHash('sha256')
      .update(before?.text ?? '')
      .digest('hex');
    await page.locator(`[title="${fingerprint}"]`).waitFor();
    await page.getByText(/^Unterschrift /).waitFor();
    await page.keyboard.press('Escape');
    serve(aRelease({ version: '0.2.0', key: builder, mark: ':root{--mark:neu}' }));
    await ask(page);
    await page.getByLabel('Benutzername').fill(FAKE_ACCOUNT.account);
    await page.getByLabel('Passwort', { exact: true }).fill(FAKE_ACCOUNT.password);
    await page.keyboard.press('Enter');
    await page.getByText('Neue Version bereit').waitFor();
    expect(await styleOf(page)).toBe('');
    await page.keyboard.type('brandt');
    await page.locator('.hit').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.eintrag').first().waitFor();
    await page.getByLabel(/^Text des Eintrags/).fill('NOT noch nicht gespeichert');
    await page.keyboard.press('Alt+s');
    await page.getByText('Sie haben 1 Entwurf.').waitFor();
    await page.getByRole('button', { name: 'Neu laden' }).click({ force: true });
    await page.getByText('Version 0.2.0 liegt bereit.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel(/^Text des Eintrags/).fill('');
    await page.keyboard.press('Alt+s');
    await page.getByText('Die Seite wird einmal neu geladen.').waitFor();
    await page.getByRole('button', { name: 'Neu laden' }).click();
    await page.getByLabel('Benutzername').waitFor();
    await expect.poll(() => styleOf(page)).toBe('neu');
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[CD13] a window goes on with the files of its release through two newer ones; they go when it is closed',
  async () => {
    const later = partWith(built, 'day-mean');
    const [first, second, third] = ['0.1.0', '0.2.0', '0.3.0'].map((version) => aRelease({ version, key: builder }));
    serve(first ?? new Map());
    const old = await keptPage();
    const newer = await context.newPage();
    await newer.goto(`${server.origin}/anmelden`);
    const kept = () =>
      newer.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('siegel-client.')).sort());
    const [oldest = ''] = await kept();
    for (const release of [second, third]) {
      // What a newer build no longer has: the old window has not fetched it yet.
      serve(without(release ?? new Map(), later));
      await put(newer, 'check');
      await put(newer, 'activate');
      await newer.reload();
      await newer.getByLabel('Benutzername').waitFor();
      await put(newer, 'check');
      await put(old, 'check');
    }
    expect((await fetch(server.origin + later)).status).toBe(404);
    expect(await old.evaluate(async (path) => (await fetch(path)).status, later)).toBe(200);
    expect(await kept()).toContain(oldest);
    await old.close();
    // A closed window is forgotten after a minute, in which it might be one that opens.
    await newer.evaluate(async () => {
      const cache = await caches.open('siegel-client-windows');
      for (const request of await cache.keys()) {
        const noted = (await (await cache.match(request))?.json()) as object;
        await cache.put(request, Response.json({ ...noted, atMs: Date.now() - 61_000 }));
      }
    });
    await expect.poll(async () => (await put(newer, 'check'), kept()), { timeout: 10_000 }).toHaveLength(1);
    expect(await kept()).not.toContain(oldest);
  },
);

/** A release that lacks one file of the build, listed and signed like the others. */
function without(files: Map<string, Uint8Array>, path: string): Map<string, Uint8Array> {
  const text = readRelease(Buffer.from(files.get('/release.txt') ?? []).toString())?.text ?? '';
  const shorter = text
    .split('\n')
    .filter((line) => !line.endsWith(` ${path}`))
    .join('\n');
  expect(shorter.length).toBeLessThan(text.length);
  const signature = sign(null, Buffer.from(shorter), builder).toString('base64');
  const less = new Map(files);
  less.delete(path);
  return less.set('/release.txt', Buffer.from(signedRelease(shorter, signature)));
}

const ATTACKS: Readonly<Record<string, { readonly release: () => Map<string, Uint8Array>; readonly says: string }>> = {
  'an altered file': {
    release: () => {
      const files = aRelease({ version: '0.2.0', key: builder });
      const script = [...files.keys()].find((path) => /^\/assets\/index-.*\.js$/.test(path)) ?? '';
      // The same hash stands in the list, so that a stored file is not taken for it: it is one that came new.
      const changed = aRelease({ version: '0.2.0', key: builder, mark: '.x{}' });
      changed.set(styleOfStart(changed), files.get(script) ?? Buffer.alloc(0));
      return changed;
    },
    says: 'Eine Datei stimmt nicht',
  },
  'one byte of the signed list': {
    release: () => {
      const files = aRelease({ version: '0.2.0', key: builder, mark: '.x{}' });
      const text = Buffer.from(files.get('/release.txt') ?? []).toString();
      return files.set('/release.txt', Buffer.from(text.replace('version 0.2.0', 'version 0.3.0')));
    },
    says: 'Seine Unterschrift stimmt nicht.',
  },
  'a key of somebody else': {
    release: () => aRelease({ version: '0.2.0', key: somebody, mark: '.x{}' }),
    says: 'Jemand anderes hat es unterschrieben',
  },
  'no signature any more': {
    release: () => aRelease({ version: '0.2.0', mark: '.x{}' }),
    says: 'Jemand anderes hat es unterschrieben',
  },
  'an older version': {
    release: () => aRelease({ version: '0.0.9', key: builder, mark: '.x{}' }),
    says: 'Es ist älter',
  },
  'a list that is none': {
    release: () =>
      aRelease({ version: '0.2.0', key: builder }).set('/release.txt', Buffer.from('siegel-client 1\n<html>\n')),
    says: 'Seine Liste der Dateien ist nicht lesbar.',
  },
};

for (const [attack, { release, says }] of ofTonight(Object.entries(ATTACKS), 3))
  test.skipIf(!HAS_CHROMIUM)(
    `[CD12] [T38] does not take a release with ${attack}, goes on with its own, and says so`,
    async () => {
      serve(aRelease({ version: '0.1.0', key: builder, mark: ':root{--mark:gut}' }));
      const page = await keptPage();
      serve(release());
      await ask(page);
      expect(await styleOf(page)).toBe('gut');
      await page.getByLabel('Benutzername').fill(FAKE_ACCOUNT.account);
      await page.getByLabel('Passwort', { exact: true }).fill(FAKE_ACCOUNT.password);
      await page.keyboard.press('Enter');
      await page.getByText('Programm nicht geprüft').waitFor();
      await page.keyboard.press('Alt+s');
      await page.getByText(says).waitFor();
    },
  );
