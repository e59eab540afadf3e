import { hexOf } from '@siegel/wire';
import type { Tenant } from '../tenants/tenant.ts';

/** How often it is looked whether the time of somebody of support is over: well within the five seconds of SU5. */
export const SUPPORT_WATCH_MS = 2_000;

/** Ends the sessions of everybody of support whose time is over (SU5). What has ended once is remembered: the guard lets nobody in
 *  again. */
export class SupportWatch {
  readonly #now: () => number;
  readonly #ended = new Set<string>();

  constructor(now: () => number) {
    this.#now = now;
  }

  async look({ core }: Tenant): Promise<void> {
    for (const { user, support } of core.membership.usersAt(Number.MAX_SAFE_INTEGER)) {
      const key = `${core.hex}/${hexOf(user)}`;
      if (support === undefined || support.untilMs > this.#now() || this.#ended.has(key)) continue;
      await core.store.write((tx) => tx.removeSessionsOf(user));
      core.sessions.forgetOf(user);
      this.#ended.add(key);
    }
  }
}
