import type { FastifyRequest } from 'fastify';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** True when a page of another origin could have sent the request (SY4). Browsers always name themselves on a request that
 *  changes something; a cookie without that is refused too. Programs send neither header and no cookie.
 *  @param opensSocket a WebSocket is opened by GET and still needs the own origin. */
export function isForeign(request: FastifyRequest, opensSocket: boolean): boolean {
  if (request.isClientApart) return false;
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return true;
  const { origin, cookie } = request.headers;
  if (origin !== undefined && origin !== ownOrigin(request)) return true;
  if (SAFE_METHODS.has(request.method) && !opensSocket) return false;
  if (cookie === undefined) return false;
  return origin === undefined && site !== 'same-origin';
}

/** Scheme, host and port people see, behind a trusted proxy those of the proxy. */
export function ownOrigin(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}
