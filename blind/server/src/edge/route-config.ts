import type { Right } from '@siegel/akten';
import type { ErrorCode } from '@siegel/wire';
import type { Session } from '../tenants/session-table.ts';
import type { Tenant } from '../tenants/tenant.ts';

/** Who may call a route (sync.md, Who). `founder`: the operator with the founding token. `invited`: a device session or the
 *  holder of an invitation. */
export type Who = 'public' | 'founder' | 'invited' | 'account' | 'device';

/** What a route takes as its body; anything else is MEDIA_TYPE_WRONG. */
export type Takes = 'nothing' | 'json' | 'cbor-seq' | 'bytes';

/** What every route says of itself. A route without it does not start (A6). */
export interface RouteConfig {
  /** Name in log and rights matrix. */
  readonly id: string;
  readonly who: Who;
  readonly takes: Takes;
  /** A right the user must have now; of several, any one. */
  readonly right?: Right | readonly Right[];
  /** True for a WebSocket: opened by GET, but only from the own origin. */
  readonly socket?: boolean;
  /** True for what makes the data grow at a caller's wish: refused while only the reserve of the disk is left (SV34). */
  readonly grows?: boolean;
  /** True for what is answered while the server starts or stops. */
  readonly open?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    route?: RouteConfig;
  }
  interface FastifyRequest {
    /** The tenant the address names; set on every route below /v1/t/. */
    tenant: Tenant | null;
    /** The living session; set on `account` and `device` routes. */
    session: Session | null;
    /** True when the client served by the one foreign origin asks (CD21). */
    isClientApart: boolean;
    /** Code of the answer, for the log. */
    refusedWith: ErrorCode | null;
  }
}
