import { printable } from './printable.ts';
import type { TableSheet } from './table-sheet.ts';
import { wrapLines } from './wrap-lines.ts';

/** Sizes of the sheet in points, A4 upright. */
export const PAGE = { width: 595.28, height: 841.89, edge: 42, foot: 50 } as const;
/** Type in points. */
export const TYPE = { body: 8.5, small: 7.5, heading: 15, house: 10 } as const;
/** What a line of the table takes, and a row besides. */
export const LINE_PT = 11.5;
/** Above and below the lines of a row. */
export const ROW_PADDING_PT = 4;
/** Between two columns. */
export const GAP_PT = 8;

/** Everything of a sheet that takes more than one line, broken. */
export interface SetTable {
  readonly heading: readonly string[];
  readonly facts: readonly (readonly string[])[];
  /** Lines per cell per row. */
  readonly rows: readonly (readonly (readonly string[])[])[];
}

/** What tells widths and glyphs: the font. */
export interface Measure {
  readonly widthOf: (text: string, size: number) => number;
  readonly hasGlyph: (codePoint: number) => boolean;
}

/** Breaks all texts of a sheet into lines. `pause` is awaited after every row and decides itself whether it waits. */
export async function setTable(sheet: TableSheet, measure: Measure, pause: () => Promise<void>): Promise<SetTable> {
  let missing = 0;
  const lines = (text: string, size: number, widthPt: number) => {
    const made = printable(text, measure.hasGlyph);
    missing += made.missing;
    return wrapLines(made.text, widthPt, (piece) => measure.widthOf(piece, size));
  };
  const full = PAGE.width - 2 * PAGE.edge;
  const heading = lines(sheet.heading, TYPE.heading, full);
  const rows: (readonly (readonly string[])[])[] = [];
  for (const { cells } of sheet.rows) {
    rows.push(cells.map((cell, at) => lines(cell, TYPE.body, (sheet.columns[at]?.widthPt ?? full) - GAP_PT)));
    await pause();
  }
  const said = missing === 0 ? sheet.facts : [...sheet.facts, sheet.missingSigns(missing)];
  return { heading, facts: said.map((fact) => lines(fact, TYPE.body, full)), rows };
}
