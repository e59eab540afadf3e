import { hexOf } from '@siegel/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tenantOf } from '../edge/caller.ts';
import { cookieTokens, isBrowser, noSessionCookie, sessionCookie } from '../edge/session-token.ts';
import { type IssuedSession, SESSION_MS, sessionId } from './session-table.ts';

/** Answers with a new session. Browsers get the token where no script can read it; programs get it in the answer (SY2). */
export async function answerSession(
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

/** Takes away what a shared browser still holds of sessions that are over: cookies must not pile up. One that was only not used for a
 *  while stays: it says that a factor was shown here (ZF4). */
async function endedCookies(request: FastifyRequest): Promise<readonly string[]> {
  const { sessions } = tenantOf(request).core;
  const ended: string[] = [];
  for (const [id, token] of cookieTokens(request))
    if ((await sessions.find(token)) === undefined && !sessions.isProof(token)) ended.push(noSessionCookie(id));
  return ended;
}
