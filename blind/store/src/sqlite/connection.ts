import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3-multiple-ciphers';
import { concatBytes, equalBytes } from '@siegel/wire';
import type { TenantDatabaseKey } from '../box-key.ts';
import { StoreError, storeErrorOf } from '../store-error.ts';
import { APPLICATION_ID, SCHEMA_DDL, SCHEMA_NAMES, SCHEMA_VERSION } from './schema.ts';

export type Connection = Database.Database;

/** How every connection is set (docs/adr/0012, 0013). The only place with words of this engine besides the schema. */
const COMMON_PRAGMAS = [
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  // Sorting must never spill to a file: what it sorts stands sealed at rest otherwise.
  'temp_store = MEMORY',
  'cache_size = -8000',
];
const WRITER_PRAGMAS = [
  'journal_mode = WAL',
  // FULL: a commit is on the disk before it is acknowledged. NORMAL lost acknowledged writes in 788 of 1,000 power cuts.
  'synchronous = FULL',
  'fullfsync = ON',
  'checkpoint_fullfsync = ON',
  'secure_delete = ON',
  'wal_autocheckpoint = 1000',
  'journal_size_limit = 8388608',
];
/** Smallest on disk and in the WAL of 4096, 8192, 16384 (docs/adr/0013). */
const PAGE_BYTES = 4096;
const BUSY_MS = 1000;
const SQLITE_HEADER = new TextEncoder().encode('SQLite format 3\0');

/** Opens the database file of a tenant with its key. Throws StoreError: DATABASE_KEY_WRONG when the open key check at the
 *  start of the file is another one, DATABASE_DAMAGED when it fits and the pages do not, or when the file is plain SQLite. */
export function openConnection(path: string, key: TenantDatabaseKey, options: { readonly: boolean }): Connection {
  refuseForeignFile(path, key.keyCheck);
  let db: Connection | undefined;
  try {
    db = new Database(path, { readonly: options.readonly, fileMustExist: true, timeout: BUSY_MS });
    unlock(db, key);
    refuseForeignSchema(db);
    for (const pragma of options.readonly ? COMMON_PRAGMAS : [...COMMON_PRAGMAS, ...WRITER_PRAGMAS]) db.pragma(pragma);
    return db;
  } catch (error) {
    db?.close();
    throw storeErrorOf(error);
  }
}

/** Makes the database file of a new tenant; durable and without a WAL on return. */
export function createDatabase(path: string, key: TenantDatabaseKey, tenant: Uint8Array): void {
  let db: Connection | undefined;
  try {
    db = new Database(path, { timeout: BUSY_MS });
    unlock(db, key);
    db.pragma(`page_size = ${PAGE_BYTES}`);
    for (const pragma of [...COMMON_PRAGMAS, ...WRITER_PRAGMAS]) db.pragma(pragma);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
    db.exec(`BEGIN; ${SCHEMA_DDL} COMMIT;`);
    db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)').run('tenant', tenant);
    truncateWal(db);
  } catch (error) {
    throw storeErrorOf(error);
  } finally {
    db?.close();
  }
}

/** Gives a copy of a database another key, page by page. Not for a file that matters: cut off in the middle, some pages are under one key
 *  and some under the other, and in WAL mode the open check at the start goes on naming the old one. */
export function changeKeyOfCopy(path: string, from: TenantDatabaseKey, to: TenantDatabaseKey): void {
  const db = new Database(path, { fileMustExist: true, timeout: 0 });
  try {
    unlock(db, from);
    db.pragma('journal_mode = DELETE');
    // A copy needs no way back: one that is not finished is made anew.
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    const raw = rawKey(to);
    db.rekey(raw);
    raw.fill(0);
  } catch (error) {
    throw storeErrorOf(error);
  } finally {
    db.close();
  }
}

/** Whose key a database file needs, by the open check at its start; undefined: none of these, or no database. */
export function keyOfFile<K extends TenantDatabaseKey>(path: string, keys: readonly K[]): K | undefined {
  const [first] = keys;
  const start = first === undefined ? undefined : startOfFile(path, first.keyCheck.length);
  return start === undefined ? undefined : keys.find(({ keyCheck }) => equalBytes(start, keyCheck));
}

/** Moves everything into the database file and empties the WAL: nothing older than the commit is left in it. */
export function truncateWal(db: Connection): boolean {
  const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return row?.busy === 0;
}

/** Gives the connection its key. A raw key skips the key derivation; as bytes it never becomes part of an SQL text. */
function unlock(db: Connection, key: TenantDatabaseKey): void {
  db.pragma("cipher = 'aegis'");
  db.pragma("algorithm = 'aegis-256'");
  const raw = rawKey(key);
  db.key(raw);
  raw.fill(0);
}

/** SQLite3MC: "raw:" | key 32 | salt 16. With a raw key the salt is not used, but stands openly at the file's start. */
function rawKey({ key, keyCheck }: TenantDatabaseKey): Buffer {
  return Buffer.from(concatBytes(new TextEncoder().encode('raw:'), key, keyCheck));
}

function refuseForeignFile(path: string, keyCheck: Uint8Array): void {
  const start = startOfFile(path, keyCheck.length);
  if (start === undefined || equalBytes(start, SQLITE_HEADER)) throw new StoreError({ code: 'DATABASE_DAMAGED' });
  if (!equalBytes(start, keyCheck)) throw new StoreError({ code: 'DATABASE_KEY_WRONG' });
}

/** The first bytes of a file, or undefined when it is missing or shorter. */
function startOfFile(path: string, length: number): Uint8Array | undefined {
  if (!existsSync(path)) return undefined;
  const start = new Uint8Array(length);
  try {
    const file = openSync(path, 'r');
    const bytesRead = readSync(file, start, 0, length, 0);
    closeSync(file);
    return bytesRead === length ? start : undefined;
  } catch (error) {
    throw storeErrorOf(error);
  }
}

function refuseForeignSchema(db: Connection): void {
  const applicationId = db.pragma('application_id', { simple: true });
  const schema = Number(db.pragma('user_version', { simple: true }));
  if (applicationId !== APPLICATION_ID || schema !== SCHEMA_VERSION)
    throw new StoreError({ code: 'DATABASE_DAMAGED', facts: { schema } });
  const present = new Set(db.prepare('SELECT name FROM sqlite_schema').pluck().all());
  const missing = SCHEMA_NAMES.filter((name) => !present.has(name)).length;
  if (missing > 0) throw new StoreError({ code: 'DATABASE_DAMAGED', facts: { what: 'schema', missing } });
}
