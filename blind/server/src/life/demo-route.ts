import type { FastifyInstance } from 'fastify';

/** `GET /demo`: whether this server holds a demonstration, and which page explains it, so that the web client can say so on
 *  every screen. The server knows the page's address only, no access of the demonstration (SV26). */
export function demoRoute(app: FastifyInstance, page: string | undefined): void {
  const answer = page === undefined ? { demo: false } : { demo: true, page };
  const config = { route: { id: 'demo', who: 'public', takes: 'nothing', open: true } } as const;
  app.get('/demo', { config }, async (_, reply) => reply.send(answer));
}
