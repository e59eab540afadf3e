import type { ErrorCode } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';

/** A refusal the server gave: code of the catalogue, name of the route, when. */
export interface NotedFailure {
  readonly code: ErrorCode;
  readonly route: string;
  readonly atMs: number;
}

const MOST = 50;
/** What every working day is full of: nothing of it is a fault. */
const USUAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['SESSION_MISSING', 'LOGIN_FAILED', 'SNAPSHOT_UNKNOWN']);

/** The newest refusals of one tenant, in memory: what support is shown of faults (SU3). */
export class RecentFailures {
  readonly #noted: NotedFailure[] = [];

  /** Newest first. */
  get newest(): readonly NotedFailure[] {
    return this.#noted.toReversed();
  }

  note(failure: NotedFailure): void {
    if (USUAL.has(failure.code)) return;
    this.#noted.push(failure);
    if (this.#noted.length > MOST) this.#noted.shift();
  }
}

/** Notes every refusal that belongs to a tenant. */
export function noteFailures(app: FastifyInstance, now: () => number): void {
  app.addHook('onResponse', async ({ refusedWith, tenant, routeOptions }) => {
    const route = routeOptions.config.route?.id;
    if (refusedWith !== null && tenant !== null && route !== undefined)
      tenant.failures.note({ code: refusedWith, route, atMs: now() });
  });
}
