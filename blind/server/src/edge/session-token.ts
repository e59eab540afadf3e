import type { FastifyRequest } from 'fastify';

const COOKIE = '__Host-siegel';
const COOKIE_VALUE = /(?:^|;\s*)__Host-siegel=([A-Za-z0-9_-]{43})(?:;|$)/;
const BEARER = /^Bearer ([A-Za-z0-9_-]{43})$/;
/** A page cannot put a header on a WebSocket; what it names as protocols stands in none of its addresses (CD22). */
const PROTOCOL = /^siegel, siegel-session\.([A-Za-z0-9_-]{43})$/;

/** Where a session token came from: only a cookie is sent by browsers on their own. */
export interface PresentedToken {
  readonly token: string;
  readonly by: 'bearer' | 'cookie';
}

/** The session token of a request, or undefined (SY2). A bearer header wins over a cookie. */
export function presentedToken(request: FastifyRequest): PresentedToken | undefined {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const token = BEARER.exec(authorization)?.[1];
    return token === undefined ? undefined : { token, by: 'bearer' };
  }
  const byProtocol = PROTOCOL.exec(request.headers['sec-websocket-protocol'] ?? '')?.[1];
  if (byProtocol !== undefined) return { token: byProtocol, by: 'bearer' };
  const token = cookie === undefined ? undefined : COOKIE_VALUE.exec(cookie)?.[1];
  return token === undefined ? undefined : { token, by: 'cookie' };
}

/** True when a browser asks: browsers hold the token in a cookie that no script can read, programs get it in the answer. A client of
 *  another origin counts as a program: its worker holds the token. */
export function isBrowser(request: FastifyRequest): boolean {
  if (request.isClientApart) return false;
  return request.headers['sec-fetch-site'] !== undefined || request.headers.origin !== undefined;
}

const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** The header value that gives a browser its session (SY2). */
export function sessionCookie(token: string, maxAgeSeconds: number): string {
  return `${COOKIE}=${token}; ${ATTRIBUTES}; Max-Age=${maxAgeSeconds}`;
}

/** The header value that takes it away. */
export const NO_SESSION_COOKIE = `${COOKIE}=; ${ATTRIBUTES}; Max-Age=0`;
