import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const UNIT = `${ROOT}docs/user/siegel.service`;
/** Exposure in tenths, as --threshold takes it: 2.0. */
const MOST_EXPOSED = 20;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'siegel-unit-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The unit as a machine would have it, where the program it names is there. */
function unit(change: (text: string) => string = (text) => text): string {
  const path = join(folder, 'siegel.service');
  const text = change(readFileSync(UNIT, 'utf8'));
  writeFileSync(path, text.replace('ExecStart=/opt/siegel/node_modules/.bin/node', `ExecStart=${process.execPath}`));
  return path;
}

function analyze(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}
const verify = (path: string) => analyze('verify', '--man=no', path);
const security = (path: string) =>
  analyze('security', '--offline=yes', '--no-pager', `--threshold=${MOST_EXPOSED}`, path);

test('[BX14] [D1] gives systemd a unit without fault', () => {
  expect(verify(unit())).toEqual({ status: 0, said: '' });
  expect(verify(unit((text) => text.replace('ProtectSystem=strict', 'ProtectSystem=very'))).said).toContain(
    'Failed to parse',
  );
});

test('[BX14] [D1] is exposed to at most 2.0, and would be to more without its walls', () => {
  expect(security(unit()).status).toBe(0);
  const open = unit((text) => text.replace(/^(?:SystemCallFilter|CapabilityBoundingSet|PrivateUsers)=.*\n/gm, ''));
  expect(security(open).status).not.toBe(0);
});

test('[BX14] [D1] says what no score sees: no swap, no core dumps, one place to write, a program that is there', () => {
  const text = readFileSync(UNIT, 'utf8');
  const setting = (name: string) => [...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value);
  expect(setting('LimitCORE')).toEqual(['0']);
  expect(setting('MemorySwapMax')).toEqual(['0']);
  expect(setting('User')).toEqual(['siegel']);
  expect(setting('NoNewPrivileges')).toEqual(['true']);
  expect(setting('ReadWritePaths')).toEqual(['/srv/siegel']);
  expect(setting('ExecStart')[0]).toContain('--data /srv/siegel --box-key /media/siegel ');
  const [, main = ''] = /\/opt\/siegel\/(blind\/\S+\.js)/.exec(text) ?? [];
  // Built from a source that is here; the folder of what is built may be empty yet.
  expect(existsSync(`${ROOT}${main.replace('/dist/', '/src/').replace('.js', '.ts')}`), main).toBe(true);
});
