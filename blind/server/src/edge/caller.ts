import { assert, type Id } from '@siegel/wire';
import type { FastifyRequest } from 'fastify';
import type { Session } from '../tenants/session-table.ts';
import type { Tenant } from '../tenants/tenant.ts';

/** Who calls an `account` route. */
export interface AccountCaller {
  readonly tenant: Tenant;
  readonly session: Session;
  readonly user: Id;
}

/** Who calls a `device` route. */
export interface DeviceCaller extends AccountCaller {
  readonly device: Id;
}

/** The tenant of a route below /v1/t/; the guard has put it there. */
export function tenantOf(request: FastifyRequest): Tenant {
  assert(request.tenant !== null, 'A6: the guard has found the tenant');
  return request.tenant;
}

/** The caller of an `account` or `device` route. */
export function accountCaller(request: FastifyRequest): AccountCaller {
  const { session } = request;
  assert(session !== null, 'A6: the guard has found the session');
  return { tenant: tenantOf(request), session, user: session.user };
}

/** The caller of a `device` route. */
export function deviceCaller(request: FastifyRequest): DeviceCaller {
  const caller = accountCaller(request);
  const { device } = caller.session;
  assert(device !== null, 'A6: the guard has checked the device');
  return { ...caller, device };
}
