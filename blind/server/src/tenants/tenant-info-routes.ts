import { hexOf, PROTOCOL_VERSION } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { tenantOf } from '../edge/caller.ts';
import { base64urlOf } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import type { ServerContext } from '../life/server-context.ts';
import type { Tenant } from './tenant.ts';

/** What everybody may know of a tenant whose id they know. */
function infoOf({ core }: Tenant) {
  return {
    tenant: core.hex,
    instance: hexOf(core.instance),
    protocol: PROTOCOL_VERSION,
    logPublic: base64urlOf(core.logKey.publicKey),
  };
}

/** `GET /v1/t/<tenant>`, below the tenant's prefix. */
export function tenantInfoRoute(app: FastifyInstance): void {
  app.get('/', { config: { route: { id: 'tenant-info', who: 'public', takes: 'nothing' } } }, async (request, reply) =>
    reply.send(infoOf(tenantOf(request))),
  );
}

/** `GET /v1/tenant`: the tenant of a box that has exactly one, so that nobody types an id; what keeps it closed, if something
 *  does; TENANT_UNKNOWN otherwise. */
export function onlyTenantRoute(app: FastifyInstance, { tenants }: ServerContext): void {
  app.get(
    '/v1/tenant',
    { config: { route: { id: 'only-tenant', who: 'public', takes: 'nothing' } } },
    async (_, reply) => {
      const only = tenants.only();
      return only.ok ? reply.send(infoOf(only.value)) : sendFailure(reply, only.error);
    },
  );
}
