import { detailOf, type ServerLog } from '../edge/log.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import type { PlannedWork } from './daily-plan.ts';

/** How often it is looked whether something is due: one timer for all tenants. */
export const PLAN_LOOK_MS = 10_000;

/** Does what the plans of all tenants want, one thing at a time over the whole server (BK55). */
export class BackupPlanner {
  readonly #tenants: TenantDirectory;
  readonly #log: ServerLog;
  #looking: Promise<void> | undefined;
  #isStopping = false;
  /** Who had the last turn: the next look begins behind it, so that nobody waits for ever behind the same others. */
  #last = '';

  constructor(tenants: TenantDirectory, log: ServerLog) {
    this.#tenants = tenants;
    this.#log = log;
  }

  /** Does everything that is due, backups before comparisons. A second call while one goes on is the same one. */
  look(): Promise<void> {
    this.#looking ??= this.#lookAll().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  /** Begins nothing more. Resolves when nothing of it is under way; what is, somebody else ends (`endLongWork`). */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#looking;
  }

  async #lookAll(): Promise<void> {
    for (const wanted of ['make', 'check'] as const)
      for (const tenant of this.#inTurn()) if (!(await this.#serve(tenant, wanted))) return;
  }

  /** @returns false where nothing more is begun for now. */
  async #serve({ core, daily }: Tenant, wanted: PlannedWork): Promise<boolean> {
    if (this.#isStopping) return false;
    try {
      if ((await daily.look()) !== wanted) return true;
      if (this.#isSomebodyWaiting()) return false;
      this.#last = core.hex;
      await daily.run(wanted);
    } catch (error) {
      this.#log.error('failed', { tenant: core.hex, detail: detailOf(error) });
    }
    return true;
  }

  /** Work somebody asked for goes first, in whichever tenant. */
  #isSomebodyWaiting(): boolean {
    return this.#tenants.all().some(({ backups }) => backups.isBusy);
  }

  #inTurn(): readonly Tenant[] {
    const all = this.#tenants.all().toSorted((a, b) => (a.core.hex < b.core.hex ? -1 : 1));
    const from = all.findIndex(({ core }) => core.hex > this.#last);
    return from <= 0 ? all : [...all.slice(from), ...all.slice(0, from)];
  }
}
