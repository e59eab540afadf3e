import { join } from 'node:path';
import { equalBytes, type Id } from '@siegel/wire';
import { createBlobFiles } from '../blob-file.ts';
import type { TenantDatabaseKey } from '../box-key.ts';
import type { TenantStore } from '../contract.ts';
import { StoreError, storeErrorOf } from '../store-error.ts';
import { createReadView } from './async-view.ts';
import { checkNewestEntries } from './check-journal.ts';
import { type Connection, openConnection } from './connection.ts';
import { runFullCheck } from './full-check.ts';
import { type TenantLock, takeLock } from './lock.ts';
import { clearProjection, digestProjection, foldJournal } from './projection.ts';
import { createEntryLookup } from './read-entry.ts';
import { statementCache } from './statements.ts';
import { TransactionRunner } from './transaction.ts';

export const DATABASE_FILE = 'journal.db';
export const LOCK_FILE = 'lock';
const BLOB_DIRECTORY = 'blobs';
const SHARD_DIRECTORY = 'shards';

/** Opens the directory of a tenant: lock, key, header, newest entries. Throws StoreError. */
export function openTenantStore(directory: string, tenant: Id, key: TenantDatabaseKey): TenantStore {
  const path = join(directory, DATABASE_FILE);
  const lock = takeLock(join(directory, LOCK_FILE));
  const connections: Connection[] = [];
  try {
    const writer = openConnection(path, key, { readonly: false });
    connections.push(writer);
    const reader = openConnection(path, key, { readonly: true });
    connections.push(reader);
    refuseForeignTenant(reader, tenant);
    return createTenantStore({ directory, tenant, key, writer, reader, lock });
  } catch (error) {
    closeAll(connections, lock);
    throw storeErrorOf(error);
  }
}

interface Opened {
  readonly directory: string;
  readonly tenant: Id;
  readonly key: TenantDatabaseKey;
  readonly writer: Connection;
  readonly reader: Connection;
  readonly lock: TenantLock;
}

function createTenantStore({ directory, tenant, key, writer, reader, lock }: Opened): TenantStore {
  const prepareRead = statementCache(reader);
  const { view, sync } = createReadView(prepareRead, tenant, () => undefined);
  checkNewestEntries(prepareRead, sync.lookup, sync.journal);
  const runner = new TransactionRunner(writer, tenant);
  let closed: Promise<void> | undefined;

  const write: TenantStore['write'] = (work) => {
    if (closed !== undefined) return Promise.reject(new Error('broken invariant: ST16: a closed store is not used'));
    return runner.run(work);
  };

  return {
    ...view,
    tenant,
    blobs: createBlobFiles(join(directory, BLOB_DIRECTORY)),
    shards: createBlobFiles(join(directory, SHARD_DIRECTORY)),
    write,
    treeHead: () => runner.committedHead(),
    rebuildProjection: () =>
      write(() => {
        const prepare = statementCache(writer);
        clearProjection(prepare);
        foldJournal(prepare, createEntryLookup(prepare));
      }),
    projectionDigest: () => Promise.resolve(digestProjection(reader)),
    fullCheck: () => runFullCheck(join(directory, DATABASE_FILE), key),
    close() {
      // The reader first: the last connection to close moves the WAL into the database file and removes it.
      closed ??= runner.idle().then(() => closeAll([writer, reader], lock));
      return closed;
    },
  };
}

function refuseForeignTenant(db: Connection, tenant: Id): void {
  const row = db.prepare("SELECT value FROM setting WHERE name = 'tenant'").pluck().get() as Uint8Array | undefined;
  if (row === undefined || !equalBytes(row, tenant))
    throw new StoreError({ code: 'DATABASE_DAMAGED', facts: { what: 'tenant' } });
}

function closeAll(connections: readonly Connection[], lock: TenantLock): void {
  for (const connection of connections.toReversed()) connection.close();
  lock.release();
}
