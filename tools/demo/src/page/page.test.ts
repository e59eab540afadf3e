import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STAFF } from '../data/practice.ts';
import { writeAccessFiles } from '../roles/access-files.ts';
import { commandLines } from './command-lines.ts';
import { html } from './html.ts';
import { createPageServer } from './serve-page.ts';

const ACCESS = STAFF.map(({ anmeldename }) => ({ account: anmeldename, password: 'p"<w>', recoveryCode: 'CODE' }));
const ROLES = { tenant: 'a'.repeat(32), persons: 2000, eintraege: 40_000, access: ACCESS };
const SIEGEL = 'http://localhost:8420';
const FILES = ACCESS.map(({ account }) => ({
  account,
  passwordFile: `/srv/siegel/data/demo/zugang/${account}.passwort`,
  recoveryCodeFile: `/srv/siegel/data/demo/zugang/${account}.code`,
}));

let server: Server;
let port = 0;
beforeAll(async () => {
  server = createPageServer({ roles: ROLES, files: FILES, siegelOrigin: SIEGEL, here: '/srv/siegel' }).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** What a request gets that says it wants `host`. */
async function ask(path: string, { method = 'GET', host = `localhost:${port}` } = {}) {
  const sent = request({ host: '127.0.0.1', port, path, method, headers: { host } });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
  let body = '';
  for await (const chunk of answer) body += String(chunk);
  return { status: answer.statusCode, headers: answer.headers, body };
}

test('[DM4] shows a card for everybody of the staff, with a link that carries the access behind #', async () => {
  const { body } = await ask('/');
  const links = [...body.matchAll(/href="(http:[^"]+)"/g)].map(([, link = '']) => new URL(link));
  expect(links).toHaveLength(STAFF.length);
  for (const [i, { origin, pathname, search, hash }] of links.entries()) {
    expect([origin, pathname, search]).toEqual([SIEGEL, '/anmelden', '']);
    const fragment = Buffer.from(hash.slice('#demo='.length), 'base64url').toString();
    expect(JSON.parse(fragment)).toEqual(ACCESS[i]);
  }
  for (const { anzeigename, berufsbezeichnung } of STAFF) {
    expect(body).toContain(anzeigename);
    expect(body).toContain(berufsbezeichnung);
  }
});

test('[DM4] says in both languages that everybody is invented, and marks itself as the demo', async () => {
  const [german, english] = [(await ask('/')).body, (await ask('/en')).body];
  expect(german).toContain('<html lang="de">');
  expect(german).toContain('sind erfunden');
  expect(german).toContain('40.000');
  expect(english).toContain('<html lang="en">');
  expect(english).toContain('are invented');
  expect(english).toContain('40,000');
  for (const page of [german, english]) expect(page).toContain('<span class="demo">Demo</span>');
});

test('[DM10] shows the commands that import a file, and no secret in them', async () => {
  for (const path of ['/', '/en']) {
    const { body } = await ask(path);
    const [login = '', load = ''] = [...body.matchAll(/<code>([^<]*)<\/code>/g)].map(([, line]) => line);
    expect(login).toContain(`login \\\n  --server ${SIEGEL} --account ${ACCESS[0]?.account} \\\n`);
    expect(login).toContain('--recovery-code-file data/demo/zugang/');
    expect(load).toContain('--commit \\\n  --profile demo \\\n  --password-file data/demo/zugang/');
    expect(login + load).not.toContain('CODE');
  }
  const away = commandLines(
    { account: 'a', passwordFile: "/mnt/o'neill/a b.passwort", recoveryCodeFile: '/mnt/a.code' },
    { siegelOrigin: SIEGEL, here: '/srv/siegel', file: 'X' },
  );
  expect(away[0]).toContain(String.raw`--password-file '/mnt/o'\''neill/a b.passwort'`);
  expect(away[0]).toContain('--recovery-code-file /mnt/a.code');
});

test('[DM10] writes what a role signs in with into files for their owner only', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'siegel-zugang-')), 'zugang');
  await writeAccessFiles(folder, ACCESS);
  const files = await writeAccessFiles(folder, ACCESS);
  expect(files.map(({ account }) => account)).toEqual(ACCESS.map(({ account }) => account));
  const [first] = files;
  expect(await readFile(first!.passwordFile, 'utf8')).toBe('p"<w>\n');
  expect(await readFile(first!.recoveryCodeFile, 'utf8')).toBe('CODE\n');
  for (const path of [first!.passwordFile, first!.recoveryCodeFile])
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
  expect(((await stat(folder)).mode & 0o777).toString(8)).toBe('700');
  await rm(dirname(folder), { recursive: true });
});

test('[DM4] has no script, and a policy that lets nothing in but its own style', async () => {
  const { body, headers } = await ask('/');
  expect(body).not.toMatch(/<script|\son\w+=|style=/);
  expect(body.match(/(?:src|href)="[^"]*"/g)?.filter((link) => !link.includes(SIEGEL))).toEqual([
    'href="/page.css"',
    'href="/en"',
  ]);
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['cache-control']).toBe('no-store');
});

test('[DM4] answers to its own name only, reads only, and knows four addresses', async () => {
  expect((await ask('/', { host: `siegel.example:${port}` })).status).toBe(421);
  expect((await ask('/', { host: `siegel.example:${port}` })).body).not.toContain('#demo=');
  expect((await ask('/', { host: `127.0.0.1:${port}` })).status).toBe(200);
  expect((await ask('/', { method: 'POST' })).status).toBe(405);
  expect((await ask('/roles.json')).status).toBe(404);
  expect((await ask('/../demo/roles.json')).status).toBe(404);
  expect((await ask('/page.css')).headers['content-type']).toContain('text/css');
  expect((await ask('/health')).body).toBe('{"status":"ok"}');
});

test('[DM4] escapes everything that is filled in', () => {
  expect(html`<b title="${`"><script>'&`}">${[html`<i>${1}</i>`, html`x`]}</b>`.text).toBe(
    '<b title="&quot;&gt;&lt;script&gt;&#39;&amp;"><i>1</i>\nx</b>',
  );
});
