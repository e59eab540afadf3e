import type { BackupView } from '@siegel/safe';

/** What can be done with a row, and beside it. */
export interface RowActs {
  readonly download: (backup: BackupView) => void;
  readonly check: (backup: BackupView) => void;
  readonly remove: (backup: BackupView) => void;
  readonly showNames: (backup: BackupView) => void;
  readonly make: () => void;
  readonly cancel: () => void;
}
