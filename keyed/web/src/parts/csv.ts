/** Programs for tables take what begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as CSV with semicolons and a mark for UTF-8, as programs for tables in Germany open it; no cell is taken for a formula. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cellOf).join(';')).join('\r\n')}\r\n`;
}

function cellOf(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
