import { CsvRows, type TableRow } from './csv-rows.ts';
import { tableDate, tableSex } from './table-value.ts';
import { type TableTarget, targetOfTitle } from './table-target.ts';

/** What can separate cells. */
export const TABLE_SEPARATORS = [';', ',', '\t', '|'] as const;
export type TableSeparator = (typeof TABLE_SEPARATORS)[number];

const LOOK_ROWS = 200;
/** Share of the filled cells of a column that must have a form for the column to be guessed by it. */
const MOST = 0.8;

/** The separator that cuts the beginning of a file most evenly into more than one column; undefined when none does: then it is
 *  no table. @param isCut true when the text goes on behind the part: its last row may be incomplete. */
export function guessSeparator(text: string, isCut: boolean): TableSeparator | undefined {
  const grades = TABLE_SEPARATORS.map((separator) => ({ separator, grade: gradeOf(text, separator, isCut) }));
  const [best] = grades.toSorted((a, b) => b.grade - a.grade);
  return best === undefined || best.grade === 0 ? undefined : best.separator;
}

/** Rows of the commonest width, times a little for more columns; 0 when that width is one column. */
function gradeOf(text: string, separator: string, isCut: boolean): number {
  const reader = new CsvRows(separator);
  const rows = [...reader.push(text), ...(isCut ? [] : reader.end())].slice(0, LOOK_ROWS);
  const countByWidth = new Map<number, number>();
  for (const { cells } of rows) countByWidth.set(cells.length, (countByWidth.get(cells.length) ?? 0) + 1);
  const [width = 0, count = 0] = [...countByWidth].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  // A quote that is never closed swallows the rest: what is cut before it still says what separates, so that it can be named.
  if (rows.length < 2) return width > 1 && reader.openQuoteLine !== undefined ? width / 1_000 : 0;
  if (width < 2) return 0;
  return (count / rows.length) * (1 + Math.min(width, 20) / 100);
}

/** True when the first row names the columns: one of its cells is a known title, or none holds a date, number or address
 *  while the rows below do. */
export function guessHeader(rows: readonly TableRow[]): boolean {
  const [first, ...others] = rows;
  if (first === undefined) return false;
  if (first.cells.filter((cell) => targetOfTitle(cell) !== undefined).length > 1) return true;
  const isValue = (cell: string) => /\d|@/.test(cell);
  return !first.cells.some(isValue) && others.some(({ cells }) => cells.some(isValue));
}

/** What each column is likely to be: by its title, else by the form of its content. No target but `keep` is given twice. */
export function guessTargets(titles: readonly string[], rows: readonly TableRow[]): TableTarget[] {
  const taken = new Set<TableTarget>();
  const give = (target: TableTarget | undefined): TableTarget => {
    if (target === undefined || taken.has(target)) return 'keep';
    taken.add(target);
    return target;
  };
  const byTitle = titles.map((title) => give(targetOfTitle(title)));
  const guessed = byTitle.map((target, at) =>
    target === 'keep' ? give(targetOfContent(rows.map(({ cells }) => cells[at] ?? ''))) : target,
  );
  // A column called "Name" beside one called "Vorname" holds the surname.
  const name = guessed.indexOf('name');
  if (name >= 0 && taken.has('vorname') && !taken.has('familienname')) guessed[name] = 'familienname';
  return guessed;
}

const FORMS: readonly (readonly [TableTarget, (cell: string) => boolean])[] = [
  ['email', (cell) => /^\S+@\S+\.[a-z]{2,}$/i.test(cell)],
  ['versichertennummer', (cell) => /^[A-Z]\d{9}$/.test(cell)],
  ['plz', (cell) => /^\d{5}$/.test(cell)],
  ['plzOrt', (cell) => /^\d{5} \p{L}/u.test(cell)],
  ['geburtsdatum', (cell) => (tableDate(cell, 'day-first', '2026-01-01')?.length ?? 0) === 10],
  ['icd', (cell) => /^[A-Z]\d\d(\.\d{1,2})?[!*+]?$/.test(cell)],
  ['mobil', (cell) => /^(\+49|0049|0)\s?1[567]\d[\d /-]{5,}$/.test(cell)],
  ['telefon', (cell) => /^(\+49|0049|0)[\d /()-]{6,}$/.test(cell)],
  ['geschlecht', (cell) => !/^\d$/.test(cell) && tableSex(cell) !== null],
  ['strasse', (cell) => /^\p{L}.*(str\.|straße|strasse|weg|platz|allee|gasse|ring)\s*\d+\s?[a-z]?$/iu.test(cell)],
];

function targetOfContent(column: readonly string[]): TableTarget | undefined {
  const cells = column.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (cells.length === 0) return undefined;
  return FORMS.find(([, fits]) => cells.filter(fits).length / cells.length >= MOST)?.[0];
}
