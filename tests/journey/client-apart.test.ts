import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  txt: 'text/plain',
};

let folder: string;
let host: Server;
let hostOrigin: string;
let server: ServerProcess;
let practice: Practice;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siegel-apart-'));
  host = anyHost(folder).listen(0, '127.0.0.1');
  await new Promise((resolve) => host.once('listening', resolve));
  hostOrigin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  server = await spawnServer({ args: ['--client-origin', hostOrigin] });
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', 'keyed/web', '--outDir', folder, '--emptyOutDir'], {
    cwd: ROOT,
    env: { SIEGEL_CLIENT_SERVER: server.url },
    stdio: 'pipe',
  });
  const place = await mkdtemp(join(tmpdir(), 'siegel-apart-practice-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder: place });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu'],
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  host?.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  if (practice !== undefined) await rm(practice.place.folder, { recursive: true, force: true });
});

/** A host that knows nothing of Siegel: files, and the page for everything else. */
function anyHost(root: string): Server {
  return createServer((request, response) => {
    const path = join(root, new URL(request.url ?? '/', 'http://x').pathname);
    const file = existsSync(path) && statSync(path).isFile() ? path : join(root, 'index.html');
    response.setHeader('content-type', TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    createReadStream(file).pipe(response);
  });
}

async function arrive(context: BrowserContext, complaints: string[] = []): Promise<Page> {
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const access = { account: 'lindner', password: PASSWORD, recoveryCode: practice.founded.recoveryCode };
  await page.goto(`${hostOrigin}/anmelden#demo=${Buffer.from(JSON.stringify(access)).toString('base64url')}`);
  await page.getByText('1 Person').waitFor();
  return page;
}

test('[CD20] [CD21] [CD22] a client of another origin signs in, opens and writes, and hears of new heads, without a cookie', async () => {
  const context = await browser.newContext({ locale: 'de-DE' });
  const complaints: string[] = [];
  const addresses: string[] = [];
  context.on('request', (request) => addresses.push(request.url()));
  const page = await arrive(context, complaints);
  await page.keyboard.type('brandt');
  await page.locator('.hit').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('RR 150/90').waitFor();
  await page.keyboard.type('NOT von anderer Stelle geschrieben');
  await page.keyboard.press('Enter');
  await page.getByText('von anderer Stelle geschrieben').first().waitFor();
  await page.getByText('Alles gespeichert').waitFor();
  await page.getByText('Verbunden', { exact: true }).waitFor();
  // What the page itself has set on its own origin is no session, and goes to no server.
  const cookies = await context.cookies();
  expect(
    cookies.filter(({ httpOnly, domain, name }) => httpOnly || domain === 'localhost' || name.includes('session')),
  ).toEqual([]);
  const other = await arrive(await browser.newContext({ locale: 'de-DE' }));
  await other.keyboard.type('brandt');
  await other.locator('.hit').first().waitFor();
  await other.keyboard.press('Enter');
  await other.getByText('RR 150/90').waitFor();
  await page.keyboard.type('NOT kommt von selbst an');
  await page.keyboard.press('Enter');
  await other.getByText('kommt von selbst an').first().waitFor({ timeout: 5_000 });
  expect(
    addresses.filter((address) => /[A-Za-z0-9_-]{43}/.test(new URL(address).pathname + new URL(address).search)),
  ).toEqual([]);
  expect(complaints.filter((text) => /policy|CORS/i.test(text))).toEqual([]);
});

test('[CD21] [T35] nobody but the one origin is answered, and a cookie counts for nothing there', async () => {
  const { tenant } = (await (await fetch(`${server.url}/v1/tenant`)).json()) as { tenant: string };
  const ask = async (headers: Record<string, string>, method = 'GET') => {
    const answer = await fetch(`${server.url}/v1/t/${tenant}/session`, { method, headers });
    const code = answer.status === 204 ? '' : ((await answer.json()) as { code?: string }).code;
    return { code, allowed: answer.headers.get('access-control-allow-origin'), answer };
  };
  const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
  const own = await ask({ origin: hostOrigin, ...preflight }, 'OPTIONS');
  expect(own.allowed).toBe(hostOrigin);
  expect(own.answer.headers.get('access-control-allow-credentials')).toBeNull();
  // A download that broke off goes on where it was, from there too (BK30).
  expect(own.answer.headers.get('access-control-allow-headers')).toContain('if-range, range');
  expect(own.answer.headers.get('access-control-expose-headers')).toContain('content-range, etag');
  const foreign = ['https://evil.example', 'null', `${hostOrigin}.evil.example`, hostOrigin.replace('http:', 'https:')];
  for (const origin of foreign) {
    expect(await ask({ origin }), origin).toMatchObject({ code: 'ORIGIN_FOREIGN', allowed: null });
    expect((await ask({ origin, ...preflight }, 'OPTIONS')).allowed, origin).toBeNull();
  }
  const { session } = practice.founded.given.address;
  expect(await ask({ authorization: `Bearer ${session}`, origin: hostOrigin })).toMatchObject({ allowed: hostOrigin });
  // The cookie by its form: were it looked at, this session would be found.
  const id = createHash('sha256')
    .update(Buffer.from(session ?? '', 'base64url'))
    .digest('hex')
    .slice(0, 32);
  const cookie = { cookie: `__Host-siegel-${id}=${session}`, 'siegel-session': id };
  expect(await ask({ ...cookie, 'sec-fetch-site': 'same-origin' })).toMatchObject({ code: undefined });
  const byCookie = await ask({ ...cookie, origin: hostOrigin });
  expect(byCookie).toMatchObject({ code: 'SESSION_MISSING' });
  expect(byCookie.answer.headers.get('set-cookie')).toBeNull();
});

test('[CD20] the page of another host reaches no other server', async () => {
  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto(`${hostOrigin}/anmelden`);
  await page.getByLabel('Benutzername').waitFor();
  const outcome = await page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', ({ violatedDirective }) => resolve(violatedDirective));
        void fetch(url).then(
          () => resolve('reached'),
          () => setTimeout(() => resolve('refused'), 500),
        );
      }),
    hostOrigin.replace(/\d+$/, '9'),
  );
  expect(outcome).toBe('connect-src');
});
