import PDFDocument from 'pdfkit';
import { layPages, type RowPart } from './lay-pages.ts';
import { PdfPen } from './pdf-pen.ts';
import { GAP_PT, LINE_PT, type Measure, PAGE, ROW_PADDING_PT, type SetTable, setTable, TYPE } from './set-table.ts';
import type { MadePdf, PdfGiven, TableSheet } from './table-sheet.ts';

const GREY = '#555555';
const BLACK = '#000000';
const SHADE = '#eeeeee';
const FACT_LINE_PT = 12;

/**
 * Makes a PDF of a table on this device: A4, the font embedded, with a structure for readers aloud (heading, paragraphs, table with head
 * cells), a title and a language. Head and foot of the pages are artifacts. It is not PDF/A. Works in slices; rejects with what `pause`
 * rejects with.
 */
export async function tablePdf(sheet: TableSheet, given: PdfGiven): Promise<MadePdf> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    font: given.font,
    pdfVersion: '1.7',
    lang: sheet.language === 'de' ? 'de-DE' : 'en-GB',
    tagged: true,
    displayTitle: true,
    autoFirstPage: false,
    info: { Title: sheet.title, Author: sheet.author, CreationDate: sheet.createdAt },
  });
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const ended = new Promise<void>((resolve) => {
    doc.on('data', (chunk) => chunks.push(chunk)).on('end', resolve);
  });
  const set = await setTable(sheet, measureOf(doc), given.pause);
  const pages = await draw(doc, { sheet, set, given });
  doc.end();
  await ended;
  return { file: new Blob(chunks, { type: 'application/pdf' }), pages };
}

/** Widths of words are asked for again and again: the same few thousand words make up a file. */
function measureOf(doc: PDFDocument): Measure {
  const known = new Map<string, number>();
  return {
    hasGlyph: (codePoint) => doc._font.font.hasGlyphForCodePoint(codePoint),
    widthOf(text, size) {
      let em = known.get(text);
      if (em === undefined) {
        em = doc.fontSize(1).widthOfString(text);
        known.set(text, em);
      }
      return em * size;
    },
  };
}

interface Work {
  readonly sheet: TableSheet;
  readonly set: SetTable;
  readonly given: PdfGiven;
}

async function draw(doc: PDFDocument, { sheet, set, given }: Work): Promise<number> {
  const pen = new PdfPen(doc);
  doc.addPage();
  const top = drawHead(pen, sheet, set);
  const foot = PAGE.height - PAGE.foot;
  const roomFrom = (y: number) => (foot - y - LINE_PT - ROW_PADDING_PT) / LINE_PT;
  const room = { first: roomFrom(top), further: roomFrom(PAGE.edge), padding: ROW_PADDING_PT / LINE_PT };
  const counts = set.rows.map((cells) => Math.max(1, ...cells.map((lines) => lines.length)));
  const pages = layPages(counts, room);
  const table = pen.open('Table');
  for (const [at, parts] of pages.entries()) {
    if (at > 0) doc.addPage();
    let y = drawLabels(pen, sheet, { y: at === 0 ? top : PAGE.edge, isFirst: at === 0 });
    for (const [place, part] of parts.entries()) {
      y = drawRow(pen, { sheet, set }, { part, y, isTop: place === 0 });
      await given.pause();
    }
    drawFoot(pen, sheet, { page: at + 1, pages: pages.length });
    given.onProgress(at + 1, pages.length);
  }
  table.close();
  pen.end();
  return pages.length;
}

/** Head of the house, heading and facts. @returns where the table begins. */
function drawHead(pen: PdfPen, { house }: TableSheet, set: SetTable): number {
  let y: number = PAGE.edge;
  if (house.logoPng !== undefined) pen.image(house.logoPng, PAGE.width - PAGE.edge - 120, y, [120, 44]);
  const lines = [house.name, ...house.lines];
  for (const [at, line] of lines.entries()) {
    pen.size(at === 0 ? TYPE.house : TYPE.small, at === 0 ? BLACK : GREY).line('P', line, PAGE.edge, y);
    y += at === 0 ? 14 : 10;
  }
  y = Math.max(y, house.logoPng === undefined ? y : PAGE.edge + 50) + 14;
  pen.size(TYPE.heading, BLACK).lines('H1', set.heading, { x: PAGE.edge, y, leading: 19 });
  y += 19 * set.heading.length + 4;
  for (const fact of set.facts) {
    pen.size(TYPE.body, BLACK).lines('P', fact, { x: PAGE.edge, y, leading: FACT_LINE_PT });
    y += FACT_LINE_PT * fact.length;
  }
  return y + 10;
}

function drawLabels(pen: PdfPen, { columns }: TableSheet, at: { readonly y: number; readonly isFirst: boolean }) {
  // On further pages the labels repeat what the table has said already.
  const row = at.isFirst ? pen.open('TR') : undefined;
  pen.size(TYPE.small, GREY);
  let x: number = PAGE.edge;
  for (const { label, widthPt } of columns) {
    pen.line(at.isFirst ? 'TH' : undefined, label, x, at.y);
    x += widthPt;
  }
  row?.close();
  const y = at.y + LINE_PT + ROW_PADDING_PT;
  pen.rule(PAGE.edge, PAGE.width - PAGE.edge, y - 3, '#000000');
  return y;
}

interface RowPlace {
  readonly part: RowPart;
  readonly y: number;
  /** True for the first on its page. */
  readonly isTop: boolean;
}

function drawRow(pen: PdfPen, { sheet, set }: Pick<Work, 'sheet' | 'set'>, { part, y, isTop }: RowPlace): number {
  const cells = set.rows[part.row] ?? [];
  const height = (part.to - part.from) * LINE_PT + ROW_PADDING_PT;
  const right = PAGE.width - PAGE.edge;
  if (sheet.rows[part.row]?.isDraft === true)
    pen.shade({ x: PAGE.edge - 4, y: y - 2, width: right - PAGE.edge + 8, height: height - 1 }, SHADE);
  const isSameAsAbove = dayOf(sheet, part.row) === dayOf(sheet, part.row - 1);
  const row = pen.open('TR');
  pen.size(TYPE.body, BLACK);
  let x: number = PAGE.edge;
  for (const [at, { widthPt }] of sheet.columns.entries()) {
    // The day of a row goes on overleaf with it; its other short cells do not.
    const from = at === 0 && isTop ? 0 : part.from;
    const lines = at === 0 && isSameAsAbove && !isTop ? [] : (cells[at] ?? []).slice(from, part.to);
    pen.lines('TD', lines, { x, y, leading: LINE_PT });
    x += widthPt;
  }
  row.close();
  pen.rule(PAGE.edge, right, y + height - 3, '#bbbbbb');
  return y + height;
}

const dayOf = ({ rows }: TableSheet, row: number) => rows[row]?.cells[0];

function drawFoot(pen: PdfPen, sheet: TableSheet, at: { readonly page: number; readonly pages: number }): void {
  const y = PAGE.height - PAGE.foot + 14;
  const right = sheet.pageOf(at.page, at.pages);
  pen.size(TYPE.small, GREY);
  pen.line(undefined, sheet.foot, PAGE.edge, y);
  pen.line(undefined, right, PAGE.width - PAGE.edge - pen.widthOf(right) - GAP_PT / 8, y);
}
