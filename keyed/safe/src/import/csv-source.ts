import {
  CharsetWeigher,
  CsvRows,
  type FindingLog,
  guessSeparator,
  hasUtf8Mark,
  LetterLines,
  type TableCharset,
  type TableRow,
  type TableSeparator,
  TextPieces,
} from '@siegel/interchange';
import { chunksOf, type ImportFile } from './import-file.ts';
import type { OnRead } from './import-step.ts';
import { MOST_COLUMNS, type RowsOfFile } from './rows-of-file.ts';
import type { TableWish } from './table-settings.ts';

const LOOK_BYTES = 262_144;
/** Share of control signs from which a file is no text; some do stand in texts of old programs. */
const MOST_CONTROL = 0.02;

/** The rows of a CSV file, or undefined when it does not look like a table at all. */
export async function csvRows(file: ImportFile, wish: TableWish, onRead: OnRead): Promise<RowsOfFile | undefined> {
  const first = await file.read(0, Math.min(LOOK_BYTES, file.sizeBytes));
  const weighed = new CharsetWeigher();
  weighed.push(first);
  if (!isText(textOf(first, weighed.end()))) return undefined;
  const { charset, letterLines } = await lookAtLetters(file, wish, onRead);
  const separator = wish.separator ?? guessSeparator(textOf(first, charset), file.sizeBytes > first.length);
  if (separator === undefined) return undefined;
  const rows = (log: FindingLog, onBytes: (bytes: number) => void) => {
    if (charset !== 'utf-8' && hasUtf8Mark(first))
      log.add('CHARSET_CONTRADICTS', { params: { declared: 'utf-8', found: charset } });
    return readRows(file, { charset, separator, log, onRead: onBytes });
  };
  return { format: 'csv', facts: { charset, separator, letterLines, sheets: [], sheet: 0 }, rows };
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

/** The character set, by all bytes unless somebody chose one, and how the first lines read in it that show whether it is right. */
async function lookAtLetters(file: ImportFile, wish: TableWish, onRead: OnRead) {
  const weigher = new CharsetWeigher();
  const lines = new LetterLines();
  let read = 0;
  for await (const chunk of chunksOf(file)) {
    lines.push(chunk);
    if (wish.charset === undefined) weigher.push(chunk);
    else if (lines.isFull) break;
    onRead((read += chunk.length), 'checking');
  }
  const charset = wish.charset ?? weigher.end();
  return { charset, letterLines: lines.readAs(charset) };
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
