import { ERRORS, PROTOCOL_VERSION } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import type { ServerContext } from './server-context.ts';
import { statusPage } from './status-page.ts';

/** `GET /health` and `GET /ready`: counts only, for everybody (SY33); `GET /status`: the same for people, where memory may lie and how the disks are (BX13). */
export function healthRoutes(app: FastifyInstance, { tenants, state, disks, world }: ServerContext): void {
  const status = () => {
    if (state.phase !== 'ready') return state.phase;
    return tenants.count().closed > 0 ? 'degraded' : 'ok';
  };
  const answer = () => ({ status: status(), protocol: PROTOCOL_VERSION, tenants: tenants.count().tenants });

  app.get(
    '/health',
    { config: { route: { id: 'health', who: 'public', takes: 'nothing', open: true } } },
    async (_, reply) => reply.send(answer()),
  );
  app.get(
    '/ready',
    { config: { route: { id: 'ready', who: 'public', takes: 'nothing', open: true } } },
    async (_, reply) => reply.code(state.phase === 'ready' ? 200 : ERRORS.SERVER_STOPPING.status).send(answer()),
  );
  app.get(
    '/status',
    { config: { route: { id: 'status', who: 'public', takes: 'nothing', open: true } } },
    async (_, reply) =>
      reply.type('text/html; charset=utf-8').send(statusPage(state, tenants.count(), disks.health, world.now())),
  );
}
