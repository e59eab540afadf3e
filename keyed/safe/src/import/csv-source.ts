import {
  CharsetWeigher,
  CsvRows,
  type FindingLog,
  guessSeparator,
  type TableCharset,
  type TableRow,
  type TableSeparator,
  TextPieces,
} from '@siegel/interchange';
import { chunksOf, type ImportFile } from './import-file.ts';
import { MOST_COLUMNS, type RowsOfFile } from './rows-of-file.ts';
import type { TableWish } from './table-settings.ts';

const LOOK_BYTES = 262_144;
/** Share of control signs from which a file is no text; some do stand in texts of old programs. */
const MOST_CONTROL = 0.02;

/** The rows of a CSV file, or undefined when it does not look like a table at all. */
export async function csvRows(file: ImportFile, wish: TableWish): Promise<RowsOfFile | undefined> {
  const first = await file.read(0, Math.min(LOOK_BYTES, file.sizeBytes));
  const weighed = new CharsetWeigher();
  weighed.push(first);
  if (!isText(textOf(first, weighed.end()))) return undefined;
  const charset = wish.charset ?? (await charsetOf(file));
  const separator = wish.separator ?? guessSeparator(textOf(first, charset), file.sizeBytes > first.length);
  if (separator === undefined) return undefined;
  const rows = (log: FindingLog, onRead: (bytes: number) => void) =>
    readRows(file, { charset, separator, log, onRead });
  return { format: 'csv', facts: { charset, separator, sheets: [], sheet: 0 }, rows };
}

function isText(text: string): boolean {
  let control = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0) return false;
    if (unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) control++;
  }
  return control <= text.length * MOST_CONTROL;
}

async function charsetOf(file: ImportFile): Promise<TableCharset> {
  const weigher = new CharsetWeigher();
  for await (const chunk of chunksOf(file)) weigher.push(chunk);
  return weigher.end();
}

function textOf(bytes: Uint8Array, charset: TableCharset): string {
  return new TextPieces(charset).push(bytes);
}

interface Reading {
  readonly charset: TableCharset;
  readonly separator: TableSeparator;
  readonly log: FindingLog;
  readonly onRead: (bytes: number) => void;
}

async function* readRows(file: ImportFile, { charset, separator, log, onRead }: Reading): AsyncGenerator<TableRow> {
  const text = new TextPieces(charset);
  const reader = new CsvRows(separator);
  let read = 0;
  let line = 1;
  const checked = function* (rows: readonly TableRow[]) {
    for (const row of rows) {
      line = row.line;
      if (row.cells.length > MOST_COLUMNS) log.add('TABLE_TOO_WIDE', { line, params: { limit: MOST_COLUMNS } });
      yield row;
    }
  };
  for await (const chunk of chunksOf(file)) {
    onRead((read += chunk.length));
    const rows = reader.push(text.push(chunk));
    const broken = text.isFaulty ? rows.find(({ cells }) => cells.some((cell) => cell.includes('\ufffd'))) : undefined;
    if (broken !== undefined || text.isFaulty) return wrongCharset(log, charset, broken?.line ?? line);
    yield* checked(rows);
    if (reader.isRunaway) break;
  }
  const rows = reader.push(text.end());
  if (text.isFaulty) return wrongCharset(log, charset, line);
  const { openQuoteLine } = reader;
  if (openQuoteLine !== undefined) return log.add('TABLE_QUOTE_OPEN', { line: openQuoteLine });
  yield* checked([...rows, ...reader.end()]);
}

function wrongCharset(log: FindingLog, charset: TableCharset, line: number): void {
  log.add('TABLE_CHARSET_WRONG', { line, params: { charset } });
}
