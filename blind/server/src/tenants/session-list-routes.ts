import { equalBytes, hexOf } from '@siegel/wire';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type DeviceCaller, deviceCaller } from '../edge/caller.ts';
import { sendFailure } from '../edge/failure.ts';
import { rightsOf } from './member-now.ts';
import { type SeenSession, sessionId } from './session-table.ts';

/** The living sessions: the own ones, for an administrator those of everybody. Each can be ended, its sockets too (DV21). */
export function sessionListRoutes(app: FastifyInstance): void {
  const config = (id: string) => ({ route: { id, who: 'device', takes: 'nothing' } }) as const;

  app.get('/sessions', { config: config('sessions-list') }, async (request, reply) => {
    return reply.send({ sessions: (await sessionsWithin(request)).map(lineOf) });
  });

  app.delete('/sessions/:session', { config: config('sessions-end') }, async (request, reply) => {
    const { session: id } = request.params as { readonly session: string };
    const found = (await sessionsWithin(request)).find(({ tokenHash }) => sessionId(tokenHash) === id);
    if (found === undefined) return sendFailure(reply, { code: 'SLOT_UNKNOWN' });
    const { tenant } = deviceCaller(request);
    await tenant.core.sessions.end(found.tokenHash);
    tenant.signIns.ended(found, 'ended');
    return reply.code(204).send();
  });
}

/** What the caller may see and end. A session of somebody else is as good as none. */
async function sessionsWithin(request: FastifyRequest): Promise<readonly SeenSession[]> {
  const caller: DeviceCaller = deviceCaller(request);
  const { sessions, membership } = caller.tenant.core;
  const mayAll = rightsOf(membership, caller.user).has('administer');
  const living = await sessions.living();
  return mayAll ? living : living.filter(({ user }) => equalBytes(user, caller.user));
}

function lineOf({ tokenHash, user, device, createdAt, seenAt, expiresAt }: SeenSession) {
  const id = sessionId(tokenHash);
  return { id, user: hexOf(user), device: device === null ? null : hexOf(device), createdAt, seenAt, expiresAt };
}
