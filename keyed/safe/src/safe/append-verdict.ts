import { type ErrorCode, ERRORS } from '@siegel/wire';

/** After these nobody knows whether the batch was written, or an update of one side is waited for (OF12): it waits, and sending it
 *  again is harmless. */
const UNDECIDED: ReadonlySet<ErrorCode> = new Set([
  'OFFLINE',
  'SERVER_STOPPING',
  'PROOF_WRONG',
  'CHECKPOINT_WRONG',
  'PROTOCOL_OUTDATED',
  'SERVER_OUTDATED',
]);
const FIRST_SERVER_FAULT = 500;
/** Not signed in, too often, program too old: nothing is wrong with what was written. */
const LATER_STATUS: ReadonlySet<number> = new Set([401, 426, 429]);
/** The device has to be approved, or the password changed, first (PW8). */
const LATER_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['DEVICE_NOT_APPROVED', 'PASSWORD_EXPIRED']);

/** True when the batch may have been written all the same. */
export function isUndecided(code: ErrorCode): boolean {
  return UNDECIDED.has(code);
}

/** True when nothing is wrong with the batch itself: it waits, and is sent again. */
export function mayPassLater(code: ErrorCode): boolean {
  const { status } = ERRORS[code];
  return UNDECIDED.has(code) || status >= FIRST_SERVER_FAULT || LATER_STATUS.has(status) || LATER_CODES.has(code);
}
