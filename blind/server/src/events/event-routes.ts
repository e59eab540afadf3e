import websocket from '@fastify/websocket';
import { bytesOfHex, type Hash, hexOf, type Id } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { sessionFault } from '../access/access-now.ts';
import { deviceCaller } from '../edge/caller.ts';
import { readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { detailOf } from '../edge/log.ts';
import { akteAccessOf } from '../fetch/akte-access.ts';
import type { ServerContext } from '../life/server-context.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { GOING_AWAY, HeadListeners, type ListenerOwner } from './head-listeners.ts';

const PING_MS = 30_000;
/** Half of what a session that is over may go on for (DV22). */
const WATCH_MS = 2_000;
const NO_CONTENT = 204;

/** `GET events` as a WebSocket: pushes heads, who changes what, and that an approval waits; takes nothing. `POST presence`: who
 *  changes what, passed on to those who may fetch the Akte and kept nowhere (AT53). */
export function eventRoutes(app: FastifyInstance, { tenants, state, log }: ServerContext): void {
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
  const watch = setInterval(() => {
    for (const [tenant, listeners] of byTenant)
      void listeners
        .closeUnless((owner) => mayStay(tenant, owner))
        .catch((error: unknown) => log.error('failed', { tenant: tenant.core.hex, detail: detailOf(error) }));
  }, WATCH_MS);
  watch.unref();
  app.addHook('onClose', async () => [pings, watch].forEach((timer) => clearInterval(timer)));
  app.get(
    '/events',
    {
      websocket: true,
      config: { route: { id: 'events', who: 'device', takes: 'nothing', socket: true, whenExpired: true } },
    },
    (socket, request) => {
      const { tenant, session, user } = deviceCaller(request);
      if (state.phase === 'stopping') return socket.close(GOING_AWAY, '');
      listenersOf(tenant).add(
        socket,
        { session: hexOf(session.tokenHash), user, address: request.ip },
        tenant.writer.head,
      );
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

/** False ends the session: its time is over, a rule or its end date forbids the place it was opened from (AZ3, AZ11). */
async function mayStay({ core }: Tenant, { session, user, address }: ListenerOwner): Promise<boolean> {
  if (!(await core.sessions.isInUse(session))) return false;
  const tokenHash = bytesOfHex(session) as Hash;
  const fault = await sessionFault(core, { user, address, hasShownFactor: core.sessions.hasShown({ tokenHash }) });
  if (fault !== undefined) await core.sessions.end(tokenHash);
  return fault === undefined;
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
