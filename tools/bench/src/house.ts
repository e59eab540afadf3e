import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import type { BenchOptions } from './figure.ts';

const WEB = fileURLToPath(new URL('../../../keyed/web/dist', import.meta.url));
const SIZE = { persons: 20_000, eintraegePerPerson: 20 } as const;

/** What somebody signs in with. */
export interface HouseAccess {
  readonly account: string;
  readonly password: string;
  readonly recoveryCode: string;
}

/** The demo practice at the size of the issue on a server of its own: persons, Eintraege, staff, a calendar of several days. */
export interface House {
  readonly server: ServerProcess;
  readonly persons: number;
  readonly eintraege: number;
  readonly access: readonly HouseAccess[];
  end(): Promise<void>;
}

/**
 * Seeds a house of 20,000 persons with 20 Eintraege each as the demo does (about three minutes), or takes up the one in `options.house`,
 * which is kept: the second run of a bench needs no seeding. `options.persons` makes it smaller.
 */
export async function openHouse(options: BenchOptions): Promise<House> {
  for (const build of [
    ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'],
    ['node_modules/vite/bin/vite.js', 'build', 'keyed/web', '--logLevel', 'error'],
  ])
    spawnSync(process.execPath, build, { stdio: 'inherit' });
  const folder = options.house ?? (await mkdtemp(join(tmpdir(), 'siegel-house-')));
  const directory = join(folder, 'data');
  const roles = join(folder, 'demo', 'roles.json');
  if (!existsSync(roles)) await seed(folder, directory, options.persons ?? SIZE.persons);
  const { access, persons, eintraege } = JSON.parse(await readFile(roles, 'utf8')) as Omit<House, 'server' | 'end'>;
  const boxKeyFile = join(directory, 'box.key');
  const server = await spawnServer({ built: true, directory, boxKeyFile, args: ['--web', WEB] });
  return {
    server,
    persons,
    eintraege,
    access,
    async end() {
      await server.end('SIGTERM');
      if (options.house === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function seed(folder: string, directory: string, persons: number): Promise<void> {
  const out = join(folder, 'demo');
  await mkdir(directory, { recursive: true });
  await mkdir(out, { recursive: true });
  const server = await spawnServer({ built: true, directory });
  const token = join(server.directory, 'founding-token');
  const size = ['--persons', String(persons), '--eintraege-per-person', String(SIZE.eintraegePerPerson)];
  const args = ['tools/demo/src/main.ts', 'seed', '--origin', server.url, '--token', token, '--out', out, ...size];
  const [code] = (await once(spawn(process.execPath, args, { stdio: ['ignore', 2, 2] }), 'exit')) as [number];
  await server.end('SIGTERM');
  if (code !== 0) throw new Error('the house was not written');
}
