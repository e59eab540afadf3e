import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBoxKeyFile } from '@siegel/store';
import { createLog } from '../edge/log.ts';
import type { World } from '../platform/world.ts';
import type { RequestLimits } from './request-limits.ts';
import { MACHINE, type RunningServer, startServer } from './start-server.ts';

/** A server in the process of a test: the same parts as the program, with a clock that the test can turn. */
export interface ServerForTest extends RunningServer {
  readonly url: string;
  readonly directory: string;
  /** Log lines so far. */
  readonly lines: readonly string[];
  /** Time passes for the server. */
  advance(ms: number): void;
  /** Somebody sets its clock; no time passes. */
  setClock(byMs: number): void;
  foundingToken(): Promise<string>;
}

/** Starts one on a free port with data of its own. */
export async function startForTest(
  given: {
    readonly limits?: Partial<RequestLimits>;
    readonly webDirectory?: string;
    readonly trustedProxies?: readonly string[];
    readonly clientOrigin?: string;
    readonly smsGatewayFile?: string;
    /** Data of a server before, which stay when this one stops. */
    readonly directory?: string;
    /** How far the clock is ahead at the start. */
    readonly aheadMs?: number;
  } = {},
): Promise<ServerForTest> {
  const directory = given.directory ?? (await mkdtemp(join(tmpdir(), 'siegel-server-')));
  const boxKeyFile = join(directory, 'box.key');
  if (!existsSync(boxKeyFile)) await createBoxKeyFile(boxKeyFile);
  let ahead = given.aheadMs ?? 0;
  let passed = 0;
  const world: World = { ...MACHINE, now: () => Date.now() + ahead, elapsed: () => performance.now() + passed };
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line));
  const options = { dataDirectory: directory, boxKeyFile, port: 0, host: '127.0.0.1', ...given };
  const server = await startServer(options, log, world);
  return {
    ...server,
    async stop() {
      await server.stop();
      if (given.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
    url: `http://localhost:${server.port}`,
    directory,
    lines,
    advance(ms) {
      ahead += ms;
      passed += ms;
    },
    setClock: (byMs) => (ahead += byMs),
    foundingToken: async () => (await readFile(join(directory, 'founding-token'), 'utf8')).trim(),
  };
}
