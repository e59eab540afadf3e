import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { ready as opaqueReady } from '@serenity-kit/opaque';
import { createSqliteEngine, readBoxKeyFile } from '@siegel/store';
import type { FastifyInstance } from 'fastify';
import type { ServerLog } from '../edge/log.ts';
import type { World } from '../platform/world.ts';
import { Foundings } from '../tenants/foundings.ts';
import { loadFoundingToken } from '../tenants/founding-token.ts';
import { TenantDirectory } from '../tenants/tenant-directory.ts';
import { buildApp } from './build-app.ts';
import { DEFAULT_LIMITS, type RequestLimits } from './request-limits.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerState } from './server-state.ts';

/** How a server is started. */
export interface ServerOptions {
  readonly dataDirectory: string;
  readonly boxKeyFile: string;
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly webDirectory?: string;
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
  readonly limits?: Partial<RequestLimits>;
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  readonly app: FastifyInstance;
  readonly context: ServerContext;
  /** Finishes what was begun and closes everything. */
  stop(): Promise<void>;
}

/** Clock and randomness of the machine. */
export const MACHINE: World = { now: Date.now, random: (length) => new Uint8Array(randomBytes(length)) };

/** Starts a server: key, tenants, then the port. */
export async function startServer(
  options: ServerOptions,
  log: ServerLog,
  world: World = MACHINE,
): Promise<RunningServer> {
  await mkdir(options.dataDirectory, { recursive: true, mode: 0o700 });
  const boxKey = await readBoxKeyFile(options.boxKeyFile);
  if (!boxKey.ok) throw new Error(boxKey.error.code);
  if (boxKey.value.readableByOthers) log.warn('key-file-readable-by-others');
  await opaqueReady;
  const engine = createSqliteEngine({ directory: options.dataDirectory, boxKey: boxKey.value });
  const tenants = new TenantDirectory(engine, world, log);
  const state: ServerState = { phase: 'starting' };
  const context: ServerContext = {
    tenants,
    foundings: new Foundings(tenants, world),
    foundingToken: await loadFoundingToken(options.dataDirectory),
    log,
    world,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    state,
  };
  await tenants.openAll();
  const app = await buildApp(context, options.tls);
  await app.listen({ port: options.port, host: options.host });
  const { port } = app.server.address() as AddressInfo;
  state.phase = 'ready';
  log.info('listening', { port });
  return {
    port,
    app,
    context,
    async stop() {
      state.phase = 'stopping';
      await app.close();
      await tenants.close();
    },
  };
}
