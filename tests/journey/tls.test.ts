import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeServerCertificate } from '../../keyed/cli/src/tls/authority.ts';
import { type CliResult, createArgs, PASSWORD, type RunningCli, startCli } from './cli-world.ts';

const CHROMIUM = '/usr/bin/chromium-headless-shell';
const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;
const HOST = 'praxis.local';
const DAY_MS = 86_400_000;
const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
const hasOpenssl = has('openssl', 'version');
const hasCurl = has('curl', '--version');
const lan = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

let folder: string;
let data: string;
let caFile: string;
let serving: RunningCli;
let url: string;
let port: number;
let httpPort: number;
let recoveryCode: string;

const at = (...parts: string[]) => join(folder, ...parts);
const tls = (...args: string[]) => startCli(['tls', ...args, '--data', data]).ended;
const renew = (...args: string[]) => tls('renew', '--ca', at('ca'), ...args);
/** Runs the command line on a machine on which the authority of the house is installed. */
const trusting = (...args: string[]): Promise<CliResult> =>
  startCli([...args, '--home', at('home'), '--password-file', at('password')], { SSL_CERT_FILE: caFile }).ended;

beforeAll(async () => {
  expect(existsSync(join(WEB, 'index.html')), 'build the client first: npm run build:client').toBe(true);
  folder = await mkdtemp(join(tmpdir(), 'siegel-tls-'));
  [data, caFile] = [at('data'), at('siegel-ca.crt')];
  await writeFile(at('password'), `${PASSWORD}\n`, { mode: 0o600 });
  const address = lan === undefined ? [] : ['--address', lan];
  const made = await tls('create', '--host', HOST, ...address, '--ca', at('ca'), '--json');
  expect(made, made.err).toMatchObject({ code: 0 });
  expect(await tls('export', '--out', caFile)).toMatchObject({ code: 0 });
  const args = ['--data', data, '--box-key', at('box.key'), '--init', '--web', WEB, '--port', '0', '--http-port', '0'];
  serving = startCli(['serve', ...args, '--json']);
  let out = '';
  serving.child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  await serving.said('foundingTokenFile');
  ({ url, port, httpPort } = JSON.parse(out) as { url: string; port: number; httpPort: number });
  const created = await trusting(...createArgs({ url, directory: data }, folder), '--json');
  expect(created, created.err).toMatchObject({ code: 0 });
  ({ recoveryCode } = JSON.parse(created.out) as { recoveryCode: string });
}, 120_000);

afterAll(async () => {
  serving?.child.kill('SIGTERM');
  await serving?.ended;
  await rm(folder, { recursive: true, force: true });
});

/** A handshake as `options` want it, trusting the authority. Rejects as the client does. */
async function handshake(options: ConnectionOptions = {}): Promise<TLSSocket> {
  const ca = readFileSync(caFile);
  const socket = connect({ host: '127.0.0.1', port, servername: HOST, ca, ...options });
  await once(socket, 'secureConnect');
  socket.on('error', () => undefined);
  return socket;
}

async function refusal(options: ConnectionOptions): Promise<string | undefined> {
  try {
    (await handshake(options)).destroy();
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code ?? message;
  }
}

async function servedFingerprint(): Promise<string | undefined> {
  const socket = await handshake({ rejectUnauthorized: false });
  const fingerprint = socket.getPeerX509Certificate()?.fingerprint256;
  socket.destroy();
  return fingerprint;
}

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100 && !(await check()); i++) await sleep(100);
}

/** Everything a socket answers to raw bytes. */
async function rawAnswer(host: string, to: number, bytes: string): Promise<string> {
  const socket = connectPlain(to, host, () => socket.write(bytes));
  let got = '';
  socket.on('data', (chunk: Buffer) => {
    got += chunk.toString('utf8');
    // An answered upgrade may leave the connection standing.
    setTimeout(() => socket.destroy(), 200);
  });
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return got;
}

/** Requests over plain http that a browser, a program or somebody curious could send. */
const PLAIN_REQUESTS = [
  'GET / HTTP/1.1\r\nhost: praxis.local\r\n',
  'GET /health HTTP/1.1\r\nhost: localhost\r\n',
  'HEAD /v1/tenant HTTP/1.1\r\nhost: x\r\n',
  'POST /v1/tenants HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n',
  'PUT /v1/x HTTP/1.1\r\nhost: x\r\nx-forwarded-proto: https\r\n',
  'DELETE /assets/a.js HTTP/1.1\r\nhost: x\r\n',
  'OPTIONS * HTTP/1.1\r\nhost: x\r\n',
  'PROPFIND /%zz HTTP/1.1\r\nhost: x\r\n',
  'GET /v1/t/00/events HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n',
];

async function expectOnlyThePage(host: string, to: number): Promise<void> {
  for (const head of PLAIN_REQUESTS) {
    const close = head.includes('upgrade') ? '' : 'connection: close\r\n';
    const answer = await rawAnswer(host, to, `${head}${close}\r\n${head.includes('length') ? '{}' : ''}`);
    expect(answer, head).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer, head).toMatch(/\r\ncontent-type: text\/html; charset=utf-8\r\n/i);
    expect(answer, head).toMatch(/\r\ncontent-security-policy: default-src 'none'/i);
    expect(answer, head).not.toMatch(/set-cookie|strict-transport|"status"|tenant/i);
    if (!head.startsWith('HEAD')) expect(answer, head).toContain('Diese Verbindung ist nicht verschlüsselt');
  }
}

test('[CL60, CL64] gives the server its own key only: 0600, and no key of the authority in its folder', async () => {
  const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
  const files = (await readdir(data, { recursive: true })).filter((name) => name.startsWith('tls'));
  expect(files.toSorted()).toEqual(['tls', 'tls/ca.crt', 'tls/server.crt', 'tls/server.key']);
  for (const file of [join(data, 'tls/server.key'), at('ca', 'ca.key')]) expect(await mode(file), file).toBe('600');
  for (const dir of [join(data, 'tls'), at('ca')]) expect(await mode(dir), dir).toBe('700');
  const authority = new X509Certificate(readFileSync(caFile));
  const server = new X509Certificate(readFileSync(join(data, 'tls/server.crt')));
  expect(server.verify(authority.publicKey)).toBe(true);
  expect(server.publicKey.equals(authority.publicKey)).toBe(false);
  const exported = await readFile(caFile, 'utf8');
  expect(exported).not.toContain('PRIVATE');
  expect(exported).toBe(await readFile(at('ca', 'ca.crt'), 'utf8'));
  const commands = execFileSync('ps', ['-eo', 'args']).toString();
  expect(commands).toContain(join(data, 'tls/server.key'));
  expect(commands).not.toContain('ca.key');
});

test('[CL60] overwrites no certificate, and says what is wrong with a name', async () => {
  const create = (...args: string[]) => tls('create', '--ca', at('ca'), ...args);
  expect(await create('--host', HOST)).toMatchObject({ code: 2, err: expect.stringContaining('[TLS_EXISTS]') });
  expect(await create('--replace')).toMatchObject({ code: 2, err: expect.stringContaining('[USAGE_WRONG]') });
  expect(await create('--host', '*.x', '--replace')).toMatchObject({
    code: 2,
    err: expect.stringContaining('„*.x“'),
  });
  expect(await create('--host', 'bank.example', '--replace', '--lang', 'en')).toMatchObject({
    code: 3,
    err: expect.stringMatching(/authority may not sign for "bank\.example".*\[TLS_NAME_NOT_COVERED\]/),
  });
  expect(await tls('export', '--out', caFile)).toMatchObject({ code: 2, err: expect.stringContaining('FILE_EXISTS') });
  const other = (...args: string[]) => startCli(['tls', 'create', '--data', at('other'), '--json', ...args]).ended;
  expect(await other('--host', 'a.local', '--ca', at('ca-a'))).toMatchObject({ code: 0 });
  const key = await readFile(at('ca-a', 'ca.key'), 'utf8');
  expect(await other('--host', 'b.local', '--ca', at('ca-b'), '--replace')).toMatchObject({ code: 0 });
  expect(await other('--host', 'sub.a.local', '--ca', at('ca-a'), '--replace')).toMatchObject({ code: 0 });
  expect(await readFile(at('ca-a', 'ca.key'), 'utf8')).toBe(key);
  const proxy = startCli(['serve', '--data', at('x'), '--box-key', at('x.key'), '--trusted-proxy', 'proxy.local']);
  expect(await proxy.ended).toMatchObject({ code: 2, err: expect.stringContaining('--trusted-proxy') });
  const elsewhere = ['--data', at('nothing'), '--ca', at('none')];
  expect(await startCli(['tls', 'show', '--data', at('nothing')]).ended).toMatchObject({ code: 2 });
  expect((await startCli(['tls', 'renew', ...elsewhere]).ended).err).toContain('[TLS_MISSING]');
  expect((await startCli(['tls', 'renew', '--force', '--data', data, '--ca', at('none')]).ended).err).toContain(
    '[TLS_CA_MISSING]',
  );
});

test('[CL62, CL63] shows names, expiry and fingerprints, and tells people what to do with the exported certificate', async () => {
  const shown = JSON.parse((await tls('show', '--json')).out) as Record<'server' | 'authority', { sha256: string }>;
  expect(shown.server).toMatchObject({ hosts: [HOST, 'localhost'], daysLeft: 396, sha256: await servedFingerprint() });
  const fingerprint = new X509Certificate(readFileSync(caFile)).fingerprint256;
  expect(shown.authority.sha256).toBe(fingerprint);
  const { out } = await tls('export', '--out', at('again.crt'));
  for (const said of [fingerprint, 'Stammzertifizierungsstellen', 'Firefox', 'nie wegklicken'])
    expect(out).toContain(said);
  expect((await tls('show', '--lang', 'en')).out).toContain('Valid until:');
});

test('[SV24, SV27] speaks TLS 1.2 and 1.3 with the suites of TR-02102-2, HTTP/1.1, and refuses everything else', async () => {
  const weak = { ciphers: 'ALL:@SECLEVEL=0', minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const;
  expect(await refusal(weak)).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
  const taken = { maxVersion: 'TLSv1.2', ALPNProtocols: ['h2', 'http/1.1'] } as const;
  const socket = await handshake(taken);
  expect([socket.getProtocol(), socket.alpnProtocol]).toEqual(['TLSv1.2', 'http/1.1']);
  socket.destroy();
  for (const suite of ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-AES128-GCM-SHA256'])
    expect(await refusal({ maxVersion: 'TLSv1.2', ciphers: suite }), suite).toBeUndefined();
  for (const suite of [
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES256-SHA384',
    'ECDHE-ECDSA-AES128-SHA',
    'AES128-SHA',
  ])
    expect(await refusal({ maxVersion: 'TLSv1.2', ciphers: `${suite}:@SECLEVEL=0` }), suite).toMatch(
      /HANDSHAKE_FAILURE/,
    );
  for (const suite of ['TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256'])
    expect(await refusal({ minVersion: 'TLSv1.3', ciphers: suite }), suite).toBeUndefined();
  expect(await refusal({ minVersion: 'TLSv1.3', ciphers: 'TLS_CHACHA20_POLY1305_SHA256' })).toMatch(
    /HANDSHAKE_FAILURE/,
  );
  for (const group of ['X25519MLKEM768', 'P-256', 'P-384'])
    expect(await refusal({ minVersion: 'TLSv1.3', ecdhCurve: group }), group).toBeUndefined();
  expect(await refusal({ minVersion: 'TLSv1.3', ecdhCurve: 'X25519' })).toMatch(/HANDSHAKE_FAILURE/);
});

test('[SV24] is refused under a name it does not have, and by whoever does not know the authority', async () => {
  expect(await refusal({ servername: 'andere.local' })).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  expect(await refusal({ ca: undefined })).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  for (const servername of [HOST, 'localhost']) expect(await refusal({ servername })).toBeUndefined();
});

test.skipIf(!hasOpenssl || !hasCurl)('[SV24, SV27, SY30] is taken by openssl and curl as it is by Node', () => {
  const s_client = (...args: string[]) =>
    spawnSync('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-CAfile', caFile, ...args], {
      input: '',
      encoding: 'utf8',
    });
  const strict = s_client('-verify_return_error', '-x509_strict', '-verify_hostname', HOST);
  expect(strict.stdout).toContain('Verify return code: 0 (ok)');
  expect(s_client('-verify_return_error', '-verify_hostname', 'andere.local').status).not.toBe(0);
  expect(s_client('-tls1_1', '-cipher', 'ALL:@SECLEVEL=0').status).not.toBe(0);
  const curl = (...args: string[]) =>
    spawnSync('curl', ['-s', '-i', '--cacert', caFile, '--resolve', `${HOST}:${port}:127.0.0.1`, ...args], {
      encoding: 'utf8',
    });
  const answer = curl(`https://${HOST}:${port}/health`);
  expect(answer.stdout).toMatch(/^HTTP\/1\.1 200[^]*strict-transport-security: max-age=63072000[^]*"status":"ok"/i);
  expect(curl('--tls-max', '1.1', `https://${HOST}:${port}/health`).status).not.toBe(0);
  expect(curl(`https://andere.local:${port}/health`, '--resolve', `andere.local:${port}:127.0.0.1`).status).toBe(60);
});

test('[CL63, CL50] lets the command line work where the authority is installed, and the doctor say so where it is not', async () => {
  expect((await trusting('find', 'niemand')).code).toBe(0);
  const unknowing = startCli(['find', 'niemand', '--home', at('home'), '--password-file', at('password')]);
  expect(await unknowing.ended).toMatchObject({ code: 5 });
  const states = async (result: Promise<CliResult>) => {
    const { checks } = JSON.parse((await result).out) as { checks: { id: string; state: string; message: string }[] };
    return checks.map(({ id, state }) => `${id} ${state}`);
  };
  expect(await states(trusting('doctor', '--json', '--data', data))).toEqual(
    expect.arrayContaining(['certificate ok', 'server ok', 'device ok']),
  );
  const lost = startCli(['doctor', '--json', '--home', at('home')]);
  expect(await states(lost.ended)).toEqual(expect.arrayContaining(['server failed', 'certificate failed']));
  expect((await lost.ended).out).toContain('siegel tls export');
  const box = startCli(['doctor', '--json', '--home', at('no-profiles'), '--data', data]);
  expect(await states(box.ended)).toEqual(['node ok', 'disk ok', 'certificate ok']);
});

test('[SV29] shows plain http on the port of TLS and on its own port the page, and the address to open', async () => {
  for (const to of [port, httpPort]) await expectOnlyThePage('127.0.0.1', to);
  const page = await rawAnswer('127.0.0.1', port, 'GET / HTTP/1.1\r\nhost: evil.example\r\n\r\n');
  expect(page).toContain(`<a href="https://${HOST}:${port}/">`);
  expect(page).not.toContain('evil');
  // A body in pieces, bytes that are neither TLS nor HTTP, and a connection that says nothing harm nobody.
  expect(await rawAnswer('127.0.0.1', port, '\x80nonsense\r\n\r\n')).not.toContain('200');
  const silent = connectPlain(port, '127.0.0.1');
  expect((await handshake()).authorized).toBe(true);
  silent.destroy();
});

test.skipIf(lan === undefined)(
  '[SY32, SV29] shows the page, and nothing else, to another address without a certificate',
  async () => {
    const plain = startCli([
      ...['serve', '--data', at('plain'), '--box-key', at('plain-box.key'), '--init', '--web', WEB],
      ...['--host', '0.0.0.0', '--port', '0', '--json'],
    ]);
    let out = '';
    plain.child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    await plain.said('foundingTokenFile');
    await plain.said('siegel tls create');
    const started = JSON.parse(out) as { port: number };
    await expectOnlyThePage(String(lan), started.port);
    expect((await fetch(`http://127.0.0.1:${started.port}/health`)).status).toBe(200);
    plain.child.kill('SIGTERM');
    expect((await plain.ended).code).toBe(0);
  },
);

test('[CL61, SV28] takes a renewed certificate without a restart, connections that stand stay', async () => {
  const [before, standing] = [await servedFingerprint(), await handshake()];
  expect(await renew()).toMatchObject({ code: 0, out: expect.stringContaining('Nichts zu tun') });
  const renewed = await renew('--host', HOST, '--host', `neu.${HOST}`, '--json');
  expect(renewed, renewed.err).toMatchObject({ code: 0 });
  const { sha256 } = JSON.parse(renewed.out) as { sha256: string };
  expect(sha256).not.toBe(before);
  await until(async () => (await servedFingerprint()) === sha256);
  expect(await servedFingerprint()).toBe(sha256);
  expect(await refusal({ servername: `neu.${HOST}` })).toBeUndefined();
  standing.write(`GET /health HTTP/1.1\r\nhost: ${HOST}\r\n\r\n`);
  expect(String((await once(standing, 'data'))[0])).toContain('200 OK');
  standing.destroy();
});

test('[SV28] keeps the certificate it has when the new one cannot be used, and goes on when it can', async () => {
  const [file, before] = [join(data, 'tls/server.crt'), await servedFingerprint()];
  await copyFile(file, at('good.crt'));
  await copyFile(caFile, file);
  await serving.said('certificate-not-taken');
  expect(await servedFingerprint()).toBe(before);
  await copyFile(at('good.crt'), file);
  await sleep(6000);
  expect(await servedFingerprint()).toBe(before);
});

test('[SV28, CL62, CL50] warns before the end; an expired certificate is refused by clients and named by all', async () => {
  const put = async (daysLeft: number) => {
    const authority = {
      certificate: readFileSync(at('ca', 'ca.crt'), 'utf8'),
      key: readFileSync(at('ca', 'ca.key'), 'utf8'),
    };
    const names = { hosts: [HOST, 'localhost'], addresses: ['127.0.0.1'] };
    const made = makeServerCertificate(authority, names, Date.now() - (397 - daysLeft) * DAY_MS + 60_000);
    if (!made.ok) throw new Error(made.error.code);
    await writeFile(join(data, 'tls/server.key'), made.value.key);
    await writeFile(join(data, 'tls/server.crt'), made.value.certificate);
    const { fingerprint256 } = new X509Certificate(made.value.certificate);
    await until(async () => (await servedFingerprint()) === fingerprint256);
  };
  await put(29);
  await serving.said('certificate-expires');
  expect(await tls('show')).toMatchObject({ code: 6, out: expect.stringContaining('läuft bald ab') });
  expect(await trusting('doctor')).toMatchObject({ code: 6, out: expect.stringContaining('nur noch 29 Tage') });
  await put(-3);
  await serving.said('certificate-expired');
  expect(await refusal({})).toBe('CERT_HAS_EXPIRED');
  expect(await trusting('doctor')).toMatchObject({ code: 5, out: expect.stringContaining('abgelaufen') });
  expect((await tls('show')).out).toContain('ABGELAUFEN');
  expect(await renew()).toMatchObject({ code: 0 });
  await until(async () => (await refusal({})) === undefined);
  expect(await refusal({})).toBeUndefined();
});

test.skipIf(!existsSync(CHROMIUM))(
  '[SV24, SY2, SY32] signs in by Chromium over https under the name of the house, its live connection included',
  async () => {
    const spki = createHash('sha256')
      .update(
        new X509Certificate(readFileSync(join(data, 'tls/server.crt'))).publicKey.export({
          type: 'spki',
          format: 'der',
        }),
      )
      .digest('base64');
    const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
    const resolve = `--host-resolver-rules=MAP ${HOST} 127.0.0.1`;
    const page = `https://${HOST}:${port}/`;
    const distrusting = await chromium.launch({ executablePath: CHROMIUM, args: [...flags, resolve] });
    await expect((await distrusting.newPage()).goto(page)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
    const plain = await distrusting.newPage();
    await plain.goto(`http://${HOST}:${port}/`);
    expect(await plain.textContent('body')).toContain('Diese Verbindung ist nicht verschlüsselt');
    await distrusting.close();
    const args = [...flags, resolve, `--ignore-certificate-errors-spki-list=${spki}`];
    const trustingBrowser = await chromium.launch({ executablePath: CHROMIUM, args });
    try {
      const context = await trustingBrowser.newContext({ locale: 'de-DE' });
      const tab = await context.newPage();
      const sockets: string[] = [];
      tab.on('websocket', (socket) => sockets.push(socket.url()));
      const access = Buffer.from(JSON.stringify({ account: 'lindner', password: PASSWORD, recoveryCode }));
      await tab.goto(`${page}anmelden#demo=${access.toString('base64url')}`);
      expect(await tab.evaluate(() => isSecureContext)).toBe(true);
      await tab.getByText('0 Personen').waitFor();
      await until(async () => sockets.length > 0);
      expect(sockets[0]).toMatch(new RegExp(`^wss://${HOST}:${port}/`));
      expect((await context.cookies()).find(({ name }) => name.startsWith('__Host-siegel-'))).toMatchObject({
        secure: true,
        httpOnly: true,
        sameSite: 'Strict',
        domain: HOST,
      });
    } finally {
      await trustingBrowser.close();
    }
  },
);

test('[SY30, SV33] sends HSTS with refusals too, and heeds no proxy header from whoever is no proxy', async () => {
  const call = (path: string, headers: Record<string, string> = {}) =>
    new Promise<string>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, servername: HOST, ca: readFileSync(caFile), headers };
      const sent = request(options, (answer) => {
        let text = `${String(answer.statusCode)} ${String(answer.headers['strict-transport-security'])} `;
        answer.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        answer.on('end', () => resolve(text));
      });
      sent.on('error', reject);
      sent.end();
    });
  expect(await call('/nowhere')).toMatch(/^404 max-age=63072000; includeSubDomains .*ROUTE_UNKNOWN/);
  expect(await call('/health', { 'x-forwarded-proto': 'http', 'x-forwarded-for': '203.0.113.1' })).toMatch(/^200 /);
});

test('[SV21] stops at once although browsers have opened connections in advance', async () => {
  const sockets = [await handshake(), connectPlain(port, '127.0.0.1'), connectPlain(httpPort, '127.0.0.1')];
  await sleep(100);
  const from = performance.now();
  serving.child.kill('SIGTERM');
  expect((await serving.ended).code).toBe(0);
  expect(performance.now() - from).toBeLessThan(5000);
  for (const socket of sockets) socket.destroy();
});
