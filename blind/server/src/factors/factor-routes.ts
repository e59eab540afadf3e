import { hexOf } from '@siegel/wire';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isHouseAddress } from '../access/access-now.ts';
import { deviceCaller } from '../edge/caller.ts';
import { base64urlOf, readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import { ownOrigin } from '../edge/origin.ts';
import type { ServerContext } from '../life/server-context.ts';
import { shownFreshnessFault } from '../tenants/freshness.ts';
import type { SignInGuard } from '../tenants/sign-in-guard.ts';
import { hintOf } from './factor.ts';
import type { PasskeyPlace } from './passkey.ts';

type FactorConfig = (id: string, takes: 'json' | 'nothing') => ReturnType<typeof limited>;

/** The own second factors: seen, set up, removed (ZF10 to ZF15). A device is needed: a password alone sets up nothing. What a factor
 *  proves itself with never goes out again. */
export function factorRoutes(app: FastifyInstance, { limits }: ServerContext, guard: SignInGuard): void {
  const config: FactorConfig = (id, takes) =>
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

  settingUpRoutes(app, config, guard);
  app.post('/factors/remove', { config: config('factors-remove', 'json') }, async (request, reply) => {
    const message = readControl('factorRemove', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { tenant, user, device } = deviceCaller(request);
    const code = await shownFreshnessFault(request, message.value.proof, guard);
    if (code !== undefined) return sendFailure(reply, { code });
    const { factors } = tenant.core;
    const leaving = (await factors.of(user)).find(({ factor }) => hexOf(factor) === message.value.factor);
    if (leaving === undefined) return sendFailure(reply, { code: 'FACTOR_UNKNOWN' });
    const change = { user, device, address: request.ip, change: 'factor-removed', means: leaving.kind } as const;
    const removed = await tenant.access.make(change, {
      refusal: async (reads) => ((await factors.owns(reads, user, leaving.factor)) ? undefined : 'FACTOR_UNKNOWN'),
      run: (tx) => factors.remove(tx, user, leaving.factor),
    });
    factors.forget(user);
    return removed.ok ? reply.code(204).send() : sendFailure(reply, removed.error);
  });
}

function settingUpRoutes(app: FastifyInstance, config: FactorConfig, guard: SignInGuard): void {
  app.post('/factors/start', { config: config('factors-start', 'json') }, async (request, reply) => {
    const message = readControl('factorStart', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { tenant, user } = deviceCaller(request);
    const code = await shownFreshnessFault(request, message.value.proof, guard);
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
    const { tenant, user, session, device } = deviceCaller(request);
    const { setup, proof } = message.value;
    const made = tenant.factorSetups.finish(user, setup, proof, placeOf(request));
    if (!made.ok) return sendFailure(reply, made.error);
    const { factors } = tenant.core;
    const change = { user, device, address: request.ip, change: 'factor-added', means: made.value.kind } as const;
    const added = await tenant.access.make(change, {
      refusal: async (reads) => ((await factors.isFull(reads, user)) ? 'FACTORS_FULL' : undefined),
      run: (tx) => factors.add(tx, user, made.value),
    });
    factors.forget(user);
    if (!added.ok) return sendFailure(reply, added.error);
    // Whoever sets one up has shown it with that.
    await tenant.core.sessions.markShown(session);
    return reply.code(204).send();
  });
}

/** Where the page stands that makes a passkey: the own origin, or that of a client served elsewhere (CD21). */
function placeOf(request: FastifyRequest): PasskeyPlace {
  const origin = request.isClientApart ? String(request.headers.origin) : ownOrigin(request);
  return { origin, rpId: new URL(origin).hostname };
}
