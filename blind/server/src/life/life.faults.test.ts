import { PROTOCOL_VERSION } from '@siegel/wire';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { rename, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createBoxKeyFile } from '@siegel/store';
import { ServerClient, type ServerProcess, spawnServer, TestOffice } from '@siegel/testing';
import { afterAll, expect, test } from 'vitest';

const running: ServerProcess[] = [];
afterAll(async () => {
  for (const server of running) await server.end('SIGKILL');
  for (const { directory } of running) await rm(directory, { recursive: true, force: true });
});
async function start(wish?: Parameters<typeof spawnServer>[0]): Promise<ServerProcess> {
  const server = await spawnServer(wish);
  running.push(server);
  return server;
}
const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];
const soon = async (check: () => Promise<boolean>) => {
  for (let i = 0; i < 300 && !(await check()); i++) await new Promise((resolve) => setTimeout(resolve, 20));
};

test('[SY33] says how it is, in counts only', async () => {
  const server = await start();
  const caller = new ServerClient(server.url, '', new Uint8Array(16));
  const health = { status: 'ok', protocol: PROTOCOL_VERSION, tenants: 0 };
  expect((await caller.call('GET', '/health')).json).toEqual(health);
  expect((await caller.call('GET', '/ready')).json).toEqual(health);
  await TestOffice.found(server);
  expect((await caller.call('GET', '/health')).json).toEqual({ ...health, tenants: 1 });
});

test('[SV26] says that it holds a demonstration, and where its page is, only when it was started as one', async () => {
  const demo = async (server: ServerProcess) => (await fetch(`${server.url}/demo`)).json();
  expect(await demo(await start())).toEqual({ demo: false });
  const page = 'http://localhost:8421/';
  expect(await demo(await start({ args: ['--demo-page', page] }))).toEqual({ demo: true, page });
});

test('[SV21] finishes what was begun when it is asked to stop, and every answer it gave holds after a restart', async () => {
  const server = await start();
  const office = await TestOffice.found(server);
  const { built, client } = office;
  const { akte } = await office.akte(0);
  let acked = 0;
  const answers = await Promise.all(
    Array.from({ length: 300 }, async (_, i) => {
      if (i === 150) server.child.kill('SIGTERM');
      const answer = await client.append(built.batch([built.record(akte)], office.head)).catch(() => undefined);
      if (answer?.status === 200) acked++;
      return answer === undefined ? 'closed' : answer.status === 200 ? 'taken' : code(answer);
    }),
  );
  expect(new Set(answers)).toEqual(
    new Set([...answers].filter((a) => ['taken', 'closed', 'SERVER_STOPPING'].includes(String(a)))),
  );
  expect(await server.end()).toBe(0);
  expect(server.log()).toContain('stopped');
  const again = await start({ directory: server.directory });
  const survivor = new ServerClient(again.url, client.tenant, client.instance);
  survivor.token = client.token;
  // The session is still alive: a restart signs nobody out.
  const [page] = (await survivor.journal(0)) as readonly (readonly number[])[];
  expect(page?.[2]).toBeGreaterThanOrEqual(acked + 4);
});

test('[SV21] stops at once although connections stand on which nobody asks anything', async () => {
  const server = await start();
  const silent = connect(server.port, '127.0.0.1');
  const idle = connect(server.port, '127.0.0.1', () => idle.write('GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n'));
  await Promise.all([once(silent, 'connect'), once(idle, 'data')]);
  const from = performance.now();
  expect(await server.end()).toBe(0);
  expect(performance.now() - from).toBeLessThan(3000);
  for (const socket of [silent, idle]) socket.destroy();
});

test('[SV22] waits for the key of the database, tells people so, and goes on when it is there', async () => {
  const first = await start();
  const office = await TestOffice.found(first);
  await first.end();
  const away = join(first.directory, 'pulled.key');
  await rename(first.boxKeyFile, away);
  const server = await start({ directory: first.directory, boxKeyFile: first.boxKeyFile });
  const caller = new ServerClient(server.url, office.client.tenant, office.client.instance);
  caller.token = office.client.token;
  const closed = await caller.call('GET', 'journal?from=0');
  expect([closed.status, code(closed)]).toEqual([503, 'DATABASE_KEY_MISSING']);
  const page = await fetch(`${server.url}/`, { headers: { accept: 'text/html' } });
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('Siegel wartet auf den Schlüssel')]);
  expect((await caller.call('GET', '/health')).json).toMatchObject({ status: 'starting' });
  expect((await caller.call('GET', '/ready')).status).toBe(503);
  expect(server.log()).toContain('"code":"DATABASE_KEY_MISSING"');
  await createBoxKeyFile(first.boxKeyFile);
  await soon(async () => code(await caller.call('GET', 'session')) === 'DATABASE_KEY_WRONG');
  expect(code(await caller.call('GET', 'session'))).toBe('DATABASE_KEY_WRONG');
  await rename(away, first.boxKeyFile);
  await soon(async () => (await caller.call('GET', '/ready')).status === 200);
  expect((await caller.call('GET', 'session')).status).toBe(200);
});

test('[SV22] refuses nothing of other tenants when one database is damaged', async () => {
  const first = await start();
  const office = await TestOffice.found(first);
  const other = await TestOffice.found(first, 'damaged');
  await first.end();
  const database = join(first.directory, 'tenants', other.client.tenant, 'journal.db');
  const { size } = await stat(database);
  execFileSync('dd', [
    'if=/dev/urandom',
    `of=${database}`,
    'bs=1',
    'seek=64',
    'count=40000',
    'conv=notrunc',
    'status=none',
  ]);
  expect((await stat(database)).size).toBe(size);
  const server = await start({ directory: first.directory });
  const caller = (of: TestOffice) => {
    const client = new ServerClient(server.url, of.client.tenant, of.client.instance);
    client.token = of.client.token;
    return client;
  };
  expect((await caller(office).call('GET', 'session')).status).toBe(200);
  const damaged = await caller(other).call('GET', 'session');
  expect([damaged.status, code(damaged)]).toEqual([503, 'DATABASE_DAMAGED']);
  expect((await caller(office).call('GET', '/health')).json).toMatchObject({ status: 'degraded', tenants: 2 });
});

test('[SV23] ends with its name, not its message, when its arguments are wrong', async () => {
  const failed = await spawnServer({ args: ['--unknown', 'geheim'] }).catch((error: Error) => error.message);
  expect(failed).toContain('"code":"INTERNAL"');
  expect(failed).not.toContain('geheim');
});

const openssl = (() => {
  try {
    return execFileSync('openssl', ['version']).toString();
  } catch {
    return undefined;
  }
})();

test.skipIf(openssl === undefined)(
  '[SY30, SV24] serves TLS 1.2 and newer with HSTS when it has a certificate',
  async () => {
    const first = await start();
    const { directory } = first;
    await first.end();
    const [cert, key] = [join(directory, 'tls.crt'), join(directory, 'tls.key')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
    execFileSync('openssl', [...made, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const server = await start({ directory, args: ['--tls-cert', cert, '--tls-key', key] });
    const headers = execFileSync('curl', [
      '-s',
      '-o',
      '/dev/null',
      '-D',
      '-',
      '--cacert',
      cert,
      `${server.url}/health`,
    ]).toString();
    expect(headers).toContain('200');
    expect(headers.toLowerCase()).toContain('strict-transport-security: max-age=63072000');
    expect(() =>
      execFileSync('curl', ['-s', '--tls-max', '1.1', '--cacert', cert, `${server.url}/health`], { stdio: 'ignore' }),
    ).toThrow();
  },
);
