import type { ErrorCode } from '@siegel/wire';
import { pino } from 'pino';

/** What may stand in the log, and nothing else: a field that is not named here does not compile. No names, no bodies, no
 *  addresses; `detail` is the name of an error class, a code or a device of the system, never a message (SY31). */
export interface LogFields {
  readonly code?: ErrorCode;
  readonly route?: string;
  /** 32 hex digits. */
  readonly tenant?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly count?: number;
  readonly port?: number;
  readonly detail?: string;
}

/** Words of the log: fixed, so that no text can carry content. */
export type LogEvent =
  | 'listening'
  | 'stopping'
  | 'stopped'
  | 'failed'
  | 'tenant-opened'
  | 'tenant-not-opened'
  | 'key-file-readable-by-others'
  | 'waiting-for-key'
  | 'rekey-unfinished'
  | 'swap-not-encrypted'
  | 'swap-perhaps-not-encrypted'
  | 'core-dumps-possible'
  | 'core-dumps-perhaps-possible'
  | 'sign-in-refused'
  | 'certificate-taken'
  | 'certificate-not-taken'
  | 'certificate-expires'
  | 'certificate-expired'
  | 'disk-nearly-full'
  | 'disk-has-room'
  | 'raid-down'
  | 'raid-degraded'
  | 'disk-failing'
  | 'disk-worn'
  | 'disk-report-old'
  | 'disk-fault-over';

/** One log line per call. */
export interface ServerLog {
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  error(event: LogEvent, fields?: LogFields): void;
}

/** Writes JSON lines to `write` (stderr in the program). Fields are copied one by one: whatever else an object holds at run
 *  time stays out. */
export function createLog(write: (line: string) => void): ServerLog {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write });
  return {
    info: (event, fields) => logger.info(allowed(fields), event),
    warn: (event, fields) => logger.warn(allowed(fields), event),
    error: (event, fields) => logger.error(allowed(fields), event),
  };
}

const HEX = /^[0-9a-f]{32}$/;
const WORD = /^[A-Za-z0-9_.:/-]{1,80}$/;

function allowed(fields: LogFields = {}): LogFields {
  return {
    ...(word(fields.code) && { code: fields.code as ErrorCode }),
    ...(word(fields.route) && { route: fields.route as string }),
    ...(fields.tenant !== undefined && HEX.test(fields.tenant) && { tenant: fields.tenant }),
    ...(Number.isFinite(fields.status) && { status: fields.status as number }),
    ...(Number.isFinite(fields.durationMs) && { durationMs: Math.round(fields.durationMs as number) }),
    ...(Number.isFinite(fields.count) && { count: fields.count as number }),
    ...(Number.isFinite(fields.port) && { port: fields.port as number }),
    ...(word(fields.detail) && { detail: fields.detail as string }),
  };
}

function word(value: string | undefined): boolean {
  return value !== undefined && WORD.test(value);
}

/** The name of what went wrong, without its message: messages may quote input. */
export function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? `${error.name}:${error.code}` : error.name;
}
