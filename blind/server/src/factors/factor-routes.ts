import { bytesOfHex, hexOf, type Id } from '@siegel/wire';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isHouseAddress } from '../access/access-now.ts';
import { deviceCaller } from '../edge/caller.ts';
import { base64urlOf, readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import { ownOrigin } from '../edge/origin.ts';
import type { ServerContext } from '../life/server-context.ts';
import { type PasswordProof, provenAccount } from '../tenants/password-proof.ts';
import type { SignInGuard } from '../tenants/sign-in-guard.ts';
import { hintOf } from './factor.ts';
import type { PasskeyPlace } from './passkey.ts';

/** A session as young as this has just shown the password. */
const FRESH_MS = 10 * 60_000;

/** The own second factors: seen, set up, removed (ZF10 to ZF15). A device is needed: a password alone sets up nothing. What a factor
 *  proves itself with never goes out again. */
export function factorRoutes(app: FastifyInstance, { limits }: ServerContext, guard: SignInGuard): void {
  const config = (id: string, takes: 'json' | 'nothing') =>
    limited({ id, who: 'device', takes, whenExpired: true, withoutFactor: true }, limits.proofPerMinute);

  app.get('/factors', { config: config('factors-list', 'nothing') }, async (request, reply) => {
    const { tenant, user, session } = deviceCaller(request);
    const { core, smsCodes } = tenant;
    const factors = (await core.factors.of(user)).map((factor) => ({
      factor: hexOf(factor.factor),
      kind: factor.kind,
      hint: hintOf(factor),
      addedAt: factor.addedAt,
    }));
    return reply.send({
      factors,
      hasSms: smsCodes.isSetUp,
      hasShownFactor: core.sessions.hasShown(session),
      address: request.ip,
      isInside: isHouseAddress(core, request.ip),
    });
  });

  app.post('/factors/start', { config: config('factors-start', 'json') }, async (request, reply) => {
    const message = readControl('factorStart', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { tenant, user } = deviceCaller(request);
    const code = await freshnessFault(request, message.value.proof, guard);
    if (code !== undefined) return sendFailure(reply, { code });
    const started = await tenant.factorSetups.start(user, message.value);
    if (!started.ok) return sendFailure(reply, started.error);
    const known = await tenant.core.factors.of(user);
    const credentials = known.flatMap((one) => (one.kind === 'passkey' ? [base64urlOf(one.credential)] : []));
    return reply.code(201).send({ ...started.value, credentials });
  });

  app.post('/factors/finish', { config: config('factors-finish', 'json') }, async (request, reply) => {
    const message = readControl('factorFinish', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { tenant, user, session } = deviceCaller(request);
    const { setup, proof } = message.value;
    const made = tenant.factorSetups.finish(user, setup, proof, placeOf(request));
    if (!made.ok) return sendFailure(reply, made.error);
    const added = await tenant.core.factors.add(user, made.value);
    if (!added.ok) return sendFailure(reply, added.error);
    // Whoever sets one up has shown it with that.
    await tenant.core.sessions.markShown(session);
    return reply.code(204).send();
  });

  app.post('/factors/remove', { config: config('factors-remove', 'json') }, async (request, reply) => {
    const message = readControl('factorRemove', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { tenant, user } = deviceCaller(request);
    const code = await freshnessFault(request, message.value.proof, guard);
    if (code !== undefined) return sendFailure(reply, { code });
    const removed = await tenant.core.factors.remove(user, bytesOfHex(message.value.factor) as Id);
    return removed ? reply.code(204).send() : sendFailure(reply, { code: 'FACTOR_UNKNOWN' });
  });
}

/** Undefined for a session that has just begun, or when the password is shown; an unattended desk changes nothing (ZF11). */
async function freshnessFault(
  request: FastifyRequest,
  proof: PasswordProof | undefined,
  guard: SignInGuard,
): Promise<'PASSWORD_NEEDED' | 'LOGIN_FAILED' | undefined> {
  const { tenant, session } = deviceCaller(request);
  if (proof !== undefined)
    return (await provenAccount(request, proof, guard)) === undefined ? 'LOGIN_FAILED' : undefined;
  return tenant.core.world.now() - session.createdAt < FRESH_MS ? undefined : 'PASSWORD_NEEDED';
}

/** Where the page stands that makes a passkey: the own origin, or that of a client served elsewhere (CD21). */
function placeOf(request: FastifyRequest): PasskeyPlace {
  const origin = request.isClientApart ? String(request.headers.origin) : ownOrigin(request);
  return { origin, rpId: new URL(origin).hostname };
}
