import { type ErrorCode, ERRORS } from '@siegel/wire';

/** A file on its way: who wants to know how far it is, who may stop it, and what to do when the line is gone. */
export interface Transfer {
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
  readonly signal?: AbortSignal;
  /** Resolves when it may be worth trying again; false gives up. Without it an outage ends the transfer. */
  readonly onOutage?: (code: ErrorCode) => Promise<boolean>;
}

const FIRST_SERVER_FAULT = 500;

/** True once somebody has stopped it. */
export function isCancelled({ signal }: Transfer): boolean {
  return signal?.aborted === true;
}

/** True for what passes by itself: no line, a server that starts or stops, a full disk. */
export function isOutage(code: ErrorCode): boolean {
  return ERRORS[code].status >= FIRST_SERVER_FAULT || code === 'RATE_LIMITED' || code === 'BLOB_OFFSET_WRONG';
}
