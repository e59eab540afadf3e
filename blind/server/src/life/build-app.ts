import { BlockList, isIPv6, type Socket } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import { LIMITS } from '@siegel/wire';
import {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  fastify,
} from 'fastify';
import { appendRoute } from '../append/append-route.ts';
import { enterDeviceRoute } from '../append/enter-device-route.ts';
import { backupKeyRoute } from '../backups/backup-key-route.ts';
import { backupRoutes } from '../backups/backup-routes.ts';
import { blobRoutes } from '../blobs/blob-routes.ts';
import { allowClientOrigin } from '../edge/client-origin.ts';
import { failureOfError, sendFailure } from '../edge/failure.ts';
import { guardRoutes, type ListedRoute } from '../edge/guard.ts';
import type { Authority } from '../edge/authority.ts';
import { BASE_HEADERS, HSTS } from '../edge/headers.ts';
import { installRoutes } from '../edge/install-routes.ts';
import { detailOf } from '../edge/log.ts';
import { plainHttpNotice, sendNotice, waitingNotice } from '../edge/notice-page.ts';
import { isPlainFromElsewhere } from '../edge/plain-http.ts';
import { rawFailure } from '../edge/raw-failure.ts';
import { type LoadedCertificate, TLS_SETTINGS } from '../edge/tls-settings.ts';
import { type SendPage, wantsPage, webClientRoutes } from '../edge/web-client.ts';
import { allowSockets, eventRoutes } from '../events/event-routes.ts';
import { factorRoutes } from '../factors/factor-routes.ts';
import { aktenRoute } from '../fetch/akten-route.ts';
import { groupKeysRoute } from '../fetch/group-keys-route.ts';
import { indexRoute } from '../fetch/index-route.ts';
import { journalRoute } from '../fetch/journal-route.ts';
import { mirrorRoute } from '../fetch/mirror-route.ts';
import { fetchSnapshotRoutes } from '../snapshot/fetch-routes.ts';
import { renewRoutes } from '../snapshot/renew-routes.ts';
import { noteFailures } from '../support/recent-failures.ts';
import { supportRoutes } from '../support/support-routes.ts';
import { approvalRoutes } from '../tenants/approval-routes.ts';
import { confirmRoute } from '../tenants/freshness.ts';
import { forgottenRoutes } from '../tenants/forgotten-routes.ts';
import { foundingRoutes } from '../tenants/founding-routes.ts';
import { recoveryRoutes } from '../tenants/recovery-routes.ts';
import { invitationRoutes } from '../tenants/invitation-routes.ts';
import { passwordRoute } from '../tenants/password-route.ts';
import { restorationRoutes } from '../tenants/restoration-routes.ts';
import { registerRoutes } from '../tenants/register-routes.ts';
import { sessionListRoutes } from '../tenants/session-list-routes.ts';
import { sessionRoutes } from '../tenants/session-routes.ts';
import { SignInGuard } from '../tenants/sign-in-guard.ts';
import { signInRoutes } from '../tenants/sign-in-routes.ts';
import { slotRoutes } from '../tenants/slot-routes.ts';
import { onlyTenantRoute, tenantInfoRoute } from '../tenants/tenant-info-routes.ts';
import { demoRoute } from './demo-route.ts';
import { healthRoutes } from './health-routes.ts';
import type { ServerContext } from './server-context.ts';
import { closedBy } from './server-state.ts';

const REQUEST_MS = 120_000;
const HEADERS_MS = 20_000;
const KEEP_ALIVE_MS = 72_000;

/** What the application is built with besides its context. */
export interface AppOptions {
  readonly certificate?: LoadedCertificate | undefined;
  /** Who signed it, where that is the authority of the house. */
  readonly authority?: Authority | undefined;
  /** Addresses whose X-Forwarded-* headers are believed. */
  readonly trustedProxies?: readonly string[];
  readonly webDirectory?: string;
  /** The one foreign origin whose client may ask. */
  readonly clientOrigin?: string;
  /** Address of the page of a demonstration; undefined: this is none. */
  readonly demoPage?: string;
}

/** The web application over its context: edge first, then routes. Listens to nothing yet. */
export async function buildApp(
  context: ServerContext,
  options: AppOptions,
): Promise<{ readonly app: FastifyInstance; readonly routes: readonly ListedRoute[] }> {
  const { certificate, authority, trustedProxies = [], webDirectory, demoPage, clientOrigin } = options;
  const isPlain = plainFromElsewhere(trustedProxies);
  const app = createApp(certificate, trustedProxies, isPlain);
  readOnlyWhatRoutesTake(app);
  addEdge(app, context, isPlain);
  allowClientOrigin(app, clientOrigin);
  await app.register(rateLimit, { global: false });
  await allowSockets(app);
  const routes = guardRoutes(app, {
    tenants: context.tenants,
    isFounder: (request) => context.foundingToken.isIn(request.headers.authorization),
    closedBy: () => closedBy(context.state),
    now: context.world.now,
    isDiskShort: () => context.room.isShort,
  });
  const sendPage = webDirectory === undefined ? undefined : await webClientRoutes(app, webDirectory);
  noteFailures(app, context.world.now);
  answerFailures(app, context, sendPage);
  addRoutes(app, context);
  demoRoute(app, demoPage);
  installRoutes(app, undefined, authority);
  return { app, routes };
}

type IsPlain = (request: FastifyRequest) => boolean;

const PLAIN_NOTICE = plainHttpNotice(undefined);

function plainFromElsewhere(trustedProxies: readonly string[]): IsPlain {
  const proxies = new BlockList();
  for (const address of trustedProxies) proxies.addAddress(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  const isProxy = (address: string) => proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  return (request) => isPlainFromElsewhere(request, isProxy);
}

function createApp(
  certificate: LoadedCertificate | undefined,
  trustedProxies: readonly string[],
  isPlain: IsPlain,
): FastifyInstance {
  const options = {
    logger: false,
    bodyLimit: LIMITS.controlBytes,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: HEADERS_MS },
    // What arrives while the server stops is answered by the guard, in both languages.
    return503OnClosing: false,
    forceCloseConnections: 'idle' as const,
    routerOptions: { ignoreTrailingSlash: true },
    // Address and protocol of the caller come from a proxy only where it is named (SV33).
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    // Addresses that are none, and bytes that are no HTTP, are answered like everything else.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      reply.headers(BASE_HEADERS);
      void (isPlain(request) ? sendNotice(reply, PLAIN_NOTICE) : sendFailure(reply, failureOfError(error)));
    },
    clientErrorHandler: (_: unknown, socket: Socket) => {
      if (socket.writable) socket.end(rawFailure('MESSAGE_MALFORMED'));
    },
  };
  // The framework types http and https servers apart; routes see no difference.
  if (certificate === undefined) return fastify(options as FastifyServerOptions) as FastifyInstance;
  const { cert, key } = certificate;
  return fastify({ ...options, https: { ...TLS_SETTINGS, cert, key } } as FastifyServerOptions) as FastifyInstance;
}

/** Headers on every answer, and the two pages that stand before everything else. */
function addEdge(app: FastifyInstance, { state }: ServerContext, isPlain: IsPlain): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(BASE_HEADERS);
    if (request.protocol === 'https') reply.header('strict-transport-security', HSTS);
    if (isPlain(request)) return sendNotice(reply, PLAIN_NOTICE);
    if (state.waitingFor !== undefined && wantsPage(request) && request.routeOptions.url !== '/status')
      return sendNotice(reply, waitingNotice(state.waitingFor));
  });
}

function addRoutes(app: FastifyInstance, context: ServerContext): void {
  healthRoutes(app, context);
  onlyTenantRoute(app, context);
  foundingRoutes(app, context);
  void app.register(
    async (below) => {
      tenantInfoRoute(below);
      const guard = new SignInGuard(context.world.elapsed, context.limits.signInsAtOnce);
      signInRoutes(below, context, guard);
      sessionRoutes(below, context);
      sessionListRoutes(below);
      invitationRoutes(below, context);
      registerRoutes(below, context);
      passwordRoute(below, context, guard);
      confirmRoute(below, context, guard);
      factorRoutes(below, context, guard);
      slotRoutes(below);
      recoveryRoutes(below, context);
      restorationRoutes(below, context);
      forgottenRoutes(below, context);
      supportRoutes(below);
      approvalRoutes(below, context);
      enterDeviceRoute(below, context);
      appendRoute(below);
      journalRoute(below);
      aktenRoute(below);
      indexRoute(below);
      mirrorRoute(below);
      groupKeysRoute(below);
      fetchSnapshotRoutes(below);
      renewRoutes(below);
      blobRoutes(below);
      backupRoutes(below);
      backupKeyRoute(below);
      eventRoutes(below, context);
    },
    { prefix: '/v1/t/:tenant' },
  );
}

/** JSON by the framework's parser; sealed sequences and blob pieces as they are; nothing else. */
function readOnlyWhatRoutesTake(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain');
  const asBytes = { parseAs: 'buffer' } as const;
  for (const type of ['application/cbor-seq', 'application/octet-stream'])
    app.addContentTypeParser(type, asBytes, (_, body, done) => done(null, body));
}

function answerFailures(app: FastifyInstance, { log }: ServerContext, sendPage: SendPage | undefined): void {
  app.setNotFoundHandler((request, reply) =>
    sendPage !== undefined && wantsPage(request) ? sendPage(reply) : sendFailure(reply, { code: 'ROUTE_UNKNOWN' }),
  );
  app.setErrorHandler((error, request, reply) => {
    const failure = failureOfError(error);
    const route = request.routeOptions.config.route?.id ?? 'none';
    if (failure.code === 'INTERNAL' || failure.code.startsWith('D'))
      log.error('failed', { code: failure.code, route, detail: detailOf(error) });
    return sendFailure(reply, failure);
  });
}
