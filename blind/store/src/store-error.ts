import type { Failure } from '@siegel/wire';

/** Codes a store can answer with; the sentences stand in the error catalogue of core/wire. */
export type StoreCode =
  | 'DATABASE_KEY_MISSING'
  | 'DATABASE_KEY_WRONG'
  | 'DATABASE_DAMAGED'
  | 'DATABASE_IN_USE'
  | 'DISK_FULL'
  | 'DISK_FAILED';

/** An outage of disk or database: rejects the call that met it. Nothing of the transaction was kept. */
export class StoreError extends Error {
  readonly failure: Failure<StoreCode>;

  constructor(failure: Failure<StoreCode>, options?: ErrorOptions) {
    super(failure.code, options);
    this.name = 'StoreError';
    this.failure = failure;
  }
}

/** `error` as a StoreError: by SQLite's or the system's error code. Anything else (a bug) is returned unchanged. */
export function storeErrorOf(thrown: unknown): Error {
  const error = errorOf(thrown);
  if (error instanceof StoreError || !('code' in error)) return error;
  const code = storeCodeOf(String(error.code));
  // The driver's message may quote SQL; only its code goes on, as a harmless fact.
  return code === undefined ? error : new StoreError({ code, facts: { cause: String(error.code) } });
}

/** What drivers and systems call it, by the beginning of their code; the first that fits. */
const CAUSES: readonly (readonly [prefix: string, code: StoreCode])[] = [
  ['SQLITE_FULL', 'DISK_FULL'],
  // Growing the WAL's index by one byte failed: in practice for want of space.
  ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['SQLITE_CORRUPT', 'DATABASE_DAMAGED'],
  ['SQLITE_NOTADB', 'DATABASE_DAMAGED'],
  ['SQLITE_BUSY', 'DATABASE_IN_USE'],
  ['SQLITE_LOCKED', 'DATABASE_IN_USE'],
  ['SQLITE_IOERR', 'DISK_FAILED'],
  ['SQLITE_CANTOPEN', 'DISK_FAILED'],
  ['SQLITE_READONLY', 'DISK_FAILED'],
  ['EIO', 'DISK_FAILED'],
  ['EROFS', 'DISK_FAILED'],
  ['EMFILE', 'DISK_FAILED'],
  ['ENFILE', 'DISK_FAILED'],
];

function storeCodeOf(cause: string): StoreCode | undefined {
  return CAUSES.find(([prefix]) => cause.startsWith(prefix))?.[1];
}

/** What was thrown, as an Error. */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('something that is no error was thrown', { cause: thrown });
}
