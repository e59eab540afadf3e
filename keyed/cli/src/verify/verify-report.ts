import type { ContentAudit, JournalAudit } from '@siegel/safe';
import type { CliCode } from '../terminal/cli-errors.ts';

/** Everything a verification has found. */
export interface VerifyReport {
  readonly audit: JournalAudit;
  /** Why this device's own pinned journal does not continue in the server's, if it does not. */
  readonly pinned: CliCode | undefined;
  /** First entry in which the server's journal is another one than this device has kept. */
  readonly differsAt: number | undefined;
  readonly content: ContentAudit | undefined;
}
