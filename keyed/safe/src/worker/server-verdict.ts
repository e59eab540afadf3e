import type { ErrorCode, Result } from '@siegel/wire';
import { versionGapOf } from './version-gap.ts';

/** Why a device begins without a set of shards although nobody lies. */
export const NO_SNAPSHOT: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'SNAPSHOT_UNKNOWN',
  'OFFLINE',
  'RIGHT_MISSING',
  'DELIVERY_TOO_OFTEN',
  'KEY_UNKNOWN',
  'PROTOCOL_OUTDATED',
  'SERVER_OUTDATED',
  'PASSWORD_EXPIRED',
]);
/** A server that answers a write so does not only have to wait for better times: it lies. */
const LIES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['PROOF_WRONG', 'CHECKPOINT_WRONG']);

/** The index could not be asked for now: no line, this device has just asked, as after a reload, or the password has to be changed
 *  first (PW8). */
export const LATER: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['OFFLINE', 'DELIVERY_TOO_OFTEN', 'PASSWORD_EXPIRED']);

/** Not let in, and no lie: the sign-in form says what to do. */
export const NOT_IN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'OFFLINE',
  'SESSION_MISSING',
  'DEVICE_NOT_APPROVED',
  'FACTOR_MISSING',
  'FACTOR_NEEDED',
  'OUTSIDE_OFF',
  'OUTSIDE_ENDED',
  'OUTSIDE_NOT_NAMED',
  'OUTSIDE_FACTOR_MISSING',
  // Nobody but support gets no journal: they come in without a safe (`SupportSeat`).
  'RIGHT_MISSING',
]);

/** The server has ended the session and says why (ZF3, AZ3). */
const ENDED_BECAUSE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(
  [...NOT_IN].filter((code) => code !== 'OFFLINE' && code !== 'SESSION_MISSING' && code !== 'RIGHT_MISSING'),
);

/** The code to show when the server does not know the session any more, or not the device. */
export function endOf(answer: Result<unknown>): ErrorCode | undefined {
  if (answer.ok) return undefined;
  if (answer.error.code === 'SESSION_MISSING') return 'SESSION_ENDED';
  return ENDED_BECAUSE.has(answer.error.code) ? answer.error.code : undefined;
}

/** Why the workspace must close after a catch-up, if it must: a full disk or an ended line only leaves what waits waiting (SF7). */
export function refusalOf(flushed: Result<true>, synced: Result<true>): ErrorCode | undefined {
  if (!synced.ok && synced.error.code !== 'OFFLINE' && versionGapOf(synced) === undefined) return synced.error.code;
  return !flushed.ok && LIES.has(flushed.error.code) ? flushed.error.code : undefined;
}
