import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ChildProgram } from './child-program.ts';
import { ROOT } from './settings.ts';

const TSC = 'node_modules/typescript7/bin/tsc';
/** The program that builds the web client. */
export const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');
/** The web client's package. */
export const WEB = join(ROOT, 'keyed/web');

interface Build {
  readonly name: string;
  /** What it is made from, and a file that is there when it was made. */
  readonly sources: readonly string[];
  readonly output: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

const SERVER: Build = {
  name: 'server',
  sources: ['core/*/src/**', 'blind/*/src/**', '{core,blind}/*/{package,tsconfig}.json', 'tsconfig.base.json'],
  output: 'blind/server/dist/main.js',
  args: [TSC, '-b', 'blind/server'],
  cwd: ROOT,
};
const WEB_CLIENT: Build = {
  name: 'web',
  sources: ['core/*/src/**', 'keyed/{seal,safe,web}/src/**', 'keyed/web/*.{ts,html,json}', 'package-lock.json'],
  output: 'keyed/web/dist/index.html',
  args: [VITE, 'build', '--logLevel', 'error'],
  cwd: WEB,
};

/** Builds server and web client where sources are not those of the last build. @returns the name of what failed. */
export async function buildPrograms(
  say: (line: string) => void,
  track: (program: ChildProgram) => ChildProgram,
): Promise<string | undefined> {
  for (const build of [SERVER, WEB_CLIENT]) {
    const state = stateOf(build.sources);
    const stamp = join(ROOT, '.cache', `built-${build.name}`);
    if (existsSync(join(ROOT, build.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) continue;
    say(`baut ${build.name} ...`);
    const program = track(ChildProgram.start(build.name, build.args, ['ignore', 2, 2], build.cwd));
    if ((await program.ended) !== 0) return build.name;
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, state);
  }
  return undefined;
}

/** Number of files and time of the newest: taken before the build, so that a change during it is built next time. */
function stateOf(patterns: readonly string[]): string {
  let newest = 0;
  let count = 0;
  for (const path of globSync([...patterns], { cwd: ROOT })) {
    if (/\.(?:test|bench)\.tsx?$/.test(path)) continue;
    const info = statSync(join(ROOT, path), { throwIfNoEntry: false });
    if (info?.isFile() !== true) continue;
    newest = Math.max(newest, info.mtimeMs);
    count++;
  }
  return `${count} ${newest}\n`;
}
