import { server } from '@serenity-kit/opaque';
import { bytesOfHex, equalBytes, fail, type Failure, type Id, ok, type Result } from '@siegel/wire';
import type { WriteTx } from '@siegel/store';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tenantOf } from '../edge/caller.ts';
import { bytesOfBase64url, readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import type { ServerContext } from '../life/server-context.ts';
import { putAccount } from './accounts.ts';
import { freshnessFault } from './freshness.ts';
import { isMember } from './member-now.ts';
import { invitationToken, invitedUser, useInvitation } from './invitations.ts';
import { opaqueAnswer } from './opaque-answer.ts';

/** Registering a sign-in name: an approved device for its own user (a changed password is a new record), or somebody invited.
 *  The password never comes here; the record opens nothing. SV10, SV11. */
export function registerRoutes(app: FastifyInstance, { limits }: ServerContext): void {
  const config = (id: string, more: { readonly whenExpired?: boolean } = {}) =>
    limited({ id, who: 'invited', takes: 'json', ...more }, limits.registerPerMinute);

  app.post('/register/start', { config: config('register-start', { whenExpired: true }) }, async (request, reply) => {
    const registrant = await registrantOf(request);
    if (!registrant.ok) return sendFailure(reply, registrant.error);
    const message = readControl('registerStart', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { account, registrationRequest } = message.value;
    const serverSetup = tenantOf(request).core.opaqueSetup;
    const answer = opaqueAnswer(() =>
      server.createRegistrationResponse({ serverSetup, userIdentifier: account, registrationRequest }),
    );
    return answer.ok ? reply.send(answer.value) : sendFailure(reply, answer.error);
  });

  app.post('/register/finish', { config: config('register-finish') }, async (request, reply) => {
    const registrant = await registrantOf(request);
    if (!registrant.ok) return sendFailure(reply, registrant.error);
    const message = readControl('registerFinish', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { account, user, registrationRecord } = message.value;
    const { user: own, token } = registrant.value;
    if (!equalBytes(bytesOfHex(user) as Id, own)) return sendFailure(reply, { code: 'RIGHT_MISSING' });
    const opaqueRecord = bytesOfBase64url(registrationRecord);
    const { core, access } = tenantOf(request);
    const isNew = token === undefined || !isMember(core.membership, own);
    const run = async (tx: WriteTx) => {
      const put = await putAccount(tx, { account, user: own, opaqueRecord }, core.world.now());
      if (put.ok && token !== undefined) await useInvitation(tx, token);
      // With the old password goes everything it had opened.
      if (put.ok && !isNew) await tx.removeSessionsOf(own);
      return put;
    };
    // A first password of somebody who is just coming in is no change of anything.
    const isFirst = token !== undefined && isNew;
    const change = { user: own, device: registrant.value.device, address: request.ip, change: 'password' } as const;
    const made = isFirst ? ok(await core.store.write(run)) : await access.make(change, { run });
    const kept = made.ok ? made.value : made;
    if (kept.ok) core.passwords.changed(own);
    if (kept.ok && !isNew) core.sessions.forgetOf(own);
    return kept.ok ? reply.code(204).send() : sendFailure(reply, kept.error);
  });
}

/** Who registers: the user of the device session, or the invited one. */
async function registrantOf(
  request: FastifyRequest,
): Promise<
  Result<
    { readonly user: Id; readonly device: Id | null; readonly token?: string },
    Failure<'SESSION_MISSING' | 'PASSWORD_NEEDED'>
  >
> {
  if (request.session !== null) {
    // Whoever found a session open, or has stolen its cookie, gives nobody another password (SV17).
    const code = freshnessFault(request);
    return code === undefined ? ok({ user: request.session.user, device: request.session.device }) : fail(code);
  }
  const token = invitationToken(request.headers.authorization);
  const user = token === undefined ? undefined : await invitedUser(tenantOf(request).core, token);
  if (token === undefined || user === undefined) return fail('SESSION_MISSING');
  const invited = await tenantOf(request).invited.of(user);
  // WH12: a link alone changes no password. Only who was given new keys by an administrator chooses one.
  const isTooEarly = invited?.restores === true && invited.answer.length === 0;
  return isTooEarly ? fail('SESSION_MISSING') : ok({ user, token, device: null });
}
