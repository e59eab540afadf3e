import { parentPort, workerData } from 'node:worker_threads';
import type { TenantDatabaseKey } from './box-key.ts';
import { checkEverything } from './sqlite/check-everything.ts';
import { openConnection } from './sqlite/connection.ts';
import { StoreError, storeErrorOf } from './store-error.ts';

/** The thread of the full check: opens the file itself, answers the report or a failure, and ends. */
function main({ path, ...key }: TenantDatabaseKey & { readonly path: string }): void {
  try {
    const db = openConnection(path, key, { readonly: true });
    try {
      parentPort?.postMessage({ report: checkEverything(db) });
    } finally {
      db.close();
    }
  } catch (thrown) {
    const error = storeErrorOf(thrown);
    if (!(error instanceof StoreError)) throw error;
    parentPort?.postMessage({ failure: error.failure });
  }
}

main(workerData as TenantDatabaseKey & { readonly path: string });
