import type { FastifyRequest } from 'fastify';
import { hashOfToken, sessionId } from '../tenants/session-table.ts';

/** One cookie per session, so that two people in one browser profile, each in a tab, do not mix (DV30). */
const COOKIES = /(?:^|;\s*)__Host-siegel-([0-9a-f]{32})=([A-Za-z0-9_-]{43})(?=;|$)/g;
const BEARER = /^Bearer ([A-Za-z0-9_-]{43})$/;
/** A page cannot put a header on a WebSocket; what it names as protocols stands in none of its addresses (CD22). */
const PROTOCOL = /^siegel, siegel-session\.([A-Za-z0-9_-]{43})$/;
const SESSION_ID = /^[0-9a-f]{32}$/;

/** Where a session token came from: only a cookie is sent by browsers on their own. */
export interface PresentedToken {
  readonly token: string;
  readonly by: 'bearer' | 'cookie';
}

/** The session token of a request, or undefined (SY2). A bearer header wins over cookies. Of the cookies counts the one of the
 *  session the request names: in the header `siegel-session`, for a WebSocket in the address. */
export function presentedToken(request: FastifyRequest): PresentedToken | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = BEARER.exec(authorization)?.[1];
    return token === undefined ? undefined : { token, by: 'bearer' };
  }
  const byProtocol = PROTOCOL.exec(request.headers['sec-websocket-protocol'] ?? '')?.[1];
  if (byProtocol !== undefined) return { token: byProtocol, by: 'bearer' };
  const id = namedSession(request);
  const token = id === undefined ? undefined : cookieTokens(request).get(id);
  return token === undefined ? undefined : { token, by: 'cookie' };
}

/** Tokens of all sessions this browser profile holds, by session id. A cookie under the name of another session is none: whoever
 *  plants one takes nobody over (DV32). */
export function cookieTokens({ headers }: FastifyRequest): ReadonlyMap<string, string> {
  const found = [...(headers.cookie ?? '').matchAll(COOKIES)].map(([, id = '', token = '']) => [id, token] as const);
  return new Map(found.filter(([id, token]) => sessionId(hashOfToken(token)) === id));
}

function namedSession({ headers, query }: FastifyRequest): string | undefined {
  const named = headers['siegel-session'] ?? (query as { readonly session?: unknown }).session;
  return typeof named === 'string' && SESSION_ID.test(named) ? named : undefined;
}

/** True when a browser asks: browsers hold the token in a cookie that no script can read, programs get it in the answer. A client of
 *  another origin counts as a program: its worker holds the token. */
export function isBrowser(request: FastifyRequest): boolean {
  if (request.isClientApart) return false;
  return request.headers['sec-fetch-site'] !== undefined || request.headers.origin !== undefined;
}

const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** The header value that gives a browser its session (SY2). */
export function sessionCookie(id: string, token: string, maxAgeSeconds: number): string {
  return `__Host-siegel-${id}=${token}; ${ATTRIBUTES}; Max-Age=${maxAgeSeconds}`;
}

/** The header value that takes it away. */
export function noSessionCookie(id: string): string {
  return `__Host-siegel-${id}=; ${ATTRIBUTES}; Max-Age=0`;
}
