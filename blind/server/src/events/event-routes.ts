import websocket from '@fastify/websocket';
import { hexOf } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { deviceCaller } from '../edge/caller.ts';
import type { ServerContext } from '../life/server-context.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { GOING_AWAY, HeadListeners } from './head-listeners.ts';

const PING_MS = 30_000;

/** `GET events` as a WebSocket: pushes heads and that an approval waits, takes nothing. */
export function eventRoutes(app: FastifyInstance, { tenants, state }: ServerContext): void {
  const byTenant = new Map<Tenant, HeadListeners>();
  const listenersOf = (tenant: Tenant) => {
    const known = byTenant.get(tenant) ?? new HeadListeners(tenant);
    byTenant.set(tenant, known);
    return known;
  };
  for (const tenant of tenants.all()) listenersOf(tenant);
  tenants.onOpened(listenersOf);
  const pings = setInterval(() => {
    for (const listeners of byTenant.values()) listeners.ping();
  }, PING_MS);
  pings.unref();
  app.addHook('onClose', async () => clearInterval(pings));
  app.get(
    '/events',
    { websocket: true, config: { route: { id: 'events', who: 'device', takes: 'nothing', socket: true } } },
    (socket, request) => {
      const { tenant, session } = deviceCaller(request);
      if (state.phase === 'stopping') return socket.close(GOING_AWAY, '');
      const who = { session: hexOf(session.tokenHash), user: session.user };
      listenersOf(tenant).add(socket, who, tenant.writer.head);
    },
  );
}

/** The plugin that opens WebSockets; a frame from a client is never more than a few bytes. */
export async function allowSockets(app: FastifyInstance): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: 1024, perMessageDeflate: false },
    preClose(done) {
      for (const socket of this.websocketServer.clients) socket.close(GOING_AWAY, '');
      this.websocketServer.close();
      done();
    },
  });
}
