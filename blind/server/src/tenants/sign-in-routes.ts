import type { Failure, Id } from '@siegel/wire';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isFactorAsked, placeFault } from '../access/access-now.ts';
import { tenantOf } from '../edge/caller.ts';
import { readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import { presentedToken } from '../edge/session-token.ts';
import type { ServerContext } from '../life/server-context.ts';
import { answerSession } from './answer-session.ts';
import type { FailedStep } from './failed-login-log.ts';
import { guardName, type SignInGuard } from './sign-in-guard.ts';
import type { Tenant } from './tenant.ts';

/** `POST login/start` and `login/finish` (SY1, SY2), and between them and the session the second factor (ZF1). */
export function signInRoutes(app: FastifyInstance, { limits, log }: ServerContext, guard: SignInGuard): void {
  const config = (id: string) => limited({ id, who: 'public', takes: 'json' }, limits.signInPerMinute);

  app.post('/login/start', { config: config('login-start') }, async (request, reply) => {
    const message = readControl('loginStart', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { account: name, startLoginRequest } = message.value;
    const known = guardName(tenantOf(request).core.hex, name);
    const waitMs = guard.waitMs(known, request.ip);
    if (waitMs > 0) return tooMany(reply, waitMs);
    guard.begun(known, request.ip);
    const started = await tenantOf(request).logins.start(name, startLoginRequest, request.ip);
    return started.ok ? reply.send(started.value) : sendFailure(reply, started.error);
  });

  app.post('/login/finish', { config: config('login-finish') }, async (request, reply) => {
    const message = readControl('loginFinish', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const tenant = tenantOf(request);
    const { account, user } = tenant.logins.finish(message.value.login, message.value.finishLoginRequest);
    if (user === undefined || account === undefined) {
      if (account !== undefined) noteFailure(request, guard, { account, step: 'password' });
      log.warn('sign-in-refused', { tenant: tenant.core.hex });
      return sendFailure(reply, { code: 'LOGIN_FAILED' });
    }
    guard.passed(guardName(tenant.core.hex, account), request.ip);
    return afterPassword(request, reply, { guard, account, user });
  });

  factorSteps(app, config, { guard, log });
}

/** `POST login/sms` and `login/factor`: what is shown after the password. A name that nobody waits under answers like one whose time
 *  is over, and no answer says anything about an account that the right password has not said before. */
function factorSteps(
  app: FastifyInstance,
  config: (id: string) => ReturnType<typeof limited>,
  { guard, log }: { readonly guard: SignInGuard; readonly log: ServerContext['log'] },
): void {
  app.post('/login/sms', { config: config('login-sms') }, async (request, reply) => {
    const message = readControl('loginSms', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { factorLogin, factor } = message.value;
    const { factorLogins } = tenantOf(request);
    const waiting = factorLogins.of(factorLogin);
    if (waiting === undefined) return sendFailure(reply, { code: 'FACTOR_ENDED' });
    const code = await factorLogins.sendSms(factorLogin, waiting, factor);
    return code === undefined ? reply.code(204).send() : sendFailure(reply, { code });
  });

  app.post('/login/factor', { config: config('login-factor') }, async (request, reply) => {
    const message = readControl('loginFactor', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { factorLogin, proof } = message.value;
    const tenant = tenantOf(request);
    const waiting = tenant.factorLogins.of(factorLogin);
    if (waiting === undefined) return sendFailure(reply, { code: 'FACTOR_ENDED' });
    const { account, user } = waiting;
    const known = guardName(tenant.core.hex, account);
    const waitMs = guard.waitMs(known, request.ip);
    if (waitMs > 0) return tooMany(reply, waitMs);
    if (!(await tenant.factorLogins.finish(factorLogin, waiting, proof))) {
      noteFailure(request, guard, { account, step: 'factor' });
      log.warn('sign-in-refused', { tenant: tenant.core.hex });
      return sendFailure(reply, { code: 'FACTOR_WRONG' });
    }
    guard.succeeded(known, request.ip);
    return letIn(request, reply, { account, user, hasShownFactor: true });
  });
}

interface Comer {
  readonly account: string;
  readonly user: Id;
}

/** The password was right: in, or what else has to be shown. A browser that has shown a factor today, and was only locked or not used
 *  for a while, need not show it again (ZF4). */
async function afterPassword(
  request: FastifyRequest,
  reply: FastifyReply,
  { guard, account, user }: Comer & { readonly guard: SignInGuard },
): Promise<FastifyReply> {
  const tenant = tenantOf(request);
  const { core } = tenant;
  // Whoever may not work from there at all is not asked for a factor first.
  if (placeFault(core, { user, address: request.ip, hasShownFactor: true }) !== undefined)
    return letIn(request, reply, { account, user, hasShownFactor: true });
  const token = presentedToken(request)?.token;
  const hasShownFactor = token !== undefined && core.sessions.isProofOf(token, user);
  const factors = hasShownFactor || !isFactorAsked(core, request.ip) ? [] : await core.factors.of(user);
  if (factors.length > 0) return reply.send(tenant.factorLogins.begin(account, user, factors));
  guard.succeeded(guardName(core.hex, account), request.ip);
  return letIn(request, reply, { account, user, hasShownFactor });
}

/** The session, unless the place forbids it (AZ3). */
async function letIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { account, user, hasShownFactor }: Comer & { readonly hasShownFactor: boolean },
): Promise<FastifyReply> {
  const tenant = tenantOf(request);
  const code = placeFault(tenant.core, { user, address: request.ip, hasShownFactor });
  if (code !== undefined) {
    tenant.failedLogins.note({ account, address: request.ip, step: 'outside' });
    return sendFailure(reply, { code });
  }
  return answerSession(request, reply, await tenant.core.sessions.issue(user, hasShownFactor));
}

function noteFailure(
  request: FastifyRequest,
  guard: SignInGuard,
  { account, step }: { readonly account: string; readonly step: FailedStep },
): void {
  const tenant: Tenant = tenantOf(request);
  const known = guardName(tenant.core.hex, account);
  if (step === 'factor') guard.failedFactor(known, request.ip);
  else guard.failed(known, request.ip);
  tenant.failedLogins.note({ account, address: request.ip, step });
}

function tooMany(reply: FastifyReply, waitMs: number): FastifyReply {
  const seconds = Math.ceil(waitMs / 1000);
  const failure: Failure = { code: 'RATE_LIMITED', facts: { seconds } };
  return sendFailure(reply.header('retry-after', String(seconds)), failure);
}
