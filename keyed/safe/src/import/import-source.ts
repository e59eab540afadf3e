import {
  detectFormat,
  type FindingCode,
  IMPORT_LIMITS,
  type ImportOptions,
  makeFindingLog,
  readImport,
  streamBdt,
  XmlFault,
} from '@siegel/interchange';
import { platformHasher, platformSha256Stream } from '@siegel/seal';
import { hexOf } from '@siegel/wire';
import { archiveSource, isArchive } from './archive-source.ts';
import { csvRows } from './csv-source.ts';
import { chunksOf, type ImportFile } from './import-file.ts';
import type { ImportSource, ImportStep } from './import-step.ts';
import type { FindTemplate, TableWish } from './table-settings.ts';
import { type TableOpening, tableSource } from './table-source.ts';
import { isWorkbook, xlsxRows } from './xlsx-source.ts';
import { readZip, ZipFault } from './zip-reader.ts';

const LOOK_BYTES = 65_536;

/** Opens a file. Tables are read row by row, whatever their size. Other files up to `mostBytes` are read at once; above that BDT
 *  is streamed, and any other format is refused by its reader. Rejects when the file cannot be read. */
export async function openImportSource(
  file: ImportFile,
  options: ImportOptions,
  { mostBytes = IMPORT_LIMITS.fileBytes, table = {}, findTemplate = () => undefined }: SourceWish = {},
): Promise<ImportSource> {
  const { sizeBytes } = file;
  const format = detectFormat(await file.read(0, Math.min(LOOK_BYTES, sizeBytes)));
  const opening = { options, wish: table, findTemplate };
  const opened =
    format === 'zip'
      ? await zipSource(file, opening)
      : format === 'unknown'
        ? await textSource(file, opening)
        : undefined;
  if (opened !== undefined) return opened;
  if (sizeBytes <= mostBytes) return wholeSource(file, await file.read(0, sizeBytes), options);
  if (format === 'bdt') return streamedSource(file, options);
  return wholeSource(file, await file.read(0, mostBytes + 1), options);
}

/** What may be decided about a file. */
export interface SourceWish {
  readonly mostBytes?: number;
  readonly table?: TableWish;
  readonly findTemplate?: FindTemplate;
}

async function textSource(file: ImportFile, opening: TableOpening): Promise<ImportSource | undefined> {
  const rows = await csvRows(file, opening.wish);
  return rows === undefined ? undefined : tableSource(file, rows, opening);
}

async function zipSource(file: ImportFile, opening: TableOpening): Promise<ImportSource | undefined> {
  try {
    const entries = await readZip(file);
    if (isWorkbook(entries)) return await tableSource(file, await xlsxRows(entries, opening.wish), opening);
    return isArchive(entries) ? archiveSource(file, entries, opening.options) : undefined;
  } catch (error) {
    if (error instanceof ZipFault) return refusedSource(file, 'ARCHIVE_DAMAGED');
    if (error instanceof XmlFault) return refusedSource(file, 'XLSX_UNREADABLE');
    throw error;
  }
}

function refusedSource({ name, sizeBytes }: ImportFile, code: FindingCode): ImportSource {
  async function* steps(): AsyncGenerator<ImportStep> {
    const log = makeFindingLog();
    log.add(code);
    yield { type: 'end', refused: true, format: 'unknown', charset: '', findings: log.list(), sha256: '' };
  }
  return { name, sizeBytes, bytes: undefined, steps };
}

function wholeSource({ name, sizeBytes }: ImportFile, bytes: Uint8Array, options: ImportOptions): ImportSource {
  const sha256 = hexOf(platformHasher.sha256(bytes));
  const plan = readImport(bytes, options);
  async function* steps(): AsyncGenerator<ImportStep> {
    for (const person of plan.persons) yield { type: 'person', person };
    for (const content of plan.unassigned) yield { type: 'unassigned', content };
    if (plan.envelope.length > 0) yield { type: 'envelope', items: plan.envelope };
    const { refused, format, charset, findings } = plan;
    yield { type: 'end', refused, format, charset, findings, sha256 };
  }
  return { name, sizeBytes, bytes, steps };
}

function streamedSource(file: ImportFile, options: ImportOptions): ImportSource {
  async function* steps(onRead: (bytes: number) => void = () => undefined): AsyncGenerator<ImportStep> {
    const hash = await platformSha256Stream();
    let read = 0;
    async function* chunks() {
      for await (const chunk of chunksOf(file)) {
        hash.update(chunk);
        onRead((read += chunk.length));
        yield chunk;
      }
    }
    for await (const step of streamBdt(chunks(), options)) {
      if (step.type !== 'end') yield step;
      else yield { ...step, format: 'bdt', sha256: hexOf(hash.digest()) };
    }
  }
  const { name, sizeBytes } = file;
  return { name, sizeBytes, bytes: undefined, steps };
}
