import { type Id, bytesOfHex, hexOf } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { type DeviceCaller, deviceCaller } from '../edge/caller.ts';
import { sendFailure } from '../edge/failure.ts';
import { deliver } from '../fetch/deliver.ts';
import { supportOf } from '../tenants/member-now.ts';
import { layoutOfAkte, newestAkten } from './akten-layout.ts';
import { houseCounts, technicalState } from './house-layout.ts';

const AKTE_ID = /^[0-9a-f]{32}$/;

/** What support sees and how staff watch it (docs/spec/support.md). Nothing sealed leaves by these routes: they read bodies and
 *  open fields, and every answer has its delivery entry first. */
export function supportRoutes(app: FastifyInstance): void {
  const forSupport = (id: string) =>
    ({ config: { route: { id, who: 'device', takes: 'nothing', support: true } } }) as const;

  app.get('/support/view', forSupport('support-view'), async (request, reply) => {
    const caller = deviceCaller(request);
    const scope = scopeOf(caller);
    if (scope === undefined) return sendFailure(reply, { code: 'RIGHT_MISSING' });
    const { tenant } = caller;
    const sees = (area: string) => scope.areas.includes(area);
    const akten = sees('akten') ? await newestAkten(tenant, scope.sites) : [];
    const written = await handedOut(
      caller,
      request.ip,
      akten.map(({ akte }) => akte),
    );
    if (!written.ok) return sendFailure(reply, written.error);
    return reply.send({
      untilMs: scope.untilMs,
      areas: scope.areas,
      sites: scope.sites.map(hexOf),
      akten: sees('akten') ? akten.map((line) => ({ ...line, akte: hexOf(line.akte), site: hexOf(line.site) })) : null,
      house: sees('house') ? houseCounts(tenant) : null,
      technical: sees('technical') ? await technicalState(tenant) : null,
    });
  });

  app.get('/support/akten/:akte', forSupport('support-akte'), async (request, reply) => {
    const caller = deviceCaller(request);
    const scope = scopeOf(caller);
    const { akte: hex } = request.params as { readonly akte: string };
    const akte = AKTE_ID.test(hex) ? (bytesOfHex(hex) as Id) : undefined;
    if (scope === undefined || !scope.areas.includes('akten')) return sendFailure(reply, { code: 'RIGHT_MISSING' });
    const rows = akte === undefined ? undefined : await layoutOfAkte(caller.tenant, akte, scope.sites);
    if (akte === undefined || rows === undefined) return sendFailure(reply, { code: 'AKTE_UNKNOWN' });
    const written = await handedOut(caller, request.ip, [akte]);
    return written.ok ? reply.send({ akte: hex, rows }) : sendFailure(reply, written.error);
  });

  // For everybody who works here: who of support is in at this moment (SU8).
  app.get(
    '/support/sessions',
    { config: { route: { id: 'support-sessions', who: 'device', takes: 'nothing' } } },
    async (request, reply) => {
      const { membership, sessions } = deviceCaller(request).tenant.core;
      const living = (await sessions.living()).filter(
        ({ user, device }) => device !== null && supportOf(membership, user) !== undefined,
      );
      return reply.send({
        sessions: living.map(({ user, createdAt, seenAt }) => ({ user: hexOf(user), createdAt, seenAt })),
      });
    },
  );
}

/** What the caller was admitted for; undefined for who is not of support. */
function scopeOf({ tenant, user }: DeviceCaller) {
  const member = tenant.core.membership.userAt(user, Number.MAX_SAFE_INTEGER);
  return member?.support === undefined ? undefined : { ...member.support, sites: member.sites };
}

/** The entry of the log comes first (SU7). */
function handedOut(caller: DeviceCaller, address: string, akten: readonly Id[]) {
  return deliver(caller, address, {
    purpose: 'support',
    names: () => (akten.length === 0 ? {} : { akten }),
    refusal: () => Promise.resolve(undefined),
    read: () => Promise.resolve(),
  });
}
