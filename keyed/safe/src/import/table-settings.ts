import type { LetterLine, TableCharset, TableSeparator, TableTarget } from '@siegel/interchange';

/** What the user may decide about a table; what is left out is guessed. */
export interface TableWish {
  readonly charset?: TableCharset;
  readonly separator?: TableSeparator;
  readonly hasHeader?: boolean;
  /** Place of the sheet in the workbook. */
  readonly sheet?: number;
  /** What each column becomes, from left to right. */
  readonly targets?: readonly TableTarget[];
}

/** How a table is read, decided and guessed, with its beginning. */
export interface TableLook {
  /** Empty for a workbook. */
  readonly charset: TableCharset | '';
  readonly separator: TableSeparator | '';
  /** The first lines with letters beyond A to Z, as they read in this character set. */
  readonly letterLines: readonly LetterLine[];
  readonly hasHeader: boolean;
  readonly sheets: readonly string[];
  readonly sheet: number;
  readonly columns: readonly TableColumn[];
  /** True when a mapping kept on this device was taken. */
  readonly fromTemplate: boolean;
}

/** One column with the first of its cells. */
export interface TableColumn {
  readonly title: string;
  readonly target: TableTarget;
  readonly samples: readonly string[];
}

/** Finds the mapping kept for a table with these titles. */
export type FindTemplate = (titles: readonly string[]) => readonly TableTarget[] | undefined;
