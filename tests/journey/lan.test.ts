import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createArgs, PASSWORD, type RunningCli, startCli } from './cli-world.ts';
import { shoot } from './shoot.ts';

const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;
const HOST = 'siegel.test';
const hasCertutil = spawnSync('certutil', ['--help']).error === undefined;

let folder: string;
let serving: RunningCli;
let port: number;
let httpPort: number;
let recoveryCode: string;
const browsers: Browser[] = [];
const at = (...parts: string[]) => join(folder, ...parts);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siegel-lan-'));
  await writeFile(at('password'), `${PASSWORD}\n`, { mode: 0o600 });
  const made = await startCli(['tls', 'create', '--data', at('data'), '--host', HOST, '--ca', at('ca'), '--json'])
    .ended;
  expect(made, made.err).toMatchObject({ code: 0 });
  const args = [
    '--data',
    at('data'),
    '--box-key',
    at('box.key'),
    '--init',
    '--web',
    WEB,
    '--port',
    '0',
    '--http-port',
    '0',
  ];
  serving = startCli(['serve', ...args, '--json']);
  let out = '';
  serving.child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  await serving.said('foundingTokenFile');
  const said = JSON.parse(out) as { url: string; port: number; httpPort: number };
  ({ port, httpPort } = said);
  const wish = [...createArgs({ url: said.url, directory: at('data') }, folder), '--json'];
  const by = ['--home', at('home'), '--password-file', at('password')];
  const created = await startCli([...wish, ...by], { SSL_CERT_FILE: at('ca', 'ca.crt') }).ended;
  expect(created, created.err).toMatchObject({ code: 0 });
  ({ recoveryCode } = JSON.parse(created.out) as { recoveryCode: string });
}, 120_000);

afterAll(async () => {
  for (const browser of browsers) await browser.close();
  serving?.child.kill('SIGTERM');
  await serving?.ended;
  await rm(folder, { recursive: true, force: true });
});

/** A browser of a machine with a home folder of its own, for which the name leads to this machine. */
async function aBrowser(home: string): Promise<Browser> {
  await mkdir(home, { recursive: true });
  const args = ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${HOST} 127.0.0.1`];
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args,
    env: { HOME: home },
  });
  browsers.push(browser);
  return browser;
}

const fingerprint = async () => new X509Certificate(await readFile(at('ca', 'ca.crt'))).fingerprint256;

test('[LN1] plain http hands out the page and the certificate of the authority, and nothing else', async () => {
  const own = `http://127.0.0.1:${httpPort}`;
  for (const file of ['/siegel-ca.crt', '/siegel-ca.pem']) {
    const answer = await fetch(own + file);
    expect(answer.headers.get('content-type')).toBe('application/x-x509-ca-cert');
    const certificate = new X509Certificate(Buffer.from(await answer.arrayBuffer()));
    expect([certificate.fingerprint256, certificate.ca]).toEqual([await fingerprint(), true]);
  }
  for (const path of ['/siegel-ca.key', '/siegel-ca.crt?x', '/../ca.key', '/index.html', '/v1/tenant', '/health'])
    expect(await (await fetch(own + path)).text(), path).toContain('Diese Verbindung ist nicht verschlüsselt');
  const posted = await fetch(`${own}/siegel-ca.crt`, { method: 'POST', body: '{}' });
  expect(await posted.text()).toContain('Diese Verbindung ist nicht verschlüsselt');
});

test('[LN2] [LN4] the page names the secure address, the fingerprint and the steps of five systems, and runs nothing', async () => {
  const page = await (await aBrowser(at('distrusting'))).newPage({
    locale: 'de-DE',
    viewport: { width: 390, height: 844 },
  });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  const answer = await page.goto(`http://${HOST}:${httpPort}/<script>alert(1)</script>?who=you`);
  expect(answer?.headers()['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  const german = page.locator('section[lang="de"]');
  expect(await german.innerText()).toContain(await fingerprint());
  expect(await german.getByRole('link', { name: `https://${HOST}:${port}/` }).count()).toBe(1);
  const systems = await german.locator('summary').allInnerTexts();
  expect(systems).toEqual(['Windows', 'macOS', 'Linux', 'Android', 'iPhone, iPad']);
  await german.locator('summary').first().click();
  await german.getByText('Vertrauenswürdige Stammzertifizierungsstellen').waitFor();
  expect(await page.content()).not.toContain('who=you');
  expect(complaints.filter((text) => /Content Security Policy/i.test(text))).toEqual([]);
  await shoot(page, 'install-390');
  await expect(page.goto(`https://${HOST}:${port}/`)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
});

test.skipIf(!hasCertutil)(
  '[LN3] [LN5] a browser that took in the certificate from the page opens the name, signs in and works',
  async () => {
    const home = at('trusting');
    const store = `sql:${join(home, '.pki/nssdb')}`;
    await mkdir(join(home, '.pki/nssdb'), { recursive: true });
    const file = at('loaded.crt');
    await writeFile(file, Buffer.from(await (await fetch(`http://127.0.0.1:${httpPort}/siegel-ca.crt`)).arrayBuffer()));
    execFileSync('certutil', ['-N', '--empty-password', '-d', store]);
    execFileSync('certutil', ['-A', '-d', store, '-t', 'C,,', '-n', 'Siegel', '-i', file]);
    const context = await (await aBrowser(home)).newContext({ locale: 'de-DE' });
    const page = await context.newPage();
    const access = { account: 'lindner', password: PASSWORD, recoveryCode };
    await page.goto(
      `https://${HOST}:${port}/anmelden#demo=${Buffer.from(JSON.stringify(access)).toString('base64url')}`,
    );
    await page.getByText('0 Personen').waitFor();
    expect(await page.evaluate(() => isSecureContext)).toBe(true);
    await page.keyboard.press('Alt+s');
    await page.getByText('Liegt geprüft auf diesem Gerät').waitFor();
    // A device that trusts shows the fingerprint to compare with; the client on the device does not stand in the way of that page.
    const beside = await context.newPage();
    await beside.goto(`https://${HOST}:${port}/einrichten`);
    expect(await beside.locator('section[lang="de"]').innerText()).toContain(await fingerprint());
    await beside.getByText('Dieses Gerät vertraut Ihrer Einrichtung schon.').waitFor();
    // The plain address of the same name still shows only the explaining page.
    const plain = await (await aBrowser(at('plain'))).newPage();
    await plain.goto(`http://${HOST}:${port}/anmelden`);
    expect(await plain.locator('input').count()).toBe(0);
    await plain.getByText('Diese Verbindung ist nicht verschlüsselt').waitFor();
  },
);
