import type { PlanStep } from './plan-step.ts';
import type { TableRow } from './csv-rows.ts';
import type { PersonInMaking } from './draft.ts';
import type { FindingLog } from './import-finding.ts';
import type { ImportFormat, ImportOptions, UnplacedItem } from './import-plan.ts';
import { leftoverNote, settlePerson, settleUnassigned } from './settle-plan.ts';
import { takeRow, type RowContext } from './table-row.ts';
import type { TableTarget } from './table-target.ts';
import type { DayOrder } from './table-value.ts';
import { FORMAT_NAMES } from './xdt-reading.ts';

/** What reading a table needs: what its columns are called and what they become. */
export interface TableGiven {
  readonly format: Extract<ImportFormat, 'csv' | 'xlsx'>;
  readonly titles: readonly string[];
  readonly targets: readonly TableTarget[];
  readonly dayOrder: DayOrder;
  readonly options: ImportOptions;
  readonly log: FindingLog;
}

/** Turns rows into persons, one row at a time (IE22). Rows that name the same person (by number, or by name and birth date) give
 *  one person; what a later row says differently is kept in a note. Holds a mark per person, nothing else. */
export class TableReader {
  readonly #given: TableGiven;
  readonly #context: RowContext;
  readonly #markByRef = new Map<string, string>();

  constructor(given: TableGiven) {
    this.#given = given;
    this.#context = { ...given, source: FORMAT_NAMES[given.format] };
    const isNamed = given.targets.some((target) => target === 'familienname' || target === 'name');
    if (!isNamed) given.log.add('TABLE_NAME_MISSING');
  }

  get hasRows(): boolean {
    return this.#markByRef.size > 0;
  }

  push(row: TableRow): PlanStep[] {
    const person = takeRow(row, this.#context);
    const mark = markOf(person);
    const before = this.#markByRef.get(person.sourceRef);
    if (before === undefined) this.#markByRef.set(person.sourceRef, mark);
    else if (before !== mark) this.#keepDifferent(person, row.line);
    const { log, options } = this.#given;
    const settled = settlePerson(before === undefined ? person : { ...person, unplaced: [] }, { log, options });
    if ('value' in settled) return [{ type: 'person', person: settled }];
    return [{ type: 'unassigned', content: settled }];
  }

  /** What came before the first row: it belongs to no person. */
  envelope(items: readonly UnplacedItem[]): PlanStep[] {
    const { content } = settleUnassigned({ sourceRef: '', hint: {}, eintraege: [], content: [...items] }, this.#given);
    return content.length === 0 ? [] : [{ type: 'envelope', items: content }];
  }

  #keepDifferent(person: PersonInMaking, line: number): void {
    this.#given.log.add('TABLE_ROW_DIFFERS', { line });
    const { source, ...fields } = person.value;
    const said = Object.entries(fields).flatMap(([feld, value]) =>
      value === undefined ? [] : [{ feld, inhalt: typeof value === 'string' ? value : JSON.stringify(value) }],
    );
    person.eintraege.push(leftoverNote([...said, ...person.unplaced], { source }));
  }
}

/** Two rows of one person say the same when their marks are equal; 32 bits per half keep a million rows small. */
function markOf({ value, unplaced }: PersonInMaking): string {
  const { source: _line, ...fields } = value;
  const text = JSON.stringify([fields, unplaced]);
  let [a, b] = [0x811c9dc5, 0x1000193];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + at), 0x85ebca6b);
  }
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}`;
}
