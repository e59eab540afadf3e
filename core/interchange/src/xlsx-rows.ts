import type { TableRow } from './csv-rows.ts';
import type { CellFormat, XlsxBook } from './xlsx-book.ts';
import { type XmlEvent, XmlScan } from './xml-scan.ts';

const DAY_MS = 86_400_000;
/** Day 0 of the two calendars of workbooks. That 1900 was no leap year, though day 60 is its 29 February, is older than XLSX. */
const DAY_0_1900 = Date.UTC(1899, 11, 30);
const DAY_0_1904 = Date.UTC(1904, 0, 1);
const LAST_DAY = 2_958_465;

interface Cell {
  readonly column: number;
  readonly type: string;
  readonly format: CellFormat | undefined;
  text: string;
}

/** Cuts the XML of a sheet into rows, piece by piece; days come as `JJJJ-MM-TT`. Throws `XmlFault`. */
export class XlsxRows {
  readonly #book: Pick<XlsxBook, 'strings' | 'formats' | 'from1904'>;
  readonly #mostColumns: number;
  readonly #scan = new XmlScan();
  #line = 0;
  #cells: string[] = [];
  #cell: Cell | null = null;
  #isValue = false;
  #isTooWide = false;

  constructor(book: Pick<XlsxBook, 'strings' | 'formats' | 'from1904'>, mostColumns: number) {
    this.#book = book;
    this.#mostColumns = mostColumns;
  }

  /** True when a row has more columns than are taken. */
  get isTooWide(): boolean {
    return this.#isTooWide;
  }

  push(xml: string): TableRow[] {
    const rows: TableRow[] = [];
    for (const event of this.#scan.push(xml)) this.#take(event, rows);
    return rows;
  }

  end(): void {
    this.#scan.end();
  }

  #take(event: XmlEvent, rows: TableRow[]): void {
    if (event.type === 'text') {
      if (this.#cell !== null && this.#isValue) this.#cell.text += event.text;
      return;
    }
    const isOpen = event.type === 'open';
    if (event.name === 'v' || event.name === 't') this.#isValue = isOpen;
    else if (event.name === 'row') {
      if (event.type === 'open') this.#line = Number(event.attributes['r'] ?? this.#line + 1);
      else this.#endRow(rows);
    } else if (event.name === 'c') {
      if (event.type === 'open') this.#cell = this.#cellOf(event.attributes);
      else this.#endCell();
    }
  }

  #cellOf(attributes: Readonly<Record<string, string>>): Cell {
    const letters = /^[A-Z]{1,3}/.exec(attributes['r'] ?? '')?.[0];
    const column = letters === undefined ? this.#cells.length : columnOf(letters);
    const style = attributes['s'];
    const format = style === undefined ? undefined : this.#book.formats[Number(style)];
    return { column, type: attributes['t'] ?? 'n', format, text: '' };
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (cell === null) return;
    if (cell.column >= this.#mostColumns) {
      this.#isTooWide ||= cell.text !== '';
      return;
    }
    while (this.#cells.length < cell.column) this.#cells.push('');
    this.#cells[cell.column] = this.#textOf(cell);
  }

  #textOf({ type, format, text }: Cell): string {
    if (type === 's') return this.#book.strings[Number(text)] ?? '';
    if (type === 'b') return text === '1' ? 'ja' : 'nein';
    return type === 'n' && text !== '' ? this.#numberText(text, format) : text;
  }

  #numberText(text: string, format: CellFormat | undefined): string {
    const number = Number(text);
    if (!Number.isFinite(number)) return text;
    if (format?.as === 'date') return this.#dayOf(number) ?? text;
    if (format?.as === 'digits') return String(number).padStart(format.count, '0');
    // `1.2345678901E10` is how a long number is stored, not what the sheet shows.
    return Number.isSafeInteger(number) ? String(number) : text;
  }

  #dayOf(serial: number): string | undefined {
    if (serial < 1 || serial > LAST_DAY) return undefined;
    const day = new Date((this.#book.from1904 ? DAY_0_1904 : DAY_0_1900) + Math.floor(serial) * DAY_MS);
    return day.toISOString().slice(0, 10);
  }

  #endRow(rows: TableRow[]): void {
    if (this.#cells.some((cell) => cell.trim() !== '')) rows.push({ line: this.#line, cells: this.#cells });
    this.#cells = [];
  }
}

function columnOf(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}
