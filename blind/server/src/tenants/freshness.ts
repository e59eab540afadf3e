import type { FastifyInstance, FastifyRequest } from 'fastify';
import { deviceCaller } from '../edge/caller.ts';
import { readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import type { ServerContext } from '../life/server-context.ts';
import { type PasswordProof, provenAccount } from './password-proof.ts';
import type { SignInGuard } from './sign-in-guard.ts';

/** A session as young as this has just shown the password. */
const FRESH_MS = 10 * 60_000;

/** Why a session may not change how its user comes in: it began longer ago, and nobody has shown the password since. An unattended desk,
 *  or a stolen cookie, makes no second way in (ZF11, SV17). */
export function freshnessFault(request: FastifyRequest): 'PASSWORD_NEEDED' | undefined {
  const { tenant, session } = deviceCaller(request);
  return tenant.core.sessions.sincePasswordMs(session) < FRESH_MS ? undefined : 'PASSWORD_NEEDED';
}

/** The same, with the password shown along. LOGIN_FAILED: it was another one. */
export async function shownFreshnessFault(
  request: FastifyRequest,
  proof: PasswordProof | undefined,
  guard: SignInGuard,
): Promise<'PASSWORD_NEEDED' | 'LOGIN_FAILED' | undefined> {
  if (proof === undefined) return freshnessFault(request);
  return (await provenAccount(request, proof, guard)) === undefined ? 'LOGIN_FAILED' : undefined;
}

/** `POST session/confirm`: the password again, for the next ten minutes of this session (SV17). */
export function confirmRoute(app: FastifyInstance, { limits }: ServerContext, guard: SignInGuard): void {
  const route = {
    id: 'session-confirm',
    who: 'device',
    takes: 'json',
    whenExpired: true,
    withoutFactor: true,
  } as const;
  app.post('/session/confirm', { config: limited(route, limits.proofPerMinute) }, async (request, reply) => {
    const message = readControl('sessionConfirm', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { tenant, session } = deviceCaller(request);
    if ((await provenAccount(request, message.value, guard)) === undefined)
      return sendFailure(reply, { code: 'LOGIN_FAILED' });
    tenant.core.sessions.passwordShown(session);
    return reply.code(204).send();
  });
}
