import { hexOf } from '@siegel/wire';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { tenantOf } from '../edge/caller.ts';
import { readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import { cookieTokens, isBrowser, noSessionCookie, sessionCookie } from '../edge/session-token.ts';
import type { ServerContext } from '../life/server-context.ts';
import { type IssuedSession, SESSION_MS, sessionId } from './session-table.ts';
import { guardName, type SignInGuard } from './sign-in-guard.ts';

/** `POST login/start` and `login/finish` (SY1, SY2). */
export function signInRoutes(app: FastifyInstance, { limits, log }: ServerContext, guard: SignInGuard): void {
  app.post(
    '/login/start',
    { config: limited({ id: 'login-start', who: 'public', takes: 'json' }, limits.signInPerMinute) },
    async (request, reply) => {
      const message = readControl('loginStart', request.body);
      if (!message.ok) return sendFailure(reply, message.error);
      const { account: name, startLoginRequest } = message.value;
      const waitMs = guard.waitMs(guardName(tenantOf(request).core.hex, name), request.ip);
      if (waitMs > 0) return tooMany(reply, waitMs);
      guard.begun(guardName(tenantOf(request).core.hex, name), request.ip);
      const started = await tenantOf(request).logins.start(name, startLoginRequest);
      return started.ok ? reply.send(started.value) : sendFailure(reply, started.error);
    },
  );

  app.post(
    '/login/finish',
    { config: limited({ id: 'login-finish', who: 'public', takes: 'json' }, limits.signInPerMinute) },
    async (request, reply) => {
      const message = readControl('loginFinish', request.body);
      if (!message.ok) return sendFailure(reply, message.error);
      const tenant = tenantOf(request);
      const { account: name, user } = tenant.logins.finish(message.value.login, message.value.finishLoginRequest);
      if (user === undefined) {
        if (name !== undefined) {
          guard.failed(guardName(tenantOf(request).core.hex, name), request.ip);
          tenant.failedLogins.note(name, request.ip);
        }
        log.warn('sign-in-refused', { tenant: tenant.core.hex });
        return sendFailure(reply, { code: 'LOGIN_FAILED' });
      }
      if (name !== undefined) guard.succeeded(guardName(tenantOf(request).core.hex, name), request.ip);
      return await answerSession(request, reply, await tenant.core.sessions.issue(user));
    },
  );
}

/** Browsers get the token where no script can read it; programs get it in the answer (SY2). */
async function answerSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { session, token }: IssuedSession,
): Promise<FastifyReply> {
  const id = sessionId(session.tokenHash);
  const browser = isBrowser(request);
  if (browser) {
    const cookies = [sessionCookie(id, token, SESSION_MS / 1000), ...(await endedCookies(request))];
    void reply.header('set-cookie', cookies);
  }
  const { user, expiresAt } = session;
  return reply.send({ session: browser ? '' : token, id, user: hexOf(user), expiresAt });
}

/** Takes away what a shared browser still holds of sessions that are over: cookies must not pile up. */
async function endedCookies(request: FastifyRequest): Promise<readonly string[]> {
  const { sessions } = tenantOf(request).core;
  const ended: string[] = [];
  for (const [id, token] of cookieTokens(request))
    if ((await sessions.find(token)) === undefined) ended.push(noSessionCookie(id));
  return ended;
}

function tooMany(reply: FastifyReply, waitMs: number): FastifyReply {
  const seconds = Math.ceil(waitMs / 1000);
  return sendFailure(reply.header('retry-after', String(seconds)), { code: 'RATE_LIMITED', facts: { seconds } });
}
