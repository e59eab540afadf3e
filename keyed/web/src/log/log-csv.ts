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
/** Programs for tables take what begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as CSV with semicolons and a mark for UTF-8, as programs for tables in Germany open it (LG5). */
export function logCsv(heads: Readonly<Record<keyof LogCells, string>>, rows: readonly LogCells[]): string {
  const lines = [heads, ...rows].map((row) => COLUMNS.map((column) => cellOf(String(row[column]))).join(';'));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function cellOf(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
