import type { FastifyInstance } from 'fastify';
import { tenantOf } from '../edge/caller.ts';
import { base64urlOf, bytesOfBase64url, readControl } from '../edge/control-message.ts';
import { evenTime } from '../edge/even-time.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import type { ServerContext } from '../life/server-context.ts';
import { forgottenSlots } from './forgotten-slots.ts';
import { invite } from './invitations.ts';

/** A forgotten password (WH3): the ways to the user key that need no device are handed out by name, sealed under secrets nobody can
 *  guess; whoever opens one signs with the user key, and may then choose a password. */
export function forgottenRoutes(app: FastifyInstance, { limits }: ServerContext): void {
  const config = (id: string) => limited({ id, who: 'public', takes: 'json' }, limits.registerPerMinute);

  app.post('/forgotten/slots', { config: config('forgotten-slots') }, async (request, reply) => {
    const message = readControl('forgotten', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { core, forgottenProofs } = tenantOf(request);
    const even = evenTime();
    const { user, slots } = await forgottenSlots(core, message.value.account, message.value.page);
    await even;
    return reply.send({ user, challenge: base64urlOf(forgottenProofs.challenge()), slots });
  });

  app.post('/forgotten/proof', { config: config('forgotten-proof') }, async (request, reply) => {
    const message = readControl('forgottenProof', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { core, forgottenProofs, failedLogins } = tenantOf(request);
    const { account, challenge, signature } = message.value;
    const even = evenTime();
    const row = await core.store.account(account);
    const proof = { challenge: bytesOfBase64url(challenge), signature: bytesOfBase64url(signature) };
    if (!(await forgottenProofs.isProven(row?.user, proof)) || row === undefined) {
      await even;
      failedLogins.note({ account, address: request.ip, step: 'password' });
      return sendFailure(reply, { code: 'LOGIN_FAILED' });
    }
    const { token, expiresAt } = await invite(core, row.user);
    return reply.code(201).send({ invitation: token, expiresAt });
  });
}
