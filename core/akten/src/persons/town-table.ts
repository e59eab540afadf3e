/** Towns by postal code: each code with its towns in the order of the file. */
export type TownTable = ReadonlyMap<string, readonly string[]>;

/** What came of a file with postal codes. */
export interface TownTableRead {
  readonly table: TownTable;
  /** Lines of the file without a usable postal code and town, counted from 1; the first few. */
  readonly unusedLines: readonly number[];
  readonly unused: number;
}

const CODE_COLUMNS: ReadonlySet<string> = new Set(['plz', 'postleitzahl', 'zipcode', 'zip_code', 'zip', 'postal_code']);
const TOWN_COLUMNS: ReadonlySet<string> = new Set([
  'ort',
  'ortsname',
  'stadt',
  'gemeinde',
  'place_name',
  'plz_ort',
  'name',
  'town',
  'city',
]);
/** Above what there is in Germany, and far below what a part of a record takes. */
const MOST_PAIRS = 40_000;
const MOST_TOWN = 100;
const MOST_NAMED_LINES = 5;
const CODE = /^\d{4,5}$/;

/** Reads postal codes and towns from a file with columns (comma, semicolon or tab; quotes; with or without a line of names). A table
 *  program takes the zero in front of a code away: four digits get it back (PE3). More pairs than fit are left out as unused. */
export function readTownTable(text: string): TownTableRead {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const separator = [';', '\t', ','].find((one) => (lines[0] ?? '').includes(one)) ?? ';';
  const names = cellsOf(lines[0] ?? '', separator).map((name) => name.toLowerCase());
  const named = {
    code: names.findIndex((name) => CODE_COLUMNS.has(name)),
    town: names.findIndex((name) => TOWN_COLUMNS.has(name)),
  };
  const hasNames = named.code >= 0 && named.town >= 0;
  const columns = hasNames ? named : { code: 0, town: 1 };
  const table = new Map<string, string[]>();
  const unusedLines: number[] = [];
  let pairs = 0;
  lines.forEach((line, at) => {
    if (line.trim() === '' || (hasNames && at === 0)) return;
    const cells = cellsOf(line, separator);
    const code = cells[columns.code] ?? '';
    const town = (cells[columns.town] ?? '').replaceAll(/\s+/g, ' ');
    if (!CODE.test(code) || town === '' || town.length > MOST_TOWN || pairs >= MOST_PAIRS)
      return void unusedLines.push(at + 1);
    const towns = table.get(code.padStart(5, '0')) ?? [];
    if (towns.includes(town)) return;
    table.set(code.padStart(5, '0'), [...towns, town]);
    pairs++;
  });
  return { table, unusedLines: unusedLines.slice(0, MOST_NAMED_LINES), unused: unusedLines.length };
}

/** The table as text: a line per code, the towns behind it, between tabs. */
export function townTableText(table: TownTable): string {
  return [...table].map(([code, towns]) => [code, ...towns].join('\t')).join('\n');
}

/** Reads what `townTableText` wrote; lines that are none are passed over. */
export function townTableOfText(text: string): TownTable {
  const table = new Map<string, readonly string[]>();
  for (const line of text.split('\n')) {
    const [code = '', ...towns] = line.split('\t');
    if (CODE.test(code) && towns.length > 0) table.set(code, towns);
  }
  return table;
}

/** The cells of one line; in quotes a separator is text, and two quotes are one. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at] as string;
    if (letter === '"' && isQuoted && line[at + 1] === '"') cell += line[++at];
    else if (letter === '"') isQuoted = !isQuoted;
    else if (letter === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell.trim()];
}
