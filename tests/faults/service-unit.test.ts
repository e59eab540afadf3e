import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('[BX15] [D10] gives systemd a unit for the state of the disks, and a timer for it, without fault', () => {
  for (const name of ['siegel-disks.service', 'siegel-disks.timer']) {
    const path = join(folder, name);
    writeFileSync(path, readFileSync(`${ROOT}docs/user/${name}`, 'utf8'));
    expect(verify(path), name).toEqual({ status: 0, said: '' });
  }
});

test('[BX15] [D10] asks each disk that smartctl finds, and leaves one whole report of each', () => {
  const reports = join(folder, 'reports');
  const bin = join(folder, 'bin');
  for (const made of [reports, bin]) mkdirSync(made);
  // Stands for smartctl of smartmontools, which finds no disk on most machines of tests.
  const scan = '/dev/sda -d sat # /dev/sda [SAT], ATA device\n/dev/nvme0 -d nvme # /dev/nvme0, NVMe device\n';
  const answer = '{"smartctl":{"exit_status":0},"smart_status":{"passed":true},"argv":"%s"}';
  const script = `#!/bin/sh\nif [ "$1" = --scan ]; then printf '${scan}'; else printf '${answer}' "$*"; exit 4; fi\n`;
  writeFileSync(join(bin, 'smartctl'), script, { mode: 0o755 });
  const unitText = readFileSync(`${ROOT}docs/user/siegel-disks.service`, 'utf8');
  const [, command = ''] = /^ExecStart=\/bin\/sh -c '(.*)'$/m.exec(unitText) ?? [];
  const asSystemdWould = command.replaceAll('$$', '$').replaceAll('/run/siegel-disks', reports);
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  expect(spawnSync('/bin/sh', ['-c', asSystemdWould], { env }).status).toBe(0);
  expect(readdirSync(reports).toSorted()).toEqual(['nvme0.json', 'sda.json']);
  expect(readFileSync(join(reports, 'nvme0.json'), 'utf8')).toContain('--json=c -a /dev/nvme0 -d nvme');
});
