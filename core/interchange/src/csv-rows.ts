/** One row of a table: the line it begins in and its cells, untrimmed. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A quoted cell as long as this was never closed. */
const MOST_CELL_LENGTH = 200_000;
const QUOTE = '"';

/** Cuts the text of a CSV file into rows: separators and line breaks inside of quotes belong to the cell, `""` in quotes is one
 *  quote, a quote in the middle of a cell is a letter. Pieces may be cut anywhere (IE21). */
export class CsvRows {
  readonly #separator: string;
  #cells: string[] = [];
  #cell = '';
  #state: 'start' | 'plain' | 'quoted' | 'after-quote' = 'start';
  /** The text so far ended in CR: a LF that follows belongs to it. */
  #afterReturn = false;
  #line = 1;
  #rowLine = 1;
  #quoteLine = 0;

  constructor(separator: string) {
    this.#separator = separator;
  }

  /** Line of a quote that was never closed; undefined while all is well. */
  get openQuoteLine(): number | undefined {
    return this.#state === 'quoted' && this.#quoteLine > 0 ? this.#quoteLine : undefined;
  }

  /** True as soon as a quoted cell is longer than any cell may be. */
  get isRunaway(): boolean {
    return this.#state === 'quoted' && this.#cell.length > MOST_CELL_LENGTH;
  }

  push(text: string): TableRow[] {
    const rows: TableRow[] = [];
    for (const letter of text) this.#take(letter, rows);
    return rows;
  }

  /** The last row, when it has no line end. */
  end(): TableRow[] {
    const rows: TableRow[] = [];
    if (this.#state !== 'start' || this.#cells.length > 0) this.#endRow(rows);
    return rows;
  }

  #take(letter: string, rows: TableRow[]): void {
    const isBreak = letter === '\n' || letter === '\r';
    const isSecondHalf = letter === '\n' && this.#afterReturn;
    this.#afterReturn = letter === '\r';
    if (isBreak && !isSecondHalf) this.#line++;
    if (this.#state === 'quoted') return this.#takeQuoted(letter, isSecondHalf);
    if (isSecondHalf) {
      this.#rowLine = this.#line;
      return;
    }
    if (isBreak) this.#endRow(rows);
    else if (letter === this.#separator) this.#endCell();
    else if (letter === QUOTE) this.#takeQuote();
    else this.#takeLetter(letter);
  }

  #takeQuote(): void {
    if (this.#state === 'plain') return this.#takeLetter(QUOTE);
    // Behind the end of a quoted cell it is the second half of `""`.
    if (this.#state === 'after-quote') this.#cell += QUOTE;
    else this.#quoteLine = this.#line;
    this.#state = 'quoted';
  }

  #takeLetter(letter: string): void {
    this.#cell += letter;
    this.#state = 'plain';
  }

  #takeQuoted(letter: string, isSecondHalf: boolean): void {
    if (letter === QUOTE) this.#state = 'after-quote';
    else if (!isSecondHalf) this.#cell += letter === '\r' ? '\n' : letter;
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'start';
  }

  #endRow(rows: TableRow[]): void {
    this.#endCell();
    // An empty line is no row.
    if (this.#cells.some((cell) => cell.trim() !== '')) rows.push({ line: this.#rowLine, cells: this.#cells });
    this.#cells = [];
    this.#rowLine = this.#line;
  }
}
