import { assert, type ErrorCode, type Failure, type Id, PROTOCOL_VERSION } from '@siegel/wire';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import { isApprovedDevice, rightsOf, supportOf } from '../tenants/member-now.ts';
import { type Coming, isFactorMissing, sessionFault } from '../access/access-now.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { sendFailure } from './failure.ts';
import { isForeign } from './origin.ts';
import type { RouteConfig, Takes } from './route-config.ts';
import { presentedToken } from './session-token.ts';

const MEDIA_TYPES: Readonly<Record<Takes, RegExp | undefined>> = {
  nothing: undefined,
  json: /^application\/json(?:;|$)/,
  'cbor-seq': /^application\/cbor-seq$/,
  bytes: /^application\/octet-stream$/,
};

/** What the guard asks outside of the request. */
export interface GuardContext {
  readonly tenants: TenantDirectory;
  readonly isFounder: (request: FastifyRequest) => boolean;
  /** Why nothing is served at the moment, or undefined: starting without key, stopping. */
  readonly closedBy: () => ErrorCode | undefined;
  readonly now: () => number;
  /** True while only the reserve of the disk is left. */
  readonly isDiskShort: () => boolean;
}

/** A route as it was registered; without an id it belongs to the web client's files. */
export interface ListedRoute {
  readonly method: string;
  readonly url: string;
  readonly id: string | undefined;
  /** The right it asks for; of several, any one. */
  readonly right: RouteConfig['right'];
}

/** Puts the same questions before every route of the interface: limit -> who -> may. The answers stand in the route's config;
 *  a route without one is a bug found at start.
 *  @returns the routes, growing as they are registered: what the rights matrix is compared with (A6). */
export function guardRoutes(app: FastifyInstance, context: GuardContext): readonly ListedRoute[] {
  const listed: ListedRoute[] = [];
  app.decorateRequest('tenant', null);
  app.decorateRequest('session', null);
  app.decorateRequest('refusedWith', null);
  app.addHook('onRoute', ({ url, method, config }) => {
    assert(!url.startsWith('/v1') || config?.route !== undefined, 'A6: every route says who may call it');
    for (const verb of [method].flat()) {
      const { id, right } = config?.route ?? {};
      listed.push({ method: verb, url, id, right });
    }
  });
  app.addHook('onRequest', async (request, reply) => {
    const { route } = request.routeOptions.config;
    if (route === undefined) return;
    const failure =
      edgeFailure(request, route, context) ??
      (await whoFailure(request, route, context)) ??
      (route.grows === true && context.isDiskShort() ? { code: 'DISK_FULL' as const } : undefined);
    if (failure !== undefined) return sendFailure(reply, failure);
  });
  return listed;
}

function edgeFailure(request: FastifyRequest, route: RouteConfig, { closedBy }: GuardContext): Failure | undefined {
  if (isForeign(request, route.socket === true)) return { code: 'ORIGIN_FOREIGN' };
  const closed = closedBy();
  if (closed !== undefined && route.open !== true) return { code: closed };
  const protocol = request.headers['siegel-protocol'];
  if (protocol !== undefined && !(Number(protocol) >= PROTOCOL_VERSION)) return { code: 'PROTOCOL_OUTDATED' };
  const expected = MEDIA_TYPES[route.takes];
  const { 'content-type': type = '' } = request.headers;
  return expected === undefined || expected.test(type) ? undefined : { code: 'MEDIA_TYPE_WRONG' };
}

async function whoFailure(
  request: FastifyRequest,
  route: RouteConfig,
  context: GuardContext,
): Promise<Failure | undefined> {
  const { tenant: hex } = request.params as { readonly tenant?: string };
  if (hex !== undefined) {
    const found = context.tenants.find(hex);
    if (!found.ok) return found.error;
    request.tenant = found.value;
  }
  if (route.who === 'founder') return context.isFounder(request) ? undefined : { code: 'SESSION_MISSING' };
  if (route.who === 'public' || request.tenant === null) return undefined;
  const code = await callerFault(request, route);
  return code === undefined ? undefined : { code };
}

async function callerFault(request: FastifyRequest, route: RouteConfig): Promise<ErrorCode | undefined> {
  const { tenant } = request;
  const presented = presentedToken(request);
  if (tenant === null || presented === undefined) return route.who === 'invited' ? undefined : 'SESSION_MISSING';
  const session = await tenant.core.sessions.find(presented.token);
  if (session === undefined) {
    if (route.ends === true) await tenant.core.sessions.dropProof(presented.token);
    return 'SESSION_MISSING';
  }
  const { core } = tenant;
  const coming = { user: session.user, address: request.ip, hasShownFactor: core.sessions.hasShown(session) };
  const fault = await sessionFault(core, coming);
  if (fault !== undefined) {
    // A session that moved to where it may not be is over, here and everywhere (AZ3).
    await core.sessions.end(session.tokenHash);
    return fault;
  }
  request.session = session;
  const over = await overFault(core, route, session.user);
  if (over !== undefined || route.who === 'account') return over;
  return deviceFault(core, route, { ...coming, device: session.device });
}

/** What has run out: the time of support (SU4), the days of a password (PW8). */
async function overFault(core: TenantCore, route: RouteConfig, user: Id): Promise<ErrorCode | undefined> {
  const support = supportOf(core.membership, user);
  if (core.world.now() >= (support?.untilMs ?? Number.POSITIVE_INFINITY)) return 'SUPPORT_ENDED';
  if (route.whenExpired === true) return undefined;
  return (await core.passwords.hasEnded(user)) ? 'PASSWORD_EXPIRED' : undefined;
}

/** What a route asks beyond a session: an approved device, a second factor by the rule, a right. */
async function deviceFault(
  core: TenantCore,
  route: RouteConfig,
  coming: Coming & { readonly device: Id | null },
): Promise<ErrorCode | undefined> {
  const { user, device } = coming;
  if (device === null || !isApprovedDevice(core.membership, user, device)) return 'DEVICE_NOT_APPROVED';
  if (supportOf(core.membership, user) !== undefined && route.support !== true) return 'RIGHT_MISSING';
  if (route.withoutFactor !== true && (await isFactorMissing(core, coming))) return 'FACTOR_MISSING';
  if (route.right === undefined) return undefined;
  const rights = rightsOf(core.membership, user);
  return [route.right].flat().some((right) => rights.has(right)) ? undefined : 'RIGHT_MISSING';
}
