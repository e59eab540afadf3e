import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { ready as opaqueReady } from '@serenity-kit/opaque';
import { memoryOnDisk, readSystem } from '@siegel/store';
import type { FastifyInstance } from 'fastify';
import { BackupPlanner, PLAN_LOOK_MS } from '../backups/backup-planner.ts';
import { loadSmsGateway } from '../factors/sms-gateway.ts';
import type { ListedRoute } from '../edge/guard.ts';
import { detailOf, type ServerLog } from '../edge/log.ts';
import { loadAuthority } from '../edge/authority.ts';
import { loadCertificate, type TlsFiles } from '../edge/tls-settings.ts';
import type { World } from '../platform/world.ts';
import { SUPPORT_WATCH_MS, SupportWatch } from '../support/support-watch.ts';
import { Foundings } from '../tenants/foundings.ts';
import { loadFoundingToken } from '../tenants/founding-token.ts';
import { TenantDirectory } from '../tenants/tenant-directory.ts';
import { buildApp } from './build-app.ts';
import { DiskRoom } from './disk-room.ts';
import { DiskWatch } from './disks/disk-watch.ts';
import { openWhenKeyed, tryToOpen } from './open-when-keyed.ts';
import { listenPlain, type SecureEdge, secureEdge } from './listeners.ts';
import { DEFAULT_LIMITS, type RequestLimits } from './request-limits.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerState } from './server-state.ts';
import { warnOfMemory } from './status-page.ts';

const SWEEP_MS = 60_000;
const MDSTAT = '/proc/mdstat';
/** Where `siegel-disks.service` leaves its reports. */
const DISK_REPORTS = '/run/siegel-disks';

/** How a server is started. */
export interface ServerOptions {
  readonly dataDirectory: string;
  /** A stick file, a folder with sticks, or the key file of a box without sticks. */
  readonly boxKeyFile: string;
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly webDirectory?: string;
  /** Address of the page of a demonstration; undefined: this is none. */
  readonly demoPage?: string;
  readonly tls?: TlsFiles;
  /** Addresses whose X-Forwarded-* headers are believed. */
  readonly trustedProxies?: readonly string[];
  /** Port that answers only the explaining page over plain http; 0: any free one. */
  readonly httpPort?: number;
  /** How text messages are sent; undefined: not at all (ZF14). */
  readonly smsGatewayFile?: string;
  /** A folder with what smartctl says of each disk (BX15). */
  readonly diskReports?: string;
  readonly limits?: Partial<RequestLimits>;
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** Port of the explaining page, where one was wished. */
  readonly httpPort: number | undefined;
  readonly app: FastifyInstance;
  readonly context: ServerContext;
  /** Every route, for the rights matrix. */
  readonly routes: readonly ListedRoute[];
  /** Finishes what was begun and closes everything. */
  stop(): Promise<void>;
}

/** Clock and randomness of the machine. */
export const MACHINE: World = {
  now: Date.now,
  elapsed: () => performance.now(),
  random: (length) => new Uint8Array(randomBytes(length)),
};

/** Starts a server: tenants first, then the port. Without the right key it listens, says so, and goes on when the key is there. */
export async function startServer(
  options: ServerOptions,
  log: ServerLog,
  world: World = MACHINE,
): Promise<RunningServer> {
  await mkdir(options.dataDirectory, { recursive: true, mode: 0o700 });
  await opaqueReady;
  const sms = options.smsGatewayFile === undefined ? undefined : await loadSmsGateway(options.smsGatewayFile);
  const room = new DiskRoom(options.dataDirectory, log);
  const backups = { directory: join(options.dataDirectory, 'backups'), isDiskShort: () => room.isShort };
  const tenants = new TenantDirectory({ world, log, sms, backups });
  const memory = memoryOnDisk(readSystem);
  warnOfMemory(memory, log);
  const state: ServerState = { phase: 'starting', waitingFor: undefined, heldBox: undefined, memory };
  const context: ServerContext = {
    tenants,
    foundings: new Foundings(tenants, world),
    foundingToken: await loadFoundingToken(options.dataDirectory),
    log,
    world,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    state,
    room,
    disks: new DiskWatch({ mdstat: MDSTAT, reports: options.diskReports ?? DISK_REPORTS }, log, world.now),
    planner: new BackupPlanner(tenants, log),
  };
  await room.watch();
  await context.disks.watch();
  const task = { ...options, tenants, state, log };
  const waitingFor = await tryToOpen(task);
  state.waitingFor = waitingFor;
  const certificate = options.tls === undefined ? undefined : await loadCertificate(options.tls);
  const authority = options.tls === undefined ? undefined : await loadAuthority(options.tls);
  const { app, routes } = await buildApp(context, { ...options, certificate, authority });
  const opening = openWhenKeyed(task, waitingFor);
  await app.listen({ port: options.port, host: options.host });
  const { port } = app.server.address() as AddressInfo;
  const edge = secureEdge({ ...options, app, certificate, authority, port, context });
  const httpPort = await listenPlain(edge, options);
  log.info('listening', { port, count: tenants.count().tenants });
  const sweeps = setInterval(() => void sweepSessions(context), SWEEP_MS);
  sweeps.unref();
  const supportWatch = new SupportWatch(world.now);
  const looks = setInterval(() => void endSupport(context, supportWatch), SUPPORT_WATCH_MS);
  looks.unref();
  const plans = setInterval(() => void context.planner.look(), PLAN_LOOK_MS);
  plans.unref();
  return {
    port,
    httpPort,
    app,
    context,
    routes,
    stop: () => stopServer({ app, context, opening, timers: [sweeps, looks, plans], edge }),
  };
}

interface StoppingServer {
  readonly app: FastifyInstance;
  readonly context: ServerContext;
  readonly opening: Promise<void>;
  readonly timers: readonly NodeJS.Timeout[];
  readonly edge: SecureEdge;
}

/** Takes nothing new, finishes what was begun, closes sockets and databases. */
async function stopServer({ app, context, timers, edge }: StoppingServer): Promise<void> {
  const { state, log, tenants } = context;
  if (state.phase === 'stopping') return;
  state.phase = 'stopping';
  log.info('stopping');
  for (const timer of timers) clearInterval(timer);
  context.room.stop();
  context.disks.stop();
  edge.stop();
  await Promise.all([context.planner.stop(), tenants.endLongWork()]);
  await app.close();
  await tenants.close();
  state.heldBox?.release();
  log.info('stopped');
}

async function endSupport({ tenants, log }: ServerContext, watch: SupportWatch): Promise<void> {
  for (const tenant of tenants.all()) {
    await watch
      .look(tenant)
      .catch((error: unknown) => log.error('failed', { tenant: tenant.core.hex, detail: detailOf(error) }));
  }
}

async function sweepSessions({ tenants, log }: ServerContext): Promise<void> {
  for (const { core, logins, failedLogins } of tenants.all()) {
    for (const { account, address } of logins.takeBrokenOff())
      failedLogins.note({ account, address, step: 'broken-off' });
    await core.sessions
      .sweep()
      .catch((error: unknown) => log.error('failed', { tenant: core.hex, detail: detailOf(error) }));
  }
}
