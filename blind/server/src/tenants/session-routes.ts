import { bytesOfHex, hexOf, type Id } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { accountCaller, deviceCaller } from '../edge/caller.ts';
import { base64urlOf, bytesOfBase64url, readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import { noSessionCookie, presentedToken } from '../edge/session-token.ts';
import type { ServerContext } from '../life/server-context.ts';
import { type Session, sessionId } from './session-table.ts';
import type { Tenant } from './tenant.ts';

/** The own session: what it is, device proof, log-out (SY3, SY5). */
export function sessionRoutes(app: FastifyInstance, { limits }: ServerContext): void {
  const account = (id: string) => ({ route: { id, who: 'account', takes: 'nothing', whenExpired: true } }) as const;

  app.get('/session', { config: account('session') }, async (request, reply) => {
    const { tenant, session } = accountCaller(request);
    return reply.send(await sessionState(tenant, session));
  });

  app.post(
    '/logout',
    { config: { route: { id: 'logout', who: 'account', takes: 'nothing', ends: true } } },
    async (request, reply) => {
      const { tenant, session } = accountCaller(request);
      await tenant.core.sessions.end(session.tokenHash);
      tenant.signIns.ended(session, 'sign-out');
      const gone = noSessionCookie(sessionId(session.tokenHash));
      return reply.header('set-cookie', gone).header('clear-site-data', '"cache"').code(204).send();
    },
  );

  app.get(
    '/session/half',
    { config: { route: { id: 'session-half', who: 'device', takes: 'nothing', whenExpired: true, support: true } } },
    async (request, reply) => {
      const { halves } = deviceCaller(request).tenant.core;
      return reply.send({ half: base64urlOf(halves.of(presentedToken(request)?.token ?? '')) });
    },
  );

  app.post(
    '/device/challenge',
    {
      config: limited(
        { id: 'device-challenge', who: 'account', takes: 'nothing', whenExpired: true },
        limits.proofPerMinute,
      ),
    },
    async (request, reply) => {
      const { tenant, session } = accountCaller(request);
      return reply.send({ challenge: base64urlOf(tenant.challenges.issue(session)) });
    },
  );

  app.post(
    '/device/proof',
    {
      config: limited({ id: 'device-proof', who: 'account', takes: 'json', whenExpired: true }, limits.proofPerMinute),
    },
    async (request, reply) => {
      const message = readControl('deviceProof', request.body);
      if (!message.ok) return sendFailure(reply, message.error);
      const { tenant, session } = accountCaller(request);
      const device = bytesOfHex(message.value.device) as Id;
      const challenge = bytesOfBase64url(message.value.challenge);
      const signature = bytesOfBase64url(message.value.signature);
      const code = await tenant.challenges.fault(session, { device, challenge, signature });
      if (code !== undefined) return sendFailure(reply, { code });
      const noted = await tenant.signIns.signedIn(session, device, request.ip);
      if (!noted.ok) return sendFailure(reply, noted.error);
      return reply.send(await sessionState(tenant, await tenant.core.sessions.proveDevice(session, device)));
    },
  );
}

/** What a client may know of its session. The hash is what device proofs sign; it opens nothing. */
async function sessionState({ core }: Tenant, { tokenHash, user, device, expiresAt }: Session) {
  return {
    sessionHash: hexOf(tokenHash),
    user: hexOf(user),
    device: device === null ? null : hexOf(device),
    expiresAt,
    passwordSetAt: await core.passwords.setAt(user),
  };
}
