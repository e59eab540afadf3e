import {
  detectFormat,
  type FindingCode,
  IMPORT_LIMITS,
  type ImportOptions,
  makeFindingLog,
  isNdjson,
  readImport,
  streamBdt,
  streamFhir,
  XmlFault,
} from '@siegel/interchange';
import { platformHasher, platformSha256Stream } from '@siegel/seal';
import { hexOf } from '@siegel/wire';
import { archiveSource, isArchive } from './archive-source.ts';
import { csvRows } from './csv-source.ts';
import { chunksOf, type ImportFile } from './import-file.ts';
import type { ImportSource, ImportStep, OnRead } from './import-step.ts';
import type { FindTemplate, TableWish } from './table-settings.ts';
import { type TableOpening, tableSource } from './table-source.ts';
import { isWorkbook, xlsxRows } from './xlsx-source.ts';
import { readZip, ZipFault } from './zip-reader.ts';

const LOOK_BYTES = 65_536;

/** Opens a file. Tables are read row by row, whatever their size. Other files up to `mostBytes` are read at once; above that BDT
 *  and FHIR JSON are streamed, and any other format is refused by its reader. Rejects when the file cannot be read. */
export async function openImportSource(
  file: ImportFile,
  options: ImportOptions,
  wish: SourceWish = {},
): Promise<ImportSource> {
  const { mostBytes, table, findTemplate, onRead } = { ...NO_WISH, ...wish };
  const { sizeBytes } = file;
  const format = detectFormat(await file.read(0, Math.min(LOOK_BYTES, sizeBytes)));
  const opening = { options, wish: table, findTemplate, onRead };
  const opened =
    format === 'zip'
      ? await zipSource(file, opening)
      : format === 'unknown'
        ? await textSource(file, opening)
        : undefined;
  if (opened !== undefined) return opened;
  const isLarge = sizeBytes > mostBytes;
  if (isLarge && format === 'bdt') return bdtSource(file, options);
  if (isLarge && format === 'fhir-json') return fhirSource(file, options);
  const bytes = await file.read(0, Math.min(sizeBytes, mostBytes + 1));
  const isLines = format === 'fhir-json' && isNdjson(bytes);
  return isLines ? fhirSource(file, options) : wholeSource(file, bytes, options);
}

/** What may be decided about a file. */
export interface SourceWish {
  readonly mostBytes?: number;
  readonly table?: TableWish;
  readonly findTemplate?: FindTemplate;
  /** Told how far the file is checked before its columns are guessed. */
  readonly onRead?: OnRead;
}

const NO_WISH: Required<SourceWish> = {
  mostBytes: IMPORT_LIMITS.fileBytes,
  table: {},
  findTemplate: () => undefined,
  onRead: () => undefined,
};

async function textSource(file: ImportFile, opening: TableOpening): Promise<ImportSource | undefined> {
  const rows = await csvRows(file, opening.wish, opening.onRead);
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

function bdtSource(file: ImportFile, options: ImportOptions): ImportSource {
  async function* steps(onRead: OnRead = NO_WISH.onRead): AsyncGenerator<ImportStep> {
    const { chunks, sha256 } = await hashedChunks(file, (bytes) => onRead(bytes, 'reading'));
    for await (const step of streamBdt(chunks, options))
      yield step.type === 'end' ? { ...step, format: 'bdt', sha256: sha256() } : step;
  }
  return { name: file.name, sizeBytes: file.sizeBytes, bytes: undefined, steps };
}

function fhirSource(file: ImportFile, options: ImportOptions): ImportSource {
  async function* steps(onRead: OnRead = NO_WISH.onRead): AsyncGenerator<ImportStep> {
    const { chunks, sha256 } = await hashedChunks(file, (bytes) => onRead(bytes, 'checking'));
    const read = (start: number, end: number) => file.read(start, end);
    const onMapped = (bytes: number) => onRead(bytes, 'reading');
    for await (const step of streamFhir({ chunks, read, onMapped }, options))
      yield step.type === 'end' ? { ...step, format: 'fhir-json', sha256: sha256() } : step;
  }
  return { name: file.name, sizeBytes: file.sizeBytes, bytes: undefined, steps };
}

/** The file in pieces, with the SHA-256 of those that were taken. */
async function hashedChunks(file: ImportFile, onRead: (bytes: number) => void) {
  const hash = await platformSha256Stream();
  let read = 0;
  async function* chunks() {
    for await (const chunk of chunksOf(file)) {
      hash.update(chunk);
      onRead((read += chunk.length));
      yield chunk;
    }
  }
  return { chunks: chunks(), sha256: () => hexOf(hash.digest()) };
}
