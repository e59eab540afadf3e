import { generatePersons } from '@siegel/demo';
import { PersonIndex } from '@siegel/safe';
import { type Figure, figure, median } from './figure.ts';

/** A person as the index takes it. */
export type Row = Parameters<PersonIndex['add']>[0];

const PERSONS = 100_000;
const FEW_PERSONS = 2_000;
const ROUNDS = 7;
const BARS = { keystrokeMs: 16, fewPersonsMs: 50 } as const;

/** Typed letter by letter, so that short and long beginnings are both measured. */
const TYPED = [
  'müller',
  'brandt, ilse',
  'b,i 1403',
  '14031951',
  '14.03.1951',
  '#20418',
  '...dorf',
  'ilse brandt',
  'schmidt 1961',
  'katharina wolf',
  'filip meier',
  'kowalska anna',
  'bauer lindenstr',
  'öztürk',
  ',michael',
  'xylophon',
];

/** Figures over 100,000 persons; index and scan take turns at every keystroke. @param where ends the names. */
export function searchFigures(where: string): readonly Figure[] {
  const rows = personRows();
  const different = rows.map((row, i) => ({ ...row, familienname: `${row.familienname}${lettersOf(i)}` }));
  return [
    ...buildFigures(where, rows),
    ...keystrokeFigures(where, rows),
    ...keystrokeFigures(`${where}, no family name twice`, different),
  ];
}

function buildFigures(where: string, rows: readonly Row[]): Figure[] {
  const builds: number[] = [];
  const folds: number[] = [];
  const few: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Keys are made when they are first looked at: a fragment looks at all of them.
    builds.push(timeOf(() => indexOf(rows).search('...muell')));
    folds.push(timeOf(() => rows.map(keyOf)));
    few.push(timeOf(() => indexOf(rows.slice(0, FEW_PERSONS)).search('...muell')));
  }
  return [
    figure(`search: index 100,000 persons${where}, beside folding them`, 'ms', median(builds), median(folds)),
    figure(`search: index 2,000 persons${where}, beside the bar`, 'ms', median(few), BARS.fewPersonsMs),
  ];
}

function keystrokeFigures(which: string, rows: readonly Row[]): Figure[] {
  const index = indexOf(rows);
  const keys = rows.map(keyOf);
  const texts = TYPED.flatMap((text) => Array.from(text, (_, end) => text.slice(0, end + 1)));
  const products = texts.map((): number[] => []);
  const limits = texts.map((): number[] => []);
  let found = 0;
  for (let round = 0; round < ROUNDS; round++) {
    texts.forEach((text, i) => {
      products[i]?.push(timeOf(() => (found += index.search(text).total)));
      limits[i]?.push(timeOf(() => (found += scan(keys, foldText(text)))));
    });
  }
  if (found === 0) throw new Error('the searches found nobody');
  const [product, limit] = [products.map(median), limits.map(median)];
  return [
    figure(`search: keystroke p50${which}, beside a full scan`, 'ms', quantile(product, 0.5), quantile(limit, 0.5)),
    figure(`search: keystroke p95${which}, beside a full scan`, 'ms', quantile(product, 0.95), quantile(limit, 0.95)),
    figure(`search: keystroke p95${which}, beside the bar`, 'ms', quantile(product, 0.95), BARS.keystrokeMs),
    figure(`search: slowest keystroke${which}, beside the bar`, 'ms', Math.max(...product), BARS.keystrokeMs),
  ];
}

/** 100,000 invented persons, the same at every call. */
export function personRows(): Row[] {
  const rows: Row[] = [];
  for (const person of generatePersons({ seed: 1, persons: PERSONS, today: '2026-11-24' })) {
    const { familienname, vorname = '', geburtsname, geburtsdatum, strasse, ort, patientennummern = [] } = person;
    rows.push({
      personId: (0x1000_0000 + rows.length).toString(16).padStart(32, '7'),
      familienname,
      vorname,
      ...(geburtsname === undefined ? {} : { geburtsname }),
      ...(geburtsdatum === undefined ? {} : { geburtsdatum }),
      ...(strasse === undefined ? {} : { strasse }),
      ...(ort === undefined ? {} : { ort }),
      patientennummern: patientennummern.map(({ nummer }) => nummer),
    });
  }
  return rows;
}

/** The product's index over these persons. */
export function indexOf(rows: readonly Row[]): PersonIndex {
  const index = new PersonIndex();
  for (const row of rows) index.add(row);
  return index;
}

/** The limit: everything that can be looked for, folded, in one string per person. */
function keyOf(row: Row): string {
  const names = foldText(`${row.familienname} ${row.vorname} ${row.geburtsname ?? ''}`);
  return `${names} ${row.geburtsdatum ?? ''} ${row.patientennummern.join(' ')}`;
}

function foldText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[äöüß]/g, plain)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

function plain(letter: string): string {
  return letter === 'ß' ? 'ss' : letter.normalize('NFD').charAt(0);
}

function scan(keys: readonly string[], needle: string): number {
  let count = 0;
  for (const key of keys) if (key.includes(needle)) count++;
  return count;
}

/** A different ending of lower-case letters for each number. */
function lettersOf(number: number): string {
  return number.toString(26).replace(/\d/g, (digit) => 'klmnopqrst'.charAt(Number(digit)));
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
