import type { RequestFailure } from '../server/server-request.ts';
import type { FileChoice, ImportProgress } from '../channel/import-api.ts';
import type { FilePreview } from '../import/preview.ts';
import type { TableLook, TableWish } from '../import/table-settings.ts';
import type { FileDecisions } from '../import/write-source.ts';

export type Tell = (progress: ImportProgress) => void;

const WRITES_TOLD_EVERY_MS = 100;

/** Without a word about a file, nobody is decided and nothing unassigned goes anywhere. */
export function decisionsOf(choice: FileChoice | undefined): FileDecisions {
  const { cases = {}, possible = 'skip', home } = choice ?? {};
  return {
    decide: (ref, grade) => {
      const own = Object.hasOwn(cases, ref) ? cases[ref] : undefined;
      return own ?? (grade === 'same' ? 'same' : possible);
    },
    home,
  };
}

/** Tells how far the writing is, some times a second. */
export class WriteTeller {
  readonly #tell: Tell;
  #done = 0;
  #total = 0;
  #toldAtMs = 0;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  wrote(done: number, total: number): void {
    this.#done = done;
    this.#total = total;
    const nowMs = performance.now();
    if (done < total && nowMs - this.#toldAtMs < WRITES_TOLD_EVERY_MS) return;
    this.#toldAtMs = nowMs;
    this.#tell({ state: 'writing', done, total });
  }

  waits(code: RequestFailure['code'] | undefined): void {
    const where = { state: 'writing', done: this.#done, total: this.#total } as const;
    this.#tell(code === undefined ? where : { ...where, waits: code });
  }
}

/** Persons of a file. */
export function personCount({ persons }: FilePreview): number {
  return persons.new + persons.same + persons.possible;
}

/** Persons of a file that are made when it is decided like this. */
export function newPersonCount({ persons, cases }: FilePreview, choice: FileChoice | undefined): number {
  const { decide } = decisionsOf(choice);
  const listed = cases.filter(({ sourceRef, grade }) => decide(sourceRef, grade) === 'new').length;
  const possibleBeyond = persons.possible - cases.filter(({ grade }) => grade === 'possible').length;
  return persons.new + listed + (choice?.possible === 'new' ? possibleBeyond : 0);
}

/** What was read, as a wish: read again like this, a table is read the same. */
export function tableWishOf({ charset, separator, hasHeader, sheet, columns }: TableLook): TableWish {
  return {
    ...(charset !== '' && { charset }),
    ...(separator !== '' && { separator }),
    ...{ hasHeader, sheet, targets: columns.map(({ target }) => target) },
  };
}
