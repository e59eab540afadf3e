import rateLimit from '@fastify/rate-limit';
import { LIMITS } from '@siegel/wire';
import { type FastifyInstance, type FastifyServerOptions, fastify } from 'fastify';
import { appendRoute } from '../append/append-route.ts';
import { failureOfError, sendFailure } from '../edge/failure.ts';
import { guardRoutes } from '../edge/guard.ts';
import { BASE_HEADERS, HSTS } from '../edge/headers.ts';
import { detailOf } from '../edge/log.ts';
import { aktenRoute } from '../fetch/akten-route.ts';
import { journalRoute } from '../fetch/journal-route.ts';
import { approvalRoutes } from '../tenants/approval-routes.ts';
import { foundingRoutes } from '../tenants/founding-routes.ts';
import { sessionRoutes } from '../tenants/session-routes.ts';
import { signInRoutes } from '../tenants/sign-in-routes.ts';
import { slotRoutes } from '../tenants/slot-routes.ts';
import { onlyTenantRoute, tenantInfoRoute } from '../tenants/tenant-info-routes.ts';
import { healthRoutes } from './health-routes.ts';
import type { ServerContext } from './server-context.ts';

const REQUEST_MS = 120_000;
const HEADERS_MS = 20_000;
const KEEP_ALIVE_MS = 72_000;

/** The web application over its context: edge first, then routes. Listens to nothing yet. */
export async function buildApp(context: ServerContext, tls?: { cert: Buffer; key: Buffer }): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: LIMITS.controlBytes,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: HEADERS_MS },
    // A request that arrives while the server stops is answered by the guard, in both languages.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
    ...(tls !== undefined && { https: { ...tls, minVersion: 'TLSv1.2' } }),
  } as FastifyServerOptions) as FastifyInstance;
  readOnlyWhatRoutesTake(app);
  app.addHook('onRequest', async (_, reply) => {
    reply.headers(BASE_HEADERS);
    if (tls !== undefined) reply.header('strict-transport-security', HSTS);
  });
  await app.register(rateLimit, {
    global: false,
    addHeadersOnExceeding: { 'x-ratelimit-limit': false },
    addHeaders: {},
  });
  guardRoutes(app, {
    tenants: context.tenants,
    isFounder: (request) => context.foundingToken.isIn(request.headers.authorization),
    isStopping: () => context.state.phase === 'stopping',
  });
  answerFailures(app, context);
  addRoutes(app, context);
  return app;
}

function addRoutes(app: FastifyInstance, context: ServerContext): void {
  healthRoutes(app, context);
  onlyTenantRoute(app, context);
  foundingRoutes(app, context);
  void app.register(
    async (below) => {
      tenantInfoRoute(below);
      signInRoutes(below, context);
      sessionRoutes(below, context);
      slotRoutes(below);
      approvalRoutes(below, context);
      appendRoute(below);
      journalRoute(below);
      aktenRoute(below);
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

function answerFailures(app: FastifyInstance, { log }: ServerContext): void {
  app.setNotFoundHandler((_, reply) => sendFailure(reply, { code: 'ROUTE_UNKNOWN' }));
  app.setErrorHandler((error, request, reply) => {
    const failure = failureOfError(error);
    const route = request.routeOptions.config.route?.id ?? 'none';
    if (failure.code === 'INTERNAL' || failure.code.startsWith('D'))
      log.error('failed', { code: failure.code, route, detail: detailOf(error) });
    return sendFailure(reply, failure);
  });
}
