import websocket from '@fastify/websocket';
import { bytesOfHex, hexOf, type Id } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { deviceCaller } from '../edge/caller.ts';
import { readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { akteAccessOf } from '../fetch/akte-access.ts';
import type { ServerContext } from '../life/server-context.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { GOING_AWAY, HeadListeners } from './head-listeners.ts';

const PING_MS = 30_000;
const NO_CONTENT = 204;

/** `GET events` as a WebSocket: pushes heads, who changes what, and that an approval waits; takes nothing. `POST presence`: who
 *  changes what, passed on to those who may fetch the Akte and kept nowhere (AT53). */
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
    {
      websocket: true,
      config: { route: { id: 'events', who: 'device', takes: 'nothing', socket: true, whenExpired: true } },
    },
    (socket, request) => {
      const { tenant, session, user } = deviceCaller(request);
      if (state.phase === 'stopping') return socket.close(GOING_AWAY, '');
      listenersOf(tenant).add(socket, { session: hexOf(session.tokenHash), user }, tenant.writer.head);
    },
  );
  app.post(
    '/presence',
    { config: { route: { id: 'presence', who: 'device', takes: 'json', right: 'write-records' } } },
    async (request, reply) => {
      const message = readControl('presence', request.body);
      if (!message.ok) return sendFailure(reply, message.error);
      const { tenant, session, user, device } = deviceCaller(request);
      const { record, editing } = message.value;
      const akte = bytesOfHex(message.value.akte) as Id;
      const { store } = tenant.core;
      if (!(await akteAccessOf(tenant.core, user).mayFetch(store, akte)))
        return sendFailure(reply, { code: 'AKTE_UNKNOWN' });
      const text = JSON.stringify({ type: 'presence', record, device: hexOf(device), editing });
      await listenersOf(tenant).passOn(text, {
        from: hexOf(session.tokenHash),
        mayKnow: (reader) => akteAccessOf(tenant.core, reader).mayFetch(store, akte),
      });
      return reply.code(NO_CONTENT).send();
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
