import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerClient, TestOffice } from '@siegel/testing';
import { PROTOCOL_VERSION } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOfToken, sessionId } from '../tenants/session-table.ts';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';
import { createLog, detailOf, type LogFields } from './log.ts';
import { pagePolicy } from './headers.ts';

let server: ServerForTest;
let office: TestOffice;
let web: string;
beforeAll(async () => {
  web = await mkdtemp(join(tmpdir(), 'siegel-web-'));
  await mkdir(join(web, 'assets'));
  await writeFile(
    join(web, 'index.html'),
    '<!doctype html><meta name="style-nonce" content="__STYLE_NONCE__"><p>Siegel</p>',
  );
  await writeFile(join(web, 'assets/main-abc123.js'), 'let a = 1;');
  await writeFile(join(web, 'assets/main-abc123.js.br'), 'brotli bytes');
  await writeFile(join(web, 'siegel.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  server = await startForTest({ webDirectory: web, limits: { signInPerMinute: 20 } });
  office = await TestOffice.found(server);
});
afterAll(async () => {
  await server.stop();
  await rm(web, { recursive: true, force: true });
});

const newClient = () => new ServerClient(server.url, office.client.tenant, office.client.instance);
const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];

const EVERYWHERE = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'cache-control',
];

test('[SY30, T35] puts all headers on every answer: content, refusals, errors, unknown addresses, files', async () => {
  const { akte } = await office.akte(1);
  const answers = await Promise.all([
    office.client.call('GET', 'journal?from=0'),
    office.client.call('POST', 'akten', { json: { akten: [Buffer.from(akte).toString('hex')], purpose: 'open' } }),
    newClient().call('GET', 'journal?from=0'),
    office.client.call('POST', 'akten', { json: {} }),
    office.client.call('POST', 'akten', undefined, { 'content-type': 'application/json' }),
    office.client.call('GET', '/nowhere'),
    office.client.call('GET', '/%zz'),
    office.client.call('GET', '/health'),
    office.client.call('GET', '/'),
    office.client.call('GET', '/assets/main-abc123.js'),
  ]);
  for (const { headers, status } of answers) {
    for (const name of EVERYWHERE) expect(headers.get(name), `${name} of ${status}`).toMatch(/\S/u);
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  }
  for (const { headers } of answers.slice(0, 8)) {
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('siegel-protocol')).toBe(String(PROTOCOL_VERSION));
  }
});

test('[SY30] serves the web client: a nonce per answer, hashed files for a year, precompressed, nothing else', async () => {
  const page = async (path: string) => await fetch(`${server.url}${path}`, { headers: { accept: 'text/html' } });
  const [first, second] = [await page('/'), await page('/akte/anything')];
  const nonces = await Promise.all(
    [first, second].map(async (answer) => /content="([^"]+)"/.exec(await answer.text())?.[1] ?? ''),
  );
  expect(new Set(nonces).size).toBe(2);
  expect(first.headers.get('content-security-policy')).toBe(pagePolicy(nonces[0] ?? ''));
  expect(second.headers.get('content-security-policy')).toBe(pagePolicy(nonces[1] ?? ''));
  for (const rule of ["script-src 'self'", "require-trusted-types-for 'script'", "frame-ancestors 'none'"])
    expect(pagePolicy('n')).toContain(rule);
  expect(pagePolicy('n')).not.toContain('unsafe-inline');
  const script = await fetch(`${server.url}/assets/main-abc123.js`, { headers: { 'accept-encoding': 'identity' } });
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(script.headers.get('content-type')).toContain('javascript');
  const icon = await fetch(`${server.url}/siegel.svg`);
  expect(icon.headers.get('cache-control')).toBe('no-cache');
  for (const path of ['/assets/none.js', '/../box.key', '/%2e%2e/box.key', '/assets/..%2f..%2fbox.key', '/.env'])
    expect((await fetch(`${server.url}${path}`)).status, path).toBe(404);
});

test('[SY30] hands out the compressed twin of a file to whoever takes it', async () => {
  const answer = await server.app.inject({ url: '/assets/main-abc123.js', headers: { 'accept-encoding': 'br' } });
  expect(answer.headers['content-encoding']).toBe('br');
  expect(answer.body).toBe('brotli bytes');
});

test('[SY30, T30] answers bytes that are no HTTP, and headers without end, with a code and closes', async () => {
  const raw = (bytes: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
      let got = '';
      socket.on('data', (chunk: Buffer) => (got += chunk.toString('utf8')));
      socket.on('close', () => resolve(got));
      socket.on('error', reject);
    });
  for (const bytes of ['nonsense\r\n\r\n', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`]) {
    const answer = await raw(bytes);
    expect(answer).toContain('HTTP/1.1 400');
    expect(answer).toContain('x-content-type-options: nosniff');
    expect(answer).toContain('MESSAGE_MALFORMED');
  }
});

test('[SY4, T35] refuses what a page of another origin could have sent', async () => {
  const token = String(office.client.token);
  const id = sessionId(hashOfToken(token));
  const cookie = `__Host-siegel-${id}=${token}`;
  const client = newClient();
  const post = (headers: Readonly<Record<string, string>>) =>
    client.call('POST', 'device/challenge', undefined, { 'siegel-session': id, ...headers });
  const own = server.url;
  for (const headers of [
    { cookie },
    { cookie, origin: 'https://evil.example' },
    { cookie, origin: 'null' },
    { cookie, 'sec-fetch-site': 'cross-site' },
    { cookie, 'sec-fetch-site': 'same-site', origin: own },
    { cookie, 'sec-fetch-site': 'none' },
    { cookie, origin: own.replace('http:', 'https:') },
    { authorization: `Bearer ${String(office.client.token)}`, origin: 'https://evil.example' },
  ] as Record<string, string>[])
    expect(code(await post(headers)), JSON.stringify(Object.keys(headers))).toBe('ORIGIN_FOREIGN');
  expect((await post({ cookie, origin: own })).status).toBe(200);
  expect((await post({ cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await client.call('GET', 'session', undefined, { cookie, 'siegel-session': id })).status).toBe(200);
  const read = await client.call('GET', 'session', undefined, { cookie, 'sec-fetch-site': 'cross-site' });
  expect(code(read)).toBe('ORIGIN_FOREIGN');
});

test('[SY31, WR31] refuses broken and foreign bodies with the code that says so', async () => {
  const post = (body: string, type = 'application/json', path = 'akten') =>
    fetch(`${server.url}/v1/t/${office.client.tenant}/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${String(office.client.token)}`, 'content-type': type },
      body,
    }).then(async (answer) => [answer.status, ((await answer.json()) as { code: string }).code]);
  expect(await post('{"akten":')).toEqual([400, 'MESSAGE_MALFORMED']);
  expect(await post('')).toEqual([400, 'MESSAGE_MALFORMED']);
  expect(await post('{"__proto__":{}}')).toEqual([400, 'MESSAGE_MALFORMED']);
  expect(await post(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)).toEqual([400, 'MESSAGE_MALFORMED']);
  expect(await post(JSON.stringify({ a: 'x'.repeat(70_000) }))).toEqual([413, 'REQUEST_TOO_LARGE']);
  expect(await post('a=1', 'application/x-www-form-urlencoded')).toEqual([415, 'MEDIA_TYPE_WRONG']);
  expect(await post('{}', 'text/plain')).toEqual([415, 'MEDIA_TYPE_WRONG']);
  expect(await post('{}', 'application/json; charset=utf-8')).toEqual([400, 'MESSAGE_MALFORMED']);
});

test('[SY31] answers 426 to a program older than the protocol', async () => {
  const call = (version: string) => office.client.call('GET', 'session', undefined, { 'siegel-protocol': version });
  expect(code(await call('0'))).toBe('PROTOCOL_OUTDATED');
  expect(code(await call('old'))).toBe('PROTOCOL_OUTDATED');
  expect((await call(String(PROTOCOL_VERSION))).status).toBe(200);
});

test('[SY31, T26] limits sign-ins per address with 429 in both languages', async () => {
  const client = newClient();
  const answers = [];
  for (let i = 0; i < 25; i++) answers.push(await client.call('POST', 'login/finish', { json: {} }));
  const limited = answers.filter(({ status }) => status === 429);
  expect(limited.length).toBeGreaterThan(0);
  expect(limited[0]?.json).toMatchObject({ code: 'RATE_LIMITED' });
  expect(limited[0]?.json?.['de']).toBeTypeOf('string');
});

test('[SY32] answers only the explaining page over plain http from another machine', async () => {
  for (const url of ['/', '/health', `/v1/t/${office.client.tenant}`, '/assets/main-abc123.js']) {
    const answer = await server.app.inject({ url, remoteAddress: '192.0.2.7' });
    expect([answer.statusCode, answer.headers['content-type']], url).toEqual([403, 'text/html; charset=utf-8']);
    expect(answer.body).toContain('https://');
    expect(answer.body).toContain('This connection is not encrypted');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  }
  for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    expect((await server.app.inject({ url: '/health', remoteAddress })).statusCode).toBe(200);
});

const lan = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

test.skipIf(lan === undefined)('[SY32] takes nothing from another address of this machine either', async () => {
  const answer = await server.app.inject({ url: '/health', remoteAddress: String(lan) });
  expect(answer.statusCode).toBe(403);
});

test('[SV13, SY31] logs allow-listed fields only, whatever an object holds', () => {
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line));
  const sneaky = { code: 'INTERNAL', tenant: 'Frau Weber', detail: 'cannot open Weber, Anna', password: 'x' } as const;
  log.error('failed', sneaky as never);
  // @ts-expect-error -- a field that is not on the list does not compile
  const listed: LogFields = { account: 'weber' };
  log.info('listening', listed);
  // @ts-expect-error -- nor does a text that is not one of the events
  log.info('Weber, Anna');
  lines.splice(1);
  log.info('listening', { count: 3, durationMs: 1.6, detail: 'Error:ENOENT' });
  expect(JSON.parse(lines[0] ?? '')).toEqual({ level: 50, time: expect.any(String), code: 'INTERNAL', msg: 'failed' });
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({
    count: 3,
    durationMs: 2,
    detail: 'Error:ENOENT',
    msg: 'listening',
  });
  expect(detailOf(new TypeError('Weber, Anna'))).toBe('TypeError');
  expect(detailOf('Weber, Anna')).toBe('string');
});

test('[SY31, A2] writes neither bodies, names, tokens nor addresses into the log', async () => {
  const canary = 'kanarienvogel-77';
  const client = newClient();
  await client.call('POST', 'login/start', { json: { account: canary, startLoginRequest: canary } });
  await client.call('GET', `journal?from=${canary}`);
  await client.call('GET', `/${canary}`);
  await client.call('POST', 'append', { cbor: Buffer.from(canary) }, { authorization: canary, 'user-agent': canary });
  await office.client.login(office.account, 'falsch');
  const log = server.lines.join('');
  expect(log).not.toContain(canary);
  expect(log).not.toContain(office.account);
  expect(log).not.toContain(String(office.client.token));
  expect(log).not.toContain('127.0.0.1');
});
