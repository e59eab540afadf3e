import Database from 'better-sqlite3-multiple-ciphers';
import { storeErrorOf } from '../store-error.ts';

/** Holds a tenant, or a box, for this process until released or the process ends, however it ends. */
export interface TenantLock {
  release(): void;
}

/** Takes the lock of a tenant, or of a whole box, without waiting (or `waitMs`, in which this thread stands still). Throws StoreError DATABASE_IN_USE when another process, or another store in
 *  this one, holds it. The database itself cannot be opened exclusively: its own second connection reads beside the writer.
 *  So an empty database file beside it is locked; the operating system frees the lock with the process. */
export function takeLock(path: string, waitMs = 0): TenantLock {
  const db = new Database(path, { timeout: waitMs });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw storeErrorOf(error);
  }
  return { release: () => db.close() };
}
