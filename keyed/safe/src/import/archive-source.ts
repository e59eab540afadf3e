import {
  type FindingLog,
  IMPORT_LIMITS,
  type ImportFinding,
  type ImportOptions,
  makeFindingLog,
  type PlannedEintrag,
  type PlannedPerson,
  readImport,
} from '@siegel/interchange';
import { fingerprintOf, type ImportFile } from './import-file.ts';
import type { ImportEnd, ImportSource, ImportStep, OnRead } from './import-step.ts';
import { wholeEntry, type ZipEntry, ZipFault } from './zip-reader.ts';

/** How the Akten of an exported archive are named. */
const AKTE_FILE = /(?:^|\/)akte\.fhir\.json$/;
const MOST_FINDINGS = 2_000;

/** True for an archive that an export of Siegel wrote. */
export function isArchive(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => AKTE_FILE.test(name));
}

/** Opens an exported archive: one Akte after the other is read, with the files beside it, so that its size does not matter. */
export function archiveSource(file: ImportFile, entries: readonly ZipEntry[], options: ImportOptions): ImportSource {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  async function* steps(onRead: OnRead = () => undefined): AsyncGenerator<ImportStep> {
    const log = makeFindingLog();
    const findings: ImportFinding[] = [];
    let refused = false;
    const akten = entries.filter(({ name }) => AKTE_FILE.test(name));
    for (const [at, akte] of akten.entries()) {
      onRead(Math.round((file.sizeBytes * at) / akten.length), 'reading');
      const reading: Reading = { folder: akte.name.replace(AKTE_FILE, ''), byName, log, options };
      const read = yield* readAkte(akte, reading);
      findings.push(...read.findings.slice(0, Math.max(0, MOST_FINDINGS - findings.length)));
      refused ||= read.refused;
      if (refused || log.hasError()) break;
    }
    const verdict = { refused: refused || log.hasError(), findings: [...findings, ...log.list()] };
    yield { type: 'end', ...verdict, format: 'fhir-json', charset: 'utf-8', sha256: await fingerprintOf(file) };
  }
  const { name, sizeBytes } = file;
  return { name, sizeBytes, bytes: undefined, steps };
}

interface Reading {
  readonly folder: string;
  readonly byName: ReadonlyMap<string, ZipEntry>;
  readonly log: FindingLog;
  readonly options: ImportOptions;
}

type Verdict = Pick<ImportEnd, 'refused' | 'findings'>;

async function* readAkte(akte: ZipEntry, reading: Reading): AsyncGenerator<ImportStep, Verdict> {
  const bytes = await entryBytes(akte, reading.log);
  if (bytes === undefined) return { refused: true, findings: [] };
  const { persons, unassigned, findings, refused } = readImport(bytes, reading.options);
  const prefix = reading.folder === '' ? '' : `${reading.folder}/`;
  for (const person of persons) yield { type: 'person', person: await withFiles(person, prefix, reading) };
  for (const content of unassigned) yield { type: 'unassigned', content };
  const told = findings.map((finding) => ({ ...finding, path: `${prefix}${finding.path ?? ''}` }));
  return { refused, findings: told };
}

/** References are unique within one Akte only; with its folder in front they are in the archive. */
async function withFiles(person: PlannedPerson, prefix: string, reading: Reading): Promise<PlannedPerson> {
  const eintraege: PlannedEintrag[] = [];
  for (const eintrag of person.eintraege) eintraege.push(await withFile(eintrag, prefix, reading));
  return { ...person, sourceRef: `${prefix}${person.sourceRef}`, eintraege };
}

async function withFile(eintrag: PlannedEintrag, prefix: string, { byName, log }: Reading): Promise<PlannedEintrag> {
  if (eintrag.kind !== 'document' || eintrag.attachment !== undefined) return eintrag;
  const { verweis, ...value } = eintrag.value;
  // Only what an export put beside the Akte: any other reference is what it was, a reference.
  if (verweis === undefined || !verweis.startsWith('originale/')) return eintrag;
  const entry = byName.get(`${prefix}${verweis}`);
  if (entry === undefined) {
    log.add('ARCHIVE_ORIGINAL_MISSING', { params: { path: prefix } });
    return eintrag;
  }
  const attachment = await entryBytes(entry, log);
  return attachment === undefined ? eintrag : { kind: 'document', value, attachment };
}

async function entryBytes(entry: ZipEntry, log: FindingLog): Promise<Uint8Array | undefined> {
  try {
    return await wholeEntry(entry, IMPORT_LIMITS.fileBytes);
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error;
    log.add('ARCHIVE_DAMAGED');
    return undefined;
  }
}
