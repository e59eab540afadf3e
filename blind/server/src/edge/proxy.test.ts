import { TestOffice } from '@siegel/testing';
import { afterEach, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

const PROXY = '192.0.2.10';
const NOBODY = '0'.repeat(32);
const STRANGER = '198.51.100.4';
const BROWSER = { host: 'praxis.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.5' };

let server: ServerForTest | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function startBehind(trustedProxies: readonly string[], signInPerMinute = 300) {
  server = await startForTest({ trustedProxies, limits: { signInPerMinute } });
  const { app } = server;
  return async (remoteAddress: string, headers: Readonly<Record<string, string>>, tenant?: string) => {
    const method = tenant === undefined ? 'GET' : 'POST';
    const url = tenant === undefined ? '/health' : `/v1/t/${tenant}/login/start`;
    const payload = tenant === undefined ? {} : { payload: '{}' };
    const type = { 'content-type': 'application/json' };
    return app.inject({ method, url, remoteAddress, headers: { ...headers, ...type }, ...payload });
  };
}

test('[SV33] serves what a trusted proxy forwards from https, with HSTS and the origin people see', async () => {
  const call = await startBehind([PROXY]);
  const answer = await call(PROXY, BROWSER);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['strict-transport-security']).toContain('max-age=');
  expect((await call(`::ffff:${PROXY}`, BROWSER)).statusCode).toBe(200);
  const own = await call(PROXY, { ...BROWSER, origin: 'https://praxis.example' }, NOBODY);
  expect(own.json()).toMatchObject({ code: 'TENANT_UNKNOWN' });
  const foreign = await call(PROXY, { ...BROWSER, origin: 'http://praxis.example' }, NOBODY);
  expect(foreign.json()).toMatchObject({ code: 'ORIGIN_FOREIGN' });
});

test('[SV33, SY32] shows only the page for anything a trusted proxy forwards from elsewhere than https', async () => {
  const call = await startBehind([PROXY, '127.0.0.1']);
  for (const proto of ['http', 'HTTPS', 'wss', '', 'https, http'])
    for (const proxy of [PROXY, '127.0.0.1']) {
      const answer = await call(proxy, { ...BROWSER, 'x-forwarded-proto': proto });
      expect([answer.statusCode, answer.headers['content-type']], `${proto} by ${proxy}`).toEqual([
        403,
        'text/html; charset=utf-8',
      ]);
      expect(answer.headers['strict-transport-security']).toBeUndefined();
    }
  expect((await call(PROXY, { host: 'praxis.example' })).statusCode).toBe(403);
  // A proxy that forwards without saying for whom, under the name it was told.
  for (const proxy of [PROXY, '127.0.0.1'])
    expect((await call(proxy, { host: 'localhost:8080' })).statusCode, proxy).toBe(403);
});

test('[SV33] believes nobody else: neither a machine of the network nor a proxy on this one that is not named', async () => {
  const call = await startBehind([PROXY]);
  expect((await call(STRANGER, BROWSER)).statusCode).toBe(403);
  expect((await call('127.0.0.1', { host: 'localhost:8080' })).statusCode).toBe(200);
  for (const name of ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded', 'via'])
    expect((await call('127.0.0.1', { host: 'localhost', [name]: 'https' })).statusCode, name).toBe(403);
  for (const host of [
    'praxis.example',
    'evil.example:8080',
    'localhost.evil.example',
    '192.168.1.10',
    '127.0.0.1.evil',
  ])
    expect((await call('127.0.0.1', { host })).statusCode, host).toBe(403);
  for (const host of ['localhost', '127.0.0.1:8080', '[::1]:8080'])
    expect((await call('::1', { host })).statusCode, host).toBe(200);
});

test('[SV33, SY31] counts limits by the address behind the proxy, and by no address the caller makes up', async () => {
  const call = await startBehind([PROXY], 3);
  const { client } = await TestOffice.found(server as ServerForTest);
  const from = async (address: string) =>
    (await call(PROXY, { ...BROWSER, 'x-forwarded-for': address }, client.tenant)).statusCode;
  const first = [];
  for (let i = 0; i < 5; i++) first.push(await from('203.0.113.5'));
  expect(first.filter((status) => status === 429)).toHaveLength(2);
  expect(await from('203.0.113.6')).not.toBe(429);
  // The proxy appends the true address at the end; what stands before it came from the caller.
  expect(await from('203.0.113.99, 203.0.113.5')).toBe(429);
});

test('[SV29, SY32] shows the page over plain http for every path, method and broken address', async () => {
  server = await startForTest();
  const { app } = server;
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const)
    for (const url of ['/', '/health', '/v1/tenants', '/assets/x.js', '/nowhere', '/%zz']) {
      const answer = await app.inject({ method, url, remoteAddress: STRANGER });
      expect([answer.statusCode, answer.headers['content-type']], `${method} ${url}`).toEqual([
        403,
        'text/html; charset=utf-8',
      ]);
      if (method !== 'HEAD') expect(answer.body).toContain('Diese Verbindung ist nicht verschlüsselt');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
});
