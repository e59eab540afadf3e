import type { FindingLog, TableRow } from '@siegel/interchange';
import type { TableLook } from './table-settings.ts';

/** A table has at most so many columns. */
export const MOST_COLUMNS = 500;

/** A table as its format cuts it into rows. */
export interface RowsOfFile {
  readonly format: 'csv' | 'xlsx';
  readonly facts: Pick<TableLook, 'charset' | 'separator' | 'letterLines' | 'sheets' | 'sheet'>;
  /** The rows in order. What is wrong with the file goes into `log`. */
  readonly rows: (log: FindingLog, onRead: (bytes: number) => void) => AsyncGenerator<TableRow>;
}
