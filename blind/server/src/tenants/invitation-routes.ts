import { bytesOfHex, equalBytes, type Failure, hexOf, type Id } from '@siegel/wire';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accountCaller, deviceCaller } from '../edge/caller.ts';
import { base64urlOf, bytesOfBase64url, readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import type { ServerContext } from '../life/server-context.ts';
import { invite, makeInvitation } from './invitations.ts';
import { accountOf } from './accounts.ts';
import type { InvitedPerson } from './invited-people.ts';
import { activeUser, isMember } from './member-now.ts';
import type { Tenant } from './tenant.ts';

const USER_ID = /^[0-9a-f]{32}$/;
const ENDED = { code: 'INVITATION_ENDED' } as const;

/** Inviting and admitting (SV11, IV1 to IV15): the inviter's side needs the right to administer, the invited has an account
 *  session and nothing else. What they tell each other are opaque bytes. */
export function invitationRoutes(app: FastifyInstance, { limits }: ServerContext): void {
  inviterRoutes(app);
  const account = (id: string, takes: 'json' | 'nothing') =>
    limited({ id, who: 'account', takes }, limits.approvalPerMinute);

  app.get('/invitation', { config: account('invitation-own', 'nothing') }, async (request, reply) => {
    const { tenant, user } = accountCaller(request);
    const person = await tenant.invited.of(user);
    if (person === undefined) return sendFailure(reply, ENDED);
    const { answer, expiresAt } = person;
    return reply.send({ answer: textOrNull(answer), expiresAt });
  });

  app.put('/invitation', { config: account('invitation-ask', 'json') }, async (request, reply) => {
    const message = readControl('invitationMessage', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { tenant, user } = accountCaller(request);
    const asked = await tenant.invited.ask(user, bytesOfBase64url(message.value.message));
    return asked ? reply.code(204).send() : sendFailure(reply, ENDED);
  });

  // The device stands in the journal by now: the account stays.
  app.delete(
    '/invitation',
    { config: { route: { id: 'invitation-used', who: 'device', takes: 'nothing', support: true } } },
    async (request, reply) => {
      const { tenant, user } = deviceCaller(request);
      return (await tenant.invited.end(user)) ? reply.code(204).send() : sendFailure(reply, ENDED);
    },
  );
}

function inviterRoutes(app: FastifyInstance): void {
  const config = (id: string, takes: 'json' | 'nothing') => ({
    config: { route: { id, who: 'device', takes, right: 'administer' } } as const,
  });

  app.post('/invitations', config('invitations', 'json'), async (request, reply) => {
    const message = readControl('invite', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { tenant, user: by } = deviceCaller(request);
    const user = bytesOfHex(message.value.user) as Id;
    const { note } = message.value;
    const refusal = await refusalOf(tenant, { user, by, hasNote: note !== undefined });
    if (refusal !== undefined) return sendFailure(reply, refusal);
    if (note === undefined) {
      const { token, expiresAt } = await invite(tenant.core, user);
      return reply.code(201).send({ invitation: token, expiresAt });
    }
    const made = makeInvitation(tenant.core, user);
    const added = await tenant.invited.add(
      { user, by, note: bytesOfBase64url(note), restores: isMember(tenant.core.membership, user) },
      made,
    );
    if (!added.ok) return sendFailure(reply, added.error);
    return reply.code(201).send({ invitation: made.token, expiresAt: made.expiresAt });
  });

  app.get('/invitations', config('invitations-list', 'nothing'), async (request, reply) => {
    const people = await deviceCaller(request).tenant.invited.all();
    return reply.send({ invitations: people.map(lineOf) });
  });

  app.post('/invitations/:user', config('invitations-answer', 'json'), async (request, reply) => {
    const message = readControl('invitationMessage', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const person = await ownInvitationOf(request);
    if (person === undefined) return sendFailure(reply, ENDED);
    const { invited } = deviceCaller(request).tenant;
    const answered = await invited.answer(person.user, bytesOfBase64url(message.value.message));
    return answered ? reply.code(204).send() : sendFailure(reply, ENDED);
  });

  app.delete('/invitations/:user', config('invitations-end', 'nothing'), async (request, reply) => {
    const user = userOfPath(request);
    const ended = user !== undefined && (await deviceCaller(request).tenant.invited.end(user));
    return ended ? reply.code(204).send() : sendFailure(reply, ENDED);
  });
}

/** Somebody who stands in the journal gets a link only to be restored by somebody else, and no second account (WH10). */
async function refusalOf(
  tenant: Tenant,
  { user, by, hasNote }: { readonly user: Id; readonly by: Id; readonly hasNote: boolean },
): Promise<Failure | undefined> {
  if (!isMember(tenant.core.membership, user)) return undefined;
  const { membership, store } = tenant.core;
  if (!hasNote) return (await accountOf(store, user)) === undefined ? undefined : { code: 'ACCOUNT_EXISTS' };
  const isRestorable = activeUser(membership, user)?.userKind === 'person' && !equalBytes(user, by);
  return isRestorable ? undefined : { code: 'RIGHT_MISSING' };
}

/** Only who invited can answer: nobody else knows the code. */
async function ownInvitationOf(request: FastifyRequest): Promise<InvitedPerson | undefined> {
  const { tenant, user: caller } = deviceCaller(request);
  const user = userOfPath(request);
  const person = user === undefined ? undefined : await tenant.invited.of(user);
  return person !== undefined && equalBytes(person.by, caller) ? person : undefined;
}

function userOfPath(request: FastifyRequest): Id | undefined {
  const { user } = request.params as { readonly user: string };
  return USER_ID.test(user) ? (bytesOfHex(user) as Id) : undefined;
}

function lineOf({ user, by, note, expiresAt, request, answer, restores }: InvitedPerson) {
  return {
    user: hexOf(user),
    by: hexOf(by),
    note: base64urlOf(note),
    expiresAt,
    request: textOrNull(request),
    isAnswered: answer.length > 0,
    restores,
  };
}

function textOrNull(bytes: Uint8Array): string | null {
  return bytes.length === 0 ? null : base64urlOf(bytes);
}
