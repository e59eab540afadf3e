import type { StoreEngine, TenantStore } from '@siegel/store';
import { type ErrorCode, fail, type Failure, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { failureOfError } from '../edge/failure.ts';
import { detailOf, type ServerLog } from '../edge/log.ts';
import { openTenant, type TenantGiven } from './open-tenant.ts';
import type { Tenant } from './tenant.ts';

/** All tenants of this server: open, or with the code that says why not. */
export class TenantDirectory {
  #engine: StoreEngine | undefined;
  readonly #given: TenantGiven;
  readonly #log: ServerLog;
  readonly #tenantByHex = new Map<string, Result<Tenant, Failure>>();
  readonly #onOpened = new Set<(tenant: Tenant) => void>();

  constructor(given: TenantGiven) {
    this.#given = given;
    this.#log = given.log;
  }

  /** Opens every founded tenant that `engine` keeps. One that cannot be opened does not keep the others from working. */
  async openAll(engine: StoreEngine): Promise<void> {
    this.#engine = engine;
    this.#tenantByHex.clear();
    for (const id of await engine.tenants()) {
      const opened = await engine.openTenant(id);
      if (!opened.ok) this.#refuse(hexOf(id), opened.error.code);
      else if ((await opened.value.size()) === 0) await opened.value.close();
      else await this.#open(opened.value);
    }
  }

  /** The tenant with this id in hex, TENANT_UNKNOWN, or the code of what keeps it closed. */
  find(hex: string): Result<Tenant, Failure> {
    return this.#tenantByHex.get(hex) ?? fail('TENANT_UNKNOWN');
  }

  /** The tenant of a server that has exactly one: open, or with the code of what keeps it closed; else TENANT_UNKNOWN. */
  only(): Result<Tenant, Failure> {
    const [only, ...others] = this.#tenantByHex.values();
    return only === undefined || others.length > 0 ? fail('TENANT_UNKNOWN') : only;
  }

  /** Takes a tenant into service that has just been founded in `store`. */
  async add(store: TenantStore): Promise<Result<Tenant, Failure>> {
    await this.#open(store);
    return this.find(hexOf(store.tenant));
  }

  /** Makes the store of a tenant that is being founded; one that an interrupted founding left empty is used again. */
  async createStore(tenant: Id): Promise<Result<TenantStore, Failure>> {
    const engine = this.#engine;
    if (engine === undefined || this.#tenantByHex.has(hexOf(tenant))) return fail('TENANT_EXISTS');
    const created = await engine.createTenant(tenant);
    if (created.ok || created.error.code !== 'TENANT_EXISTS') return created;
    const existing = await engine.openTenant(tenant);
    if (!existing.ok || (await existing.value.size()) === 0) return existing;
    await existing.value.close();
    return fail('TENANT_EXISTS');
  }

  /** Open tenants. */
  all(): readonly Tenant[] {
    return [...this.#tenantByHex.values()].flatMap((found) => (found.ok ? [found.value] : []));
  }

  /** Number of tenants, closed ones included, and of closed ones. */
  count(): { readonly tenants: number; readonly closed: number } {
    return { tenants: this.#tenantByHex.size, closed: this.#tenantByHex.size - this.all().length };
  }

  /** True when there are tenants and the box key opens none of them: then it is not this box's. */
  isKeyWrong(): boolean {
    const found = [...this.#tenantByHex.values()];
    return found.length > 0 && found.every((tenant) => !tenant.ok && tenant.error.code === 'DATABASE_KEY_WRONG');
  }

  /** Calls `listener` with every tenant that opens from now on. */
  onOpened(listener: (tenant: Tenant) => void): void {
    this.#onOpened.add(listener);
  }

  /** Ends what takes longer than a stop may: backups, and downloads of them. */
  async endLongWork(): Promise<void> {
    await Promise.all(this.all().map(({ backups }) => backups.stop()));
  }

  /** Lets the writers finish and closes the stores. */
  async close(): Promise<void> {
    await Promise.all(this.all().map(({ writer }) => writer.stop()));
    await this.#engine?.close();
  }

  async #open(store: TenantStore): Promise<void> {
    const hex = hexOf(store.tenant);
    try {
      const tenant = await openTenant(store, this.#given);
      this.#tenantByHex.set(hex, ok(tenant));
      for (const listener of this.#onOpened) listener(tenant);
      this.#log.info('tenant-opened', { tenant: hex, count: tenant.writer.head.size });
    } catch (error) {
      await store.close();
      this.#refuse(hex, failureOfError(error).code, detailOf(error));
    }
  }

  #refuse(hex: string, code: ErrorCode, detail?: string): void {
    this.#tenantByHex.set(hex, fail(code));
    this.#log.error('tenant-not-opened', { tenant: hex, code, ...(detail !== undefined && { detail }) });
  }
}
