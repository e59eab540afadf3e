import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readRelease } from '../../keyed/web/src/release/release-text.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'siegel-client-build-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the sources somewhere else, with packages of its own and the libraries of this one. */
function checkout(name: string): string {
  const at = join(folder, name);
  for (const zone of ['core', 'keyed'])
    cpSync(join(ROOT, zone), join(at, zone), { recursive: true, filter: (path) => !/\/dist(?:\/|$)/.test(path) });
  for (const file of ['package.json', 'tsconfig.base.json']) cpSync(join(ROOT, file), join(at, file));
  const modules = join(at, 'node_modules');
  mkdirSync(join(modules, '@siegel'), { recursive: true });
  for (const entry of readdirSync(join(ROOT, 'node_modules')))
    if (entry !== '@siegel') symlinkSync(join(ROOT, 'node_modules', entry), join(modules, entry));
  for (const zone of ['core', 'keyed'])
    for (const entry of readdirSync(join(at, zone)))
      symlinkSync(join(at, zone, entry), join(modules, '@siegel', entry));
  return at;
}

function built(at: string, environment: Readonly<Record<string, string>> = {}): ReadonlyMap<string, Buffer> {
  const vite = join(at, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', 'keyed/web'], { cwd: at, env: environment, stdio: 'pipe' });
  const dist = join(at, 'keyed/web/dist');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(dist.length), readFileSync(path)] as const;
    }),
  );
}

const releaseOf = (files: ReadonlyMap<string, Buffer>) => readRelease(files.get('/release.txt')?.toString() ?? '');

test('[CD1] [CD2] [T37] two builds in two folders are the same bytes, and the list names every file of them', () => {
  const [one, two] = [built(checkout('one')), built(checkout('elsewhere/two'))];
  expect([...two.keys()].toSorted()).toEqual([...one.keys()].toSorted());
  for (const [path, content] of one) expect(two.get(path)?.equals(content), path).toBe(true);
  const release = releaseOf(one);
  expect(release).toMatchObject({ release: { server: undefined, key: undefined }, signature: undefined });
  const listed = new Map(release?.release.files.map(({ path, sha256 }) => [path, sha256]));
  for (const [path, content] of one) {
    if (path === '/release.txt' || /\.(?:br|gz)$/.test(path)) continue;
    expect(listed.get(path), path).toBe(createHash('sha256').update(content).digest('hex'));
    listed.delete(path);
  }
  expect([...listed.keys()]).toEqual([]);
});

test('[CD3] [CD4] the builder signs with a key of a file; what is signed is what the fingerprint covers', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const keyFile = join(folder, 'release.pem');
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const server = 'https://siegel.praxis.example';
  const files = built(checkout('signed'), { SIEGEL_CLIENT_KEY: keyFile, SIEGEL_CLIENT_SERVER: server });
  const read = releaseOf(files);
  const signature = Buffer.from(read?.signature ?? '', 'base64');
  expect(verify(null, Buffer.from(read?.text ?? ''), createPublicKey(privateKey), signature)).toBe(true);
  expect(read?.release).toMatchObject({ server, key: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) });
  const all = Buffer.concat([...files.values()]).toString('latin1');
  expect(all).not.toContain('PRIVATE KEY');
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  for (const form of ['latin1', 'base64', 'hex'] as const) expect(all).not.toContain(seed.toString(form));
  // What people compare by hand, as the manual says.
  const byHand = execFileSync('sh', ['-c', "sed '/^$/,$d' | sha256sum"], { input: files.get('/release.txt') });
  expect(byHand.toString().slice(0, 64)).toBe(
    createHash('sha256')
      .update(read?.text ?? '')
      .digest('hex'),
  );
});
