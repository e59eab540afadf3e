import type { FastifyInstance } from 'fastify';

/** What a page of the one foreign origin may send and read. No credentials: a cookie of this server means nothing there (CD21). */
const ALLOWED = {
  'access-control-allow-methods': 'GET, POST, PUT, DELETE',
  'access-control-allow-headers': 'authorization, content-type, if-range, range, siegel-protocol',
  'access-control-expose-headers': 'content-range, etag, retry-after, siegel-journal-size, siegel-protocol',
  'access-control-max-age': '600',
} as const;
const FOR_CLIENTS = /^\/(?:v1\/|demo(?:$|\?))/;
const NO_CONTENT = 204;

/** Lets the client of one foreign origin ask this server, and nobody else. Such a request is known by its origin, which no script
 *  can choose; it proves itself by a bearer token alone. */
export function allowClientOrigin(app: FastifyInstance, clientOrigin: string | undefined): void {
  app.decorateRequest('isClientApart', false);
  if (clientOrigin === undefined) return;
  app.addHook('onRequest', async (request, reply) => {
    // Also on refusals to others: a cache must not hand one origin's answer to another.
    void reply.header('vary', 'Origin');
    if (request.headers.origin !== clientOrigin || !FOR_CLIENTS.test(request.url)) return;
    request.isClientApart = true;
    delete request.headers.cookie;
    void reply.headers({ 'access-control-allow-origin': clientOrigin, ...ALLOWED });
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined)
      return reply.code(NO_CONTENT).send();
  });
}

/** True for an origin as a browser writes it: scheme, host and port, nothing else. */
export function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
