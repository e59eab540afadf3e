import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tenantOf } from '../edge/caller.ts';
import { base64urlOf, bytesOfBase64url, readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import type { ServerContext } from '../life/server-context.ts';
import { accountOf } from './accounts.ts';
import { invitationToken, invitedUser } from './invitations.ts';
import type { InvitedPerson } from './invited-people.ts';

const MISSING = { code: 'SESSION_MISSING' } as const;

/** The side of somebody who has lost everything (WH10): the token of the link stands where a session would, because there is no
 *  password any more. What it says and is told are opaque bytes; the sign-in name is told only with the answer. */
export function restorationRoutes(app: FastifyInstance, { limits }: ServerContext): void {
  const config = (id: string, takes: 'json' | 'nothing') =>
    limited({ id, who: 'invited', takes }, limits.approvalPerMinute);

  app.get('/restoration', { config: config('restoration-own', 'nothing') }, async (request, reply) => {
    const person = await restoredOf(request);
    if (person === undefined) return sendFailure(reply, MISSING);
    const { answer, expiresAt, user } = person;
    if (answer.length === 0) return reply.send({ answer: null, expiresAt, account: '' });
    const account = (await accountOf(tenantOf(request).core.store, user)) ?? '';
    return reply.send({ answer: base64urlOf(answer), expiresAt, account });
  });

  app.put('/restoration', { config: config('restoration-ask', 'json') }, async (request, reply) => {
    const person = await restoredOf(request);
    if (person === undefined) return sendFailure(reply, MISSING);
    const message = readControl('invitationMessage', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    await tenantOf(request).invited.ask(person.user, bytesOfBase64url(message.value.message));
    return reply.code(204).send();
  });
}

async function restoredOf(request: FastifyRequest): Promise<InvitedPerson | undefined> {
  const { core, invited } = tenantOf(request);
  const token = invitationToken(request.headers.authorization);
  const user = token === undefined ? undefined : await invitedUser(core, token);
  const person = user === undefined ? undefined : await invited.of(user);
  return person?.restores === true ? person : undefined;
}
