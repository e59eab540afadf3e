import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, hexOf, type Id, ID_BYTES, ok } from '@siegel/wire';
import { type BoxKey, tenantDatabaseKey } from '../box-key.ts';
import type { OpenResult, StoreEngine, TenantStore } from '../contract.ts';
import { syncDirectory } from '../durable.ts';
import { StoreError, storeErrorOf } from '../store-error.ts';
import { createDatabase } from './connection.ts';
import { tenantIds, tenantsRoot } from './tenant-folders.ts';
import { DATABASE_FILE, openTenantStore } from './tenant-store.ts';

/** Where the tenants lie and what opens them. */
export interface SqliteEngineOptions {
  /** Data directory; tenants lie in `tenants/<hex>/` below it. Made when it is missing. */
  readonly directory: string;
  readonly boxKey: Pick<BoxKey, 'bytes'>;
}

const UNFINISHED = '.new-';

/** The embedded engine: one directory per tenant with an encrypted SQLite file and sealed blobs. Rules ST1..ST4. */
export function createSqliteEngine({ directory, boxKey }: SqliteEngineOptions): StoreEngine {
  const root = tenantsRoot(directory);
  const opened = new Set<TenantStore>();
  const pathOf = (tenant: Id) => join(root, hexOf(tenant));

  const openExisting = (tenant: Id): OpenResult => {
    try {
      const store = openTenantStore(pathOf(tenant), tenant, tenantDatabaseKey(boxKey, tenant));
      const known: TenantStore = {
        ...store,
        close: () => {
          opened.delete(known);
          return store.close();
        },
      };
      opened.add(known);
      return ok(known);
    } catch (error) {
      if (error instanceof StoreError) return { ok: false, error: error.failure };
      throw error;
    }
  };

  return {
    async createTenant(tenant) {
      if (tenant.length !== ID_BYTES) throw new RangeError('a tenant id has 16 bytes');
      if (await exists(pathOf(tenant))) return fail('TENANT_EXISTS');
      try {
        await makeDirectory(root, tenant, (path) => createDatabase(path, tenantDatabaseKey(boxKey, tenant), tenant));
      } catch (error) {
        const known = storeErrorOf(error);
        if (known instanceof StoreError) return { ok: false, error: known.failure };
        throw known;
      }
      return openExisting(tenant);
    },
    async openTenant(tenant) {
      if (!(await exists(pathOf(tenant)))) return fail('TENANT_UNKNOWN');
      return openExisting(tenant);
    },
    tenants: () => tenantIds(directory),
    async close() {
      await Promise.all([...opened].map((store) => store.close()));
    },
  };
}

/** Makes the tenant's directory under a name nobody opens, then gives it its real one: it is there whole or not at all. */
async function makeDirectory(root: string, tenant: Id, makeDatabase: (path: string) => void): Promise<void> {
  const unfinished = join(root, UNFINISHED + hexOf(tenant));
  await mkdir(root, { recursive: true, mode: 0o700 });
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(join(unfinished, 'blobs'), { recursive: true, mode: 0o700 });
  try {
    makeDatabase(join(unfinished, DATABASE_FILE));
    await syncDirectory(unfinished);
    await rename(unfinished, join(root, hexOf(tenant)));
    await syncDirectory(root);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
