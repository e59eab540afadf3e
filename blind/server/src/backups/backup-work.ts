import type { BackupProgress } from '@siegel/keep';
import type { ErrorCode } from '@siegel/wire';
import { failureOfError } from '../edge/failure.ts';

/** What takes long: one at a time in a tenant. */
export type WorkKind = 'make' | 'check';

/** Why work did not succeed. */
export interface WorkFault {
  readonly code: ErrorCode;
  readonly error: unknown;
}

/** Often enough that the reserve of a disk lasts (SV34). */
const ROOM_LOOK_MS = 200;

/** A backup being made, or compared with its list. */
export class BackupWork {
  readonly kind: WorkKind;
  readonly id: string;
  progress: BackupProgress = { done: 0, of: 0 };
  readonly #stopping = new AbortController();
  /** Why it was stopped; undefined: it was not. */
  because: ErrorCode | undefined;

  constructor(kind: WorkKind, id: string) {
    this.kind = kind;
    this.id = id;
  }

  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Ends it as soon as it looks; `because` is what it is said to have ended with. */
  stop(because: ErrorCode): void {
    this.because ??= because;
    this.#stopping.abort();
  }

  /** Runs the work; a disk that fills up stops it. @returns why it did not succeed. */
  async run(work: () => Promise<void>, isDiskShort: () => boolean): Promise<WorkFault | undefined> {
    const looks = setInterval(() => isDiskShort() && this.stop('DISK_FULL'), ROOM_LOOK_MS);
    try {
      await work();
      this.signal.throwIfAborted();
      return undefined;
    } catch (error) {
      return { code: this.because ?? codeOf(error), error };
    } finally {
      clearInterval(looks);
    }
  }
}

/** Work that ends with a code of the catalogue. */
export class BackupFailure extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof BackupFailure) return error.code;
  // The file system's own words, where the store has not put them into its code.
  const { code } = error as { readonly code?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'DISK_FULL';
  if (code === 'EIO' || code === 'EROFS' || code === 'EACCES') return 'DISK_FAILED';
  return failureOfError(error).code;
}
