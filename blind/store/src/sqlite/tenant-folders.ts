import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOfHex, compareBytes, type Id } from '@siegel/wire';

const TENANT_DIRECTORY = /^[0-9a-f]{32}$/;

/** Where the tenants of a data directory lie. */
export function tenantsRoot(directory: string): string {
  return join(directory, 'tenants');
}

/** Ids of the tenants of a data directory, ascending. */
export async function tenantIds(directory: string): Promise<readonly Id[]> {
  const names = await readdir(tenantsRoot(directory)).catch(() => []);
  const ids = names.filter((name) => TENANT_DIRECTORY.test(name)).map((name) => bytesOfHex(name) as Id);
  return ids.toSorted(compareBytes);
}
