import { scanXml, type XmlEvent } from './xml-scan.ts';

/** How the numbers of a cell are meant: as a number, as a day, or as digits with leading zeros. */
export type CellFormat =
  | { readonly as: 'number' }
  | { readonly as: 'date' }
  | { readonly as: 'digits'; readonly count: number };

/** What a workbook says beside its sheets. */
export interface XlsxBook {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly strings: readonly string[];
  readonly formats: readonly CellFormat[];
  /** Days are counted from 1904 instead of 1900. */
  readonly from1904: boolean;
}

/** The parts of a workbook that are read whole. Missing ones are ''. */
export interface XlsxParts {
  readonly workbook: string;
  readonly relations: string;
  readonly styles: string;
  readonly strings: string;
}

/** Where the parts lie in the package. Source: ECMA-376 part 1 §12; the places every program uses. */
export const XLSX_PARTS: Readonly<Record<keyof XlsxParts, string>> = {
  workbook: 'xl/workbook.xml',
  relations: 'xl/_rels/workbook.xml.rels',
  styles: 'xl/styles.xml',
  strings: 'xl/sharedStrings.xml',
};

// Numbers of the built-in formats that show a day. Source: ECMA-376 part 1 §18.8.30.
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Reads what a workbook says beside its sheets. Throws `XmlFault`. */
export function readXlsxBook(parts: XlsxParts): XlsxBook {
  const workbook = opened(scanXml(parts.workbook));
  const targets = new Map(
    opened(scanXml(parts.relations))
      .filter(({ name }) => name === 'Relationship')
      .map(({ attributes }) => [attributes['Id'], attributes['Target'] ?? '']),
  );
  const sheets = workbook
    .filter(({ name }) => name === 'sheet')
    .map(({ attributes }) => ({ name: attributes['name'] ?? '', path: pathOf(targets.get(attributes['id']) ?? '') }))
    .filter(({ path }) => path !== 'xl/');
  const properties = workbook.find(({ name }) => name === 'workbookPr')?.attributes['date1904'];
  const from1904 = properties === '1' || properties === 'true';
  return { sheets, strings: readStrings(parts.strings), formats: readFormats(parts.styles), from1904 };
}

type Opened = Extract<XmlEvent, { readonly type: 'open' }>;

function opened(events: readonly XmlEvent[]): Opened[] {
  return events.filter((event): event is Opened => event.type === 'open');
}

/** Targets are relative to `xl/`, or absolute in the package. */
function pathOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** The strings cells refer to by number. Phonetic hints are no part of them. */
function readStrings(xml: string): string[] {
  const strings: string[] = [];
  let text: string | null = null;
  let isText = false;
  let isHint = false;
  for (const event of scanXml(xml)) {
    if (event.type === 'text') {
      if (text !== null && isText && !isHint) text += event.text;
      continue;
    }
    const isOpen = event.type === 'open';
    if (event.name === 't') isText = isOpen;
    else if (event.name === 'rPh') isHint = isOpen;
    else if (event.name === 'si') {
      if (!isOpen && text !== null) strings.push(text);
      text = isOpen ? '' : null;
    }
  }
  return strings;
}

function readFormats(xml: string): CellFormat[] {
  const events = scanXml(xml);
  const codes = new Map(
    opened(events)
      .filter(({ name }) => name === 'numFmt')
      .map(({ attributes }) => [Number(attributes['numFmtId']), attributes['formatCode'] ?? '']),
  );
  const formats: CellFormat[] = [];
  let isCellList = false;
  for (const event of events) {
    if (event.type === 'text') continue;
    if (event.name === 'cellXfs') isCellList = event.type === 'open';
    if (!isCellList || event.type !== 'open' || event.name !== 'xf') continue;
    const id = Number(event.attributes['numFmtId'] ?? 0);
    formats.push(formatOf(id, codes.get(id)));
  }
  return formats;
}

function formatOf(id: number, code: string | undefined): CellFormat {
  if (code === undefined) return DATE_FORMATS.has(id) ? { as: 'date' } : { as: 'number' };
  // Words in quotes, colours and conditions in brackets are no part of the format.
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  if (/^0{2,}$/.test(bare)) return { as: 'digits', count: bare.length };
  return /[dy]/i.test(bare) && !/[#?]|general/i.test(bare) ? { as: 'date' } : { as: 'number' };
}
