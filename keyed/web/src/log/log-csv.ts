import { csvOf } from '../parts/csv.ts';

/** The columns of a saved log. */
export interface LogCells {
  readonly seq: number;
  readonly at: string;
  readonly what: string;
  readonly more: string;
  readonly who: string;
  readonly device: string;
  readonly persons: string;
  readonly address: string;
  readonly proven: string;
}

const COLUMNS: readonly (keyof LogCells)[] = [
  'seq',
  'at',
  'what',
  'more',
  'who',
  'device',
  'persons',
  'address',
  'proven',
];

/** Rows as CSV, as programs for tables in Germany open it (LG5). */
export function logCsv(heads: Readonly<Record<keyof LogCells, string>>, rows: readonly LogCells[]): string {
  return csvOf([heads, ...rows].map((row) => COLUMNS.map((column) => String(row[column]))));
}
