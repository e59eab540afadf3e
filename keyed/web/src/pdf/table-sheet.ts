/** A table to be set on A4, with what stands above it. All texts are in the language of the sheet. */
export interface TableSheet {
  readonly language: 'de' | 'en';
  /** In the window's title and in the properties of the file. */
  readonly title: string;
  /** Who made it, for the properties of the file. */
  readonly author: string;
  readonly createdAt: Date;
  readonly house: {
    readonly name: string;
    readonly lines: readonly string[];
    readonly logoPng?: Uint8Array<ArrayBuffer> | undefined;
  };
  readonly heading: string;
  /** Under the heading, each a paragraph: of whom, when, by whom, what is missing. */
  readonly facts: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** What stands at the foot of each page, left; right of it `pageOf`. */
  readonly foot: string;
  readonly pageOf: (page: number, pages: number) => string;
  /** A further fact where the font lacked signs. */
  readonly missingSigns: (count: number) => string;
}

/** A column of the table. */
export interface TableColumn {
  readonly label: string;
  readonly widthPt: number;
}

/** A row of the table. */
export interface TableRow {
  /** One text per column. The first is shown where it differs from the row above, and on top of each page. */
  readonly cells: readonly string[];
  /** Shaded, because it is not valid yet; its cells say so in words. */
  readonly isDraft: boolean;
}

/** What making a PDF needs of its surroundings. */
export interface PdfGiven {
  /** A TrueType font that is embedded as far as it is used. */
  readonly font: Uint8Array;
  /** Lets the page breathe; rejects when nobody wants the PDF any more. */
  readonly pause: () => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
}

/** A made PDF. */
export interface MadePdf {
  readonly file: Blob;
  readonly pages: number;
}
