import { fail, ok, type Result } from '@siegel/wire';
import type {
  FileChoice,
  ImportChoice,
  ImportDone,
  ImportLook,
  ImportProgress,
  ImportWish,
  RunRemains,
} from '../channel/import-api.ts';
import { makeSha1 } from '../import/checksum.ts';
import { commitImport } from '../import/commit-import.ts';
import { fileOfBlob } from '../import/import-file.ts';
import { contentOfRun, type RunContent, withdrawWhole } from '../import/import-runs.ts';
import { openImportSource } from '../import/import-source.ts';
import { localDay } from '../channel/local-day.ts';
import { PersonMatching } from '../import/person-matching.ts';
import { type FilePreview, previewSource } from '../import/preview.ts';
import type { Patience } from '../import/wait-for-server.ts';
import type { FileDecisions } from '../import/write-source.ts';
import { openIdentities, type PersonIdentityRow } from '../safe/person-identities.ts';
import { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { ImportNotes } from './import-notes.ts';
import { fileLook } from './import-views.ts';

/** Files that were looked at and wait for a decision. */
interface Looked {
  readonly lookId: string;
  readonly siteId: string;
  readonly previews: readonly FilePreview[];
  readonly existing: readonly PersonIdentityRow[];
}

/** What stops a job that goes on. */
export interface Stop {
  readonly isStopped: () => boolean;
}

type Tell = (progress: ImportProgress) => void;

/** How long an import waits in the browser for a server that went away: the page stands open, and somebody can stop it. */
const WAIT_MS = 30 * 60_000;
const MOST_STAYING = 50;
const WRITES_TOLD_EVERY_MS = 100;

/** Looking at files, writing them and taking runs back, with one opened safe. Loaded when somebody imports. */
export class ImportDesk {
  readonly safe: Safe;
  readonly #notes: ImportNotes;
  #looked: Looked | undefined;
  #looks = 0;

  private constructor(safe: Safe, notes: ImportNotes) {
    this.safe = safe;
    this.#notes = notes;
  }

  static async open(safe: Safe): Promise<ImportDesk> {
    return new ImportDesk(safe, await ImportNotes.open(safe));
  }

  filesOf(runId: string): readonly string[] {
    return this.#notes.filesOf(runId);
  }

  /** FILE_NOT_READ, RUN_CANCELLED. */
  async look({ siteId, files }: ImportWish, { isStopped }: Stop, tell: Tell): Promise<Result<ImportLook>> {
    this.#looked = undefined;
    const existing: PersonIdentityRow[] = [];
    for await (const row of openIdentities(this.safe)) existing.push(row);
    const matching = new PersonMatching(existing);
    const options = { today: localDay(this.safe.given.now()), sha1: await makeSha1() };
    const findTemplate = (titles: readonly string[]) => this.#notes.templateFor(titles);
    const previews: FilePreview[] = [];
    for (const { name, content, table } of files) {
      const told = (doneBytes: number) => tell({ state: 'looking', file: name, doneBytes, totalBytes: content.size });
      told(0);
      const file = fileOfBlob(name, content);
      try {
        const source = await openImportSource(file, options, { findTemplate, ...(table && { table }) });
        const preview = await previewSource(source, matching, { onRead: told, isCancelled: isStopped });
        if (preview === undefined) return fail('RUN_CANCELLED');
        previews.push(preview);
      } catch (error) {
        // The only thing a Blob says when its file was moved, deleted or changed on the disk.
        if (error instanceof DOMException) return fail('FILE_NOT_READ');
        throw error;
      }
    }
    const lookId = String(++this.#looks);
    this.#looked = { lookId, siteId, previews, existing };
    return ok({ lookId, files: previews.map(fileLook) });
  }

  /** Writes what was looked at. Codes of `commitImport`, IMPORT_NOT_LOOKED_AT. */
  async commit(choice: ImportChoice, { isStopped }: Stop, tell: Tell): Promise<Result<ImportDone, RequestFailure>> {
    const looked = this.#looked;
    if (looked?.lookId !== choice.lookId) return fail('IMPORT_NOT_LOOKED_AT');
    const accepted = looked.previews.flatMap((preview, at) => (preview.refused ? [] : [{ preview, at }]));
    const teller = new WriteTeller(tell);
    const patience: Patience = {
      waitMs: WAIT_MS,
      isCancelled: isStopped,
      onWait: (code) => teller.waits(code),
      onGoOn: () => teller.waits(undefined),
    };
    const done = await commitOrFail({
      ...{ safe: this.safe, site: Safe.idOf(looked.siteId), existing: looked.existing, patience },
      previews: accepted.map(({ preview }) => preview),
      decisionsOf: (at) => decisionsOf(choice.files[accepted[at]?.at ?? -1]),
      onProgress: (at, total) => teller.wrote(at, total),
      onLeftOver: () => undefined,
    });
    if (!done.ok) return done;
    this.#looked = undefined;
    const { run, entries, notKept } = done.value;
    const names = accepted.map(({ preview }) => preview.source.name);
    await this.#remember(
      run,
      accepted.map(({ preview }) => preview),
    );
    return ok({ runId: run, entries, notKept: notKept.flatMap((at) => names[at] ?? []) });
  }

  async #remember(run: string, previews: readonly FilePreview[]): Promise<void> {
    await this.#notes.keepFiles(
      run,
      previews.map(({ source }) => source.name),
    );
    for (const { source } of previews) {
      const columns = source.table?.columns ?? [];
      if (columns.length > 0)
        await this.#notes.keepTemplate(
          columns.map(({ title }) => title),
          columns.map(({ target }) => target),
        );
    }
  }

  lookAtRun(runId: string): Result<RunRemains> {
    const content = contentOfRun(this.safe, Safe.idOf(runId));
    return content.ok ? ok(this.#remains(content.value)) : content;
  }

  async withdraw(runId: string): Promise<Result<RunRemains, RequestFailure>> {
    const withdrawn = await withdrawWhole(this.safe, Safe.idOf(runId));
    return withdrawn.ok ? ok(this.#remains(withdrawn.value)) : withdrawn;
  }

  #remains({ persons, eintraege, changed, used, staying }: RunContent): RunRemains {
    const named = staying.slice(0, MOST_STAYING).map((personId) => {
      const row = this.safe.index.get(personId);
      return { personId, name: row === undefined ? '' : `${row.familienname}, ${row.vorname}` };
    });
    return { persons, eintraege, changed: changed.length, used: used.length, staying: named };
  }
}

/** A file that cannot be read any more ends the run like any other failure. */
async function commitOrFail(
  given: Parameters<typeof commitImport>[0],
): Promise<Result<Awaited<ReturnType<typeof commitImport>> extends Result<infer T> ? T : never, RequestFailure>> {
  try {
    return await commitImport(given);
  } catch (error) {
    if (error instanceof DOMException) return fail('FILE_NOT_READ');
    throw error;
  }
}

/** Without a word about a file, nobody is decided and nothing unassigned goes anywhere. */
function decisionsOf(choice: FileChoice | undefined): FileDecisions {
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
class WriteTeller {
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
