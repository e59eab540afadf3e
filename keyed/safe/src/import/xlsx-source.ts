import {
  type FindingLog,
  readXlsxBook,
  type TableRow,
  XLSX_PARTS,
  type XlsxBook,
  type XlsxParts,
  XlsxRows,
  XmlFault,
} from '@siegel/interchange';
import { MOST_COLUMNS, type RowsOfFile } from './rows-of-file.ts';
import type { TableWish } from './table-settings.ts';
import { wholeEntry, type ZipEntry, ZipFault } from './zip-reader.ts';

const MOST_PART_BYTES = 128 * 1024 * 1024;
const MOST_SHEET_BYTES = 2 * 1024 * 1024 * 1024;

/** True for the directory of a workbook. */
export function isWorkbook(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => name === XLSX_PARTS.workbook);
}

/** The rows of one sheet of a workbook. Throws `ZipFault` or `XmlFault` when the workbook cannot be read. */
export async function xlsxRows(entries: readonly ZipEntry[], wish: TableWish): Promise<RowsOfFile> {
  const book = readXlsxBook(await partsOf(entries));
  const sheet = Math.min(wish.sheet ?? 0, book.sheets.length - 1);
  const entry = entries.find(({ name }) => name === book.sheets[sheet]?.path);
  if (entry === undefined) throw new ZipFault();
  const sheets = book.sheets.map(({ name }) => name);
  const rows = (log: FindingLog, onRead: (bytes: number) => void) => readRows(entry, { book, log, onRead });
  return { format: 'xlsx', facts: { charset: '', separator: '', letterLines: [], sheets, sheet }, rows };
}

async function partsOf(entries: readonly ZipEntry[]): Promise<XlsxParts> {
  const textOf = async (path: string) => {
    const entry = entries.find(({ name }) => name === path);
    return entry === undefined ? '' : new TextDecoder().decode(await wholeEntry(entry, MOST_PART_BYTES));
  };
  return {
    workbook: await textOf(XLSX_PARTS.workbook),
    relations: await textOf(XLSX_PARTS.relations),
    styles: await textOf(XLSX_PARTS.styles),
    strings: await textOf(XLSX_PARTS.strings),
  };
}

interface Reading {
  readonly book: XlsxBook;
  readonly log: FindingLog;
  readonly onRead: (bytes: number) => void;
}

async function* readRows(entry: ZipEntry, { book, log, onRead }: Reading): AsyncGenerator<TableRow> {
  if (entry.sizeBytes > MOST_SHEET_BYTES) return log.add('XLSX_TOO_LARGE');
  const reader = new XlsxRows(book, MOST_COLUMNS);
  const decoder = new TextDecoder();
  let read = 0;
  try {
    for await (const piece of entry.pieces()) {
      onRead((read += piece.length));
      yield* reader.push(decoder.decode(piece, { stream: true }));
      if (reader.isTooWide) return log.add('TABLE_TOO_WIDE', { params: { limit: MOST_COLUMNS } });
    }
    reader.end();
  } catch (error) {
    if (!(error instanceof ZipFault) && !(error instanceof XmlFault)) throw error;
    log.add('XLSX_UNREADABLE');
  }
}
