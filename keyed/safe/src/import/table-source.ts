import {
  type DayOrder,
  dayOrderOf,
  guessHeader,
  guessTargets,
  type ImportOptions,
  makeFindingLog,
  TableReader,
  type TableRow,
  type TableTarget,
} from '@siegel/interchange';
import { fingerprintOf, type ImportFile } from './import-file.ts';
import type { ImportSource, ImportStep, OnRead } from './import-step.ts';
import { MOST_COLUMNS, type RowsOfFile } from './rows-of-file.ts';
import type { FindTemplate, TableColumn, TableLook, TableWish } from './table-settings.ts';

/** What opening a table needs. */
export interface TableOpening {
  readonly options: ImportOptions;
  readonly wish: TableWish;
  readonly findTemplate: FindTemplate;
  /** Told how far the file is checked before its rows are read. */
  readonly onRead: OnRead;
}

/** Rows looked at before columns are guessed. */
const LOOK_ROWS = 200;
const SAMPLES = 3;
const SAMPLE_LENGTH = 120;

/** Looks at the beginning of a table, decides what nobody decided, and opens it row by row. */
export async function tableSource(file: ImportFile, table: RowsOfFile, opening: TableOpening): Promise<ImportSource> {
  const look = await lookAt(table, opening);
  const { titles, targets, hasHeader, dayOrder } = look;
  async function* steps(onRead: OnRead = () => undefined): AsyncGenerator<ImportStep> {
    const log = makeFindingLog();
    const reader = new TableReader({ format: table.format, titles, targets, dayOrder, options: opening.options, log });
    const rows = table.rows(log, (bytes) => onRead(bytes, 'reading'));
    // The first row of a table with a header only names the columns.
    if (hasHeader) await rows.next();
    for await (const row of rows) {
      yield* reader.push(row);
      if (log.hasError()) break;
    }
    if (!reader.hasRows && !log.hasError()) log.add('NOTHING_TO_IMPORT');
    const sha256 = await fingerprintOf(file, (bytes) => onRead(bytes, 'checking'));
    yield {
      type: 'end',
      refused: log.hasError(),
      format: table.format,
      charset: table.facts.charset,
      findings: log.list(),
      sha256,
    };
  }
  const { name, sizeBytes } = file;
  return { name, sizeBytes, bytes: undefined, table: look.shown, steps };
}

interface Looked {
  readonly titles: readonly string[];
  readonly targets: readonly TableTarget[];
  readonly hasHeader: boolean;
  readonly dayOrder: DayOrder;
  readonly shown: TableLook;
}

async function lookAt({ rows, facts }: RowsOfFile, { wish, findTemplate }: TableOpening): Promise<Looked> {
  const first: TableRow[] = [];
  for await (const row of rows(makeFindingLog(), () => undefined)) {
    first.push(row);
    if (first.length >= LOOK_ROWS) break;
  }
  const hasHeader = wish.hasHeader ?? guessHeader(first);
  const body = hasHeader ? first.slice(1) : first;
  const width = Math.min(MOST_COLUMNS, Math.max(0, ...first.map(({ cells }) => cells.length)));
  const titles = Array.from({ length: width }, (_, at) => (hasHeader ? (first[0]?.cells[at] ?? '').trim() : ''));
  const template = wish.targets === undefined ? findTemplate(titles) : undefined;
  const guessed = wish.targets ?? template ?? guessTargets(titles, body);
  const targets = titles.map((_, at) => guessed[at] ?? 'keep');
  const columns = titles.map(
    (title, at): TableColumn => ({ title, target: targets[at] ?? 'keep', samples: samplesOf(body, at) }),
  );
  const dates = targets.flatMap((target, at) => (DATES.has(target) ? body.map(({ cells }) => cells[at] ?? '') : []));
  const shown = { ...facts, hasHeader, columns, fromTemplate: template !== undefined };
  return { titles, targets, hasHeader, dayOrder: dayOrderOf(dates), shown };
}

const DATES: ReadonlySet<TableTarget> = new Set<TableTarget>(['geburtsdatum', 'verstorbenAm', 'behandlungstag']);

function samplesOf(rows: readonly TableRow[], at: number): string[] {
  const filled = rows.map(({ cells }) => (cells[at] ?? '').trim()).filter((cell) => cell !== '');
  return [...new Set(filled)].slice(0, SAMPLES).map((cell) => cell.slice(0, SAMPLE_LENGTH));
}
