import { person } from '@siegel/akten';
import { bytesOfHex, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type {
  FileChoice,
  ImportChoice,
  ImportDone,
  ImportLook,
  ImportWish,
  ResumeWish,
  RunRemains,
  UnfinishedView,
} from '../channel/import-api.ts';
import { makeSha1 } from '../import/checksum.ts';
import { commitImport, type CommitGiven, type CommittedImport, resumeImport } from '../import/commit-import.ts';
import { fileOfBlob, fingerprintOf, ImportStopped, stoppableFile } from '../import/import-file.ts';
import { contentOfRun, type RunContent, withdrawWhole } from '../import/import-runs.ts';
import { openImportSource } from '../import/import-source.ts';
import type { ImportSource, OnRead } from '../import/import-step.ts';
import { localDay } from '../channel/local-day.ts';
import { PersonMatching } from '../import/person-matching.ts';
import { type FilePreview, previewSource } from '../import/preview.ts';
import type { FindTemplate } from '../import/table-settings.ts';
import type { Patience } from '../import/wait-for-server.ts';
import type { AcceptedFile } from '../import/write-source.ts';
import { entriesOfRun } from '../safe/open-runs.ts';
import { openIdentities, type PersonIdentityRow } from '../safe/person-identities.ts';
import { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { ImportNotes, type UnfinishedRun } from './import-notes.ts';
import { fileLook } from './import-views.ts';
import { decisionsOf, newPersonCount, personCount, tableWishOf, type Tell, WriteTeller } from './import-writing.ts';

/** Files that were looked at and wait for a decision. */
interface Looked {
  readonly lookId: string;
  readonly siteId: string;
  readonly today: string;
  readonly previews: readonly FilePreview[];
  readonly existing: readonly PersonIdentityRow[];
}

/** What stops a job that goes on. */
export interface Stop {
  readonly isStopped: () => boolean;
  /** True when it is stopped because the safe was locked or left. */
  readonly isLocked: () => boolean;
}

/** How long an import waits in the browser for a server that went away: the page stands open, and somebody can stop it. */
const WAIT_MS = 30 * 60_000;
const MOST_STAYING = 50;

/** Looking at files, writing them and taking runs back, with one opened safe. Loaded when somebody imports. */
export class ImportDesk {
  readonly safe: Safe;
  readonly #notes: ImportNotes;
  #looked: Looked | undefined;
  #looks = 0;
  /** Files outlive the job that opened them: what stops them is the job that reads them now. */
  #stop: Stop = { isStopped: () => false, isLocked: () => false };

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
  async look({ siteId, files }: ImportWish, stop: Stop, tell: Tell): Promise<Result<ImportLook>> {
    this.#looked = undefined;
    this.#stop = stop;
    const today = localDay(this.safe.given.now());
    const existing = await this.#existing();
    const matching = new PersonMatching(existing);
    const findTemplate = (titles: readonly string[]) => this.#notes.templateFor(titles);
    const previews: FilePreview[] = [];
    for (const file of files) {
      const previewed = await readingFiles(async () => {
        const source = await this.#open(file, { today, tell, findTemplate });
        const isCancelled = () => stop.isStopped();
        return await previewSource(source, matching, { onRead: toldOf(file, tell), isCancelled });
      });
      if (!previewed.ok) return previewed;
      if (previewed.value === undefined) return fail('RUN_CANCELLED');
      previews.push(previewed.value);
    }
    const lookId = String(++this.#looks);
    this.#looked = { lookId, siteId, today, previews, existing };
    return ok({ lookId, files: previews.map(fileLook) });
  }

  async #existing(): Promise<readonly PersonIdentityRow[]> {
    const existing: PersonIdentityRow[] = [];
    for await (const row of openIdentities(this.safe)) existing.push(row);
    return existing;
  }

  async #open(
    { name, content, table }: ImportWish['files'][number],
    { today, tell, findTemplate }: { today: string; tell: Tell; findTemplate?: FindTemplate },
  ): Promise<ImportSource> {
    const told = toldOf({ name, content }, tell);
    told(0, 'reading');
    const file = stoppableFile(fileOfBlob(name, content), () => this.#stop.isStopped());
    const options = { today, sha1: await makeSha1() };
    return openImportSource(file, options, {
      ...(findTemplate && { findTemplate }),
      ...(table && { table }),
      onRead: told,
    });
  }

  /** Writes what was looked at. Codes of `commitImport`, IMPORT_NOT_LOOKED_AT. */
  async commit(choice: ImportChoice, stop: Stop, tell: Tell): Promise<Result<ImportDone, RequestFailure>> {
    const looked = this.#looked;
    if (looked?.lookId !== choice.lookId) return fail('IMPORT_NOT_LOOKED_AT');
    this.#stop = stop;
    const { siteId, today, previews, existing } = looked;
    const accepted = previews.flatMap((preview, at) =>
      preview.refused ? [] : [{ preview, choice: choice.files[at] ?? NO_CHOICE }],
    );
    const files = accepted.map(({ preview }) => preview);
    const persons = files.reduce((sum, file) => sum + personCount(file), 0);
    const newPersons = accepted.reduce((sum, file) => sum + newPersonCount(file.preview, file.choice), 0);
    const done = await commitImport({
      ...{ safe: this.safe, site: Safe.idOf(siteId), existing, files, today, total: persons },
      ...this.#telling(tell),
      decisionsOf: (at) => decisionsOf(accepted[at]?.choice),
      onLeftOver: () => undefined,
      onOpened: async (runId, secret) => {
        await this.#notes.keepFiles(
          runId,
          files.map(({ source }) => source.name),
        );
        const kept = accepted.map((file) => keptFile(file.preview, file.choice));
        await this.#notes.keepUnfinished({
          ...{ runId, siteId, today, files: kept, persons, newPersons },
          secret: hexOf(secret as Id),
        });
      },
    });
    const ended = await this.#ended(done, files);
    if (ended.ok) {
      this.#looked = undefined;
      await this.#keepTemplates(files);
    }
    return ended;
  }

  /** How far a run that was cut has come; undefined when it cannot be taken up here. */
  unfinished(runId: string): UnfinishedView | undefined {
    const kept = this.#notes.unfinished;
    if (kept?.runId !== runId) return undefined;
    const { columns } = this.safe.follower;
    let done = 0;
    for (const seq of entriesOfRun(columns, Safe.idOf(runId))) if (columns.kindAt(seq) === person.code) done++;
    return { done, total: kept.newPersons };
  }

  /** Goes on with a run that was cut, with the same files, as it was decided then. Codes of `resumeImport`; RUN_UNKNOWN when this
   *  device does not remember it, RUN_OTHER_FILE when one of its files is missing, RUN_NOT_RESUMED when stopped before. */
  async resume({ runId, files }: ResumeWish, stop: Stop, tell: Tell): Promise<Result<ImportDone, RequestFailure>> {
    const kept = this.#notes.unfinished;
    if (kept?.runId !== runId) return fail('RUN_UNKNOWN');
    this.#stop = stop;
    const { today, siteId, persons } = kept;
    const opened = await readingFiles(() => this.#again(kept, files, tell));
    // Nothing of the run was touched yet.
    if (!opened.ok) return opened.error.code === 'RUN_CANCELLED' ? fail('RUN_NOT_RESUMED') : opened;
    if (opened.value.length < kept.files.length) return fail('RUN_OTHER_FILE');
    const resumed = await resumeImport(
      {
        ...{ safe: this.safe, site: Safe.idOf(siteId), existing: await this.#existing(), today, total: persons },
        ...this.#telling(tell),
        files: opened.value,
        // Somebody who came meanwhile and may be the same was decided by nobody: nothing is lost when both stand there.
        decisionsOf: (at) => decisionsOf({ ...NO_CHOICE, possible: 'new', ...kept.files[at]?.choice }),
        onLeftOver: () => undefined,
      },
      { run: Safe.idOf(runId), secret: bytesOfHex(kept.secret) ?? new Uint8Array(0) },
    );
    return this.#ended(resumed, opened.value);
  }

  /** The files of a run, each found again by its content; as many as there are. */
  async #again(kept: UnfinishedRun, files: ImportWish['files'], tell: Tell): Promise<readonly AcceptedFile[]> {
    const bySha256 = new Map<string, ImportWish['files'][number]>();
    for (const file of files) {
      if (!kept.files.some(({ sizeBytes }) => sizeBytes === file.content.size)) continue;
      const told = toldOf(file, tell);
      const whole = stoppableFile(fileOfBlob(file.name, file.content), () => this.#stop.isStopped());
      bySha256.set(await fingerprintOf(whole, (bytes) => told(bytes, 'checking')), file);
    }
    const found: AcceptedFile[] = [];
    for (const { name, sha256, format, table } of kept.files) {
      const file = bySha256.get(sha256);
      if (file === undefined) return [];
      const wish = { name, content: file.content, ...(table && { table }) };
      found.push({ source: await this.#open(wish, { today: kept.today, tell }), sha256, format });
    }
    return found;
  }

  /** A run that came to its end is not unfinished any more. */
  async #ended(
    done: Result<CommittedImport, RequestFailure>,
    files: readonly AcceptedFile[],
  ): Promise<Result<ImportDone, RequestFailure>> {
    if (!done.ok) {
      if (done.error.code !== 'RUN_LEFT_OPEN') await this.#notes.keepUnfinished(undefined);
      return done;
    }
    await this.#notes.keepUnfinished(undefined);
    const { run, entries, notKept } = done.value;
    return ok({ runId: run, entries, notKept: notKept.flatMap((at) => files[at]?.source.name ?? []) });
  }

  #telling(tell: Tell): Pick<CommitGiven, 'patience' | 'onProgress' | 'isLocked'> {
    const teller = new WriteTeller(tell);
    const patience: Patience = {
      waitMs: WAIT_MS,
      isCancelled: () => this.#stop.isStopped(),
      onWait: (code) => teller.waits(code),
      onGoOn: () => teller.waits(undefined),
    };
    const isLocked = () => this.#stop.isLocked();
    return { patience, isLocked, onProgress: (at, total) => teller.wrote(at, total) };
  }

  async #keepTemplates(previews: readonly FilePreview[]): Promise<void> {
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

const NO_CHOICE: FileChoice = { cases: {}, possible: 'skip' };

function keptFile({ source, sha256, format }: FilePreview, choice: FileChoice): UnfinishedRun['files'][number] {
  const { name, sizeBytes, table } = source;
  return { name, sizeBytes, sha256, format, choice, ...(table && { table: tableWishOf(table) }) };
}

function toldOf({ name, content }: Pick<ImportWish['files'][number], 'name' | 'content'>, tell: Tell): OnRead {
  const totalBytes = content.size;
  return (doneBytes, phase) => tell({ state: 'looking', file: name, phase, doneBytes, totalBytes });
}

/** Work that reads files. FILE_NOT_READ, RUN_CANCELLED. */
async function readingFiles<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof ImportStopped) return fail('RUN_CANCELLED');
    // The only thing a Blob says when its file was moved, deleted or changed on the disk.
    if (error instanceof DOMException) return fail('FILE_NOT_READ');
    throw error;
  }
}
