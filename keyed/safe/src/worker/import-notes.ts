import type { TableTarget } from '@siegel/interchange';
import { pageSealer } from '@siegel/seal';
import type { FileChoice } from '../channel/import-api.ts';
import type { TableWish } from '../import/table-settings.ts';
import { LocalPages } from '../local/local-pages.ts';
import type { Safe } from '../safe/safe.ts';

interface Template {
  readonly titles: readonly string[];
  readonly targets: readonly TableTarget[];
}

/** What is needed to take up a run that was cut: the same files are read again, decided as before. */
export interface UnfinishedRun {
  readonly runId: string;
  /** Hex: the ids of the run follow from it. */
  readonly secret: string;
  readonly siteId: string;
  /** Day of the import, `JJJJ-MM-TT`. */
  readonly today: string;
  readonly files: readonly {
    readonly name: string;
    readonly sizeBytes: number;
    readonly sha256: string;
    readonly format: string;
    readonly table?: TableWish;
    readonly choice: FileChoice;
  }[];
  /** Persons in the files. */
  readonly persons: number;
  /** How many of them the run makes. */
  readonly newPersons: number;
}

interface Kept {
  readonly templates: readonly Template[];
  /** Names of the files of a run. */
  readonly runs: Readonly<Record<string, readonly string[]>>;
  readonly unfinished?: UnfinishedRun | undefined;
}

const MOST_TEMPLATES = 50;
const MOST_RUNS = 200;

/** What this device remembers of imports, sealed: mappings by the titles of their table, file names by run, and the run that is
 *  not finished. */
export class ImportNotes {
  readonly #pages: LocalPages;
  #kept: Kept;

  private constructor(pages: LocalPages, kept: Kept) {
    this.#pages = pages;
    this.#kept = kept;
  }

  static async open({ given }: Safe): Promise<ImportNotes> {
    const pages = new LocalPages(given.pages, await pageSealer(given.userKey.secret), 'imports');
    const page = await pages.at(0);
    const kept = page === undefined ? undefined : (JSON.parse(new TextDecoder().decode(page)) as Kept);
    return new ImportNotes(pages, kept ?? { templates: [], runs: {} });
  }

  /** The mapping taken the last time for a table with these titles. */
  templateFor(titles: readonly string[]): readonly TableTarget[] | undefined {
    const wanted = keyOf(titles);
    return titles.every((title) => title === '')
      ? undefined
      : this.#kept.templates.find((template) => keyOf(template.titles) === wanted)?.targets;
  }

  /** Remembers the mapping of a table that was imported; a table without titles would match any other. */
  async keepTemplate(titles: readonly string[], targets: readonly TableTarget[]): Promise<void> {
    if (titles.every((title) => title === '')) return;
    const others = this.#kept.templates.filter((template) => keyOf(template.titles) !== keyOf(titles));
    await this.#keep({ ...this.#kept, templates: [{ titles, targets }, ...others].slice(0, MOST_TEMPLATES) });
  }

  filesOf(runId: string): readonly string[] {
    return Object.hasOwn(this.#kept.runs, runId) ? (this.#kept.runs[runId] ?? []) : [];
  }

  async keepFiles(runId: string, files: readonly string[]): Promise<void> {
    const runs = Object.entries({ ...this.#kept.runs, [runId]: files }).slice(-MOST_RUNS);
    await this.#keep({ ...this.#kept, runs: Object.fromEntries(runs) });
  }

  /** The run that is being written, or was cut. */
  get unfinished(): UnfinishedRun | undefined {
    return this.#kept.unfinished;
  }

  /** Remembers a run before anything of it is written; undefined when it has come to its end. */
  keepUnfinished(unfinished: UnfinishedRun | undefined): Promise<void> {
    return this.#keep({ ...this.#kept, unfinished });
  }

  async #keep(kept: Kept): Promise<void> {
    this.#kept = kept;
    await this.#pages.put(0, new TextEncoder().encode(JSON.stringify(kept)));
  }
}

function keyOf(titles: readonly string[]): string {
  return JSON.stringify(titles);
}
