import type { TenantDatabaseKey } from './box-key.ts';
import { checkEverything } from './sqlite/check-everything.ts';
import { openConnection } from './sqlite/connection.ts';
import { StoreError, storeErrorOf } from './store-error.ts';

/** What the process is asked: a database file and what opens it. */
interface Order extends TenantDatabaseKey {
  readonly path: string;
}

/** The process of the full check: opens the file itself, answers a report or a failure, and ends (ST32). */
function answer({ path, ...key }: Order) {
  try {
    const db = openConnection(path, key, { readonly: true });
    try {
      return { report: checkEverything(db) };
    } finally {
      db.close();
    }
  } catch (thrown) {
    const error = storeErrorOf(thrown);
    if (!(error instanceof StoreError)) throw error;
    return { failure: error.failure };
  }
}

// The key comes over the channel of the two processes, never in an argument or the environment, which others may read.
process.once('message', (order: Order) => {
  process.send?.(answer(order), () => process.disconnect());
});
