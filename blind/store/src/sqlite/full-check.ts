import type { TenantDatabaseKey } from '../box-key.ts';
import type { FullCheckReport } from '../contract.ts';
import { openConnection } from './connection.ts';
import { checkEverything } from './check-everything.ts';

/** Runs the full check of a database file over a connection of its own (ST32). */
export function runFullCheck(path: string, key: TenantDatabaseKey): Promise<FullCheckReport> {
  const db = openConnection(path, key, { readonly: true });
  try {
    return Promise.resolve(checkEverything(db));
  } finally {
    db.close();
  }
}
