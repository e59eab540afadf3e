import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, type Failure, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { type BoxKey, tenantDatabaseKey } from '../box-key.ts';
import { syncPath } from '../durable.ts';
import { type StoreCode, StoreError, storeErrorOf } from '../store-error.ts';
import { changeKeyOfCopy, keyOfFile, openConnection, truncateWal } from './connection.ts';
import { type TenantLock, takeLock } from './lock.ts';
import { tenantIds, tenantsRoot } from './tenant-folders.ts';
import { DATABASE_FILE, LOCK_FILE } from './tenant-store.ts';

const COPY = '.rekey';
const BESIDE = ['', '-journal', '-wal', '-shm'];
const ZEROS = new Uint8Array(1 << 20);

type Key = Pick<BoxKey, 'bytes'>;

/** All tenants of a data directory, held so that nobody opens one while keys change. */
export interface HeldTenants {
  /** True when there are none. */
  readonly isEmpty: boolean;
  /** Size of the largest database: so much room a change of the key needs. */
  readonly largestBytes: number;
  /** True when every database needs the key of one of these boxes. */
  areOf(keys: readonly Key[]): boolean;
  /** Gives every database that has the key of `from` the one of `to`. @returns how many have neither afterwards, or are damaged: they
   *  are left as they are, and do not keep the others from it. Throws StoreError when the disk fails or is full (BX6). */
  rekey(from: Key, to: Key): number;
  release(): void;
}

/** Takes the locks of all tenants. DATABASE_IN_USE: a server has one open. */
export async function holdTenants(directory: string): Promise<Result<HeldTenants, Failure<StoreCode>>> {
  const locks: TenantLock[] = [];
  const release = () => {
    for (const lock of locks) lock.release();
  };
  const ids = await tenantIds(directory);
  const folderOf = (id: Id) => join(tenantsRoot(directory), hexOf(id));
  try {
    for (const id of ids) locks.push(takeLock(join(folderOf(id), LOCK_FILE)));
  } catch (error) {
    release();
    return failureOf(error);
  }
  const fileOf = (id: Id) => join(folderOf(id), DATABASE_FILE);
  return ok({
    isEmpty: ids.length === 0,
    largestBytes: Math.max(0, ...ids.map((id) => statSync(fileOf(id), { throwIfNoEntry: false })?.size ?? 0)),
    areOf: (keys) =>
      ids.every(
        (id) =>
          keyOfFile(
            fileOf(id),
            keys.map((key) => tenantDatabaseKey(key, id)),
          ) !== undefined,
      ),
    rekey: (from, to) =>
      ids.filter((id) => !isRekeyed(fileOf(id), tenantDatabaseKey(from, id), tenantDatabaseKey(to, id))).length,
    release,
  });
}

/** An outage as a failure; anything else goes on as it is. */
export function failureOf(thrown: unknown): { readonly ok: false; readonly error: Failure<StoreCode> } {
  const error = storeErrorOf(thrown);
  if (error instanceof StoreError) return fail(error.failure.code, error.failure.facts);
  throw error;
}

type DatabaseKey = ReturnType<typeof tenantDatabaseKey>;

/** True when the file stands under the new key, now or already. */
function isRekeyed(path: string, from: DatabaseKey, to: DatabaseKey): boolean {
  if (keyOfFile(path, [to]) !== undefined) return true;
  if (keyOfFile(path, [from]) === undefined) return false;
  try {
    rekeyDatabase(path, from, to);
    return true;
  } catch (error) {
    if (error instanceof StoreError && error.failure.code === 'DATABASE_DAMAGED') return false;
    throw error;
  }
}

/** Exchanges a database file for one of the same content under another key. A copy is made, re-keyed, read through and made durable
 *  before it takes the place: whenever this ends, the file is whole, under one of both keys, and says which. */
function rekeyDatabase(path: string, from: DatabaseKey, to: DatabaseKey): void {
  const copy = path + COPY;
  removeCopy(copy);
  emptyWal(path, from);
  try {
    // With owner and mode: the server has to open it, also when the administrator made it.
    copyFileSync(path, copy);
    changeKeyOfCopy(copy, from, to);
    readThrough(copy, to);
    syncPath(copy);
  } catch (error) {
    removeCopy(copy);
    throw storeErrorOf(error);
  }
  const before = openSync(path, 'r+');
  try {
    renameSync(copy, path);
    syncPath(dirname(path));
    writeOver(before);
  } finally {
    closeSync(before);
  }
}

function removeCopy(copy: string): void {
  for (const end of BESIDE) rmSync(copy + end, { force: true });
}

/** Moves what lies in the WAL into the file: the copy is of the file alone. */
function emptyWal(path: string, key: DatabaseKey): void {
  const db = openConnection(path, key, { readonly: false });
  const isEmpty = truncateWal(db);
  db.close();
  if (!isEmpty || existsSync(`${path}-wal`)) throw new StoreError({ code: 'DATABASE_IN_USE' });
}

/** Opens with the new key and reads every page: what cannot be read must not take the place of what can. */
function readThrough(copy: string, key: DatabaseKey): void {
  const db = openConnection(copy, key, { readonly: false });
  try {
    const state: unknown = db.pragma('quick_check', { simple: true });
    if (state !== 'ok') throw new StoreError({ code: 'DATABASE_DAMAGED', facts: { what: 'page' } });
  } finally {
    db.close();
  }
}

/** Overwrites the pages of the old file, which the old key opens. What a flash disk keeps of them nobody can reach from here. */
function writeOver(file: number): void {
  const { size } = fstatSync(file);
  for (let at = 0; at < size; at += ZEROS.length) writeSync(file, ZEROS, 0, Math.min(ZEROS.length, size - at), at);
  fsyncSync(file);
}
