import { type ErrorCode, ERRORS } from '@siegel/wire';

/** Exit codes of the command line, stable for scripts. */
export const EXIT = { ok: 0, failed: 1, usage: 2, refused: 3, tampering: 4, unreachable: 5, findings: 6 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const TAMPERING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'OPEN_TAMPERED',
  'KEY_NOT_ATTRIBUTED',
  'CONTENT_WITHHELD',
  'LOG_FORKED',
  'LOG_SHORTENED',
  'CHECKPOINT_WRONG',
  'PROOF_WRONG',
  'NOT_ATTRIBUTED',
  'GENESIS_WRONG',
  'SEEN_HEAD_FOREIGN',
]);

const UNREACHABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['OFFLINE', 'RUN_LEFT_OPEN', 'RUN_WAITS']);

/** The exit code of a failure: tampering is told apart from a refusal, and both from an unreachable server. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  if (TAMPERING.has(code)) return EXIT.tampering;
  if (UNREACHABLE.has(code)) return EXIT.unreachable;
  if (code === 'RUN_CANCELLED') return EXIT.failed;
  return ERRORS[code].status === 400 ? EXIT.usage : EXIT.refused;
}
