import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type BdtStep,
  detectFormat,
  IMPORT_LIMITS,
  type ImportFinding,
  type ImportOptions,
  type ImportPlan,
  readImport,
  streamBdt,
} from '@siegel/interchange';
import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';

/** What a file ends with. */
export interface ImportEnd {
  readonly type: 'end';
  /** True: whatever was made of the steps before must be undone. */
  readonly refused: boolean;
  readonly format: ImportPlan['format'];
  readonly charset: string;
  readonly findings: readonly ImportFinding[];
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

/** What a file gives, in its order; `end` is the last. */
export type ImportStep = BdtStep | ImportEnd;

/** One file to be imported. Its steps can be run as often as wanted: once to look, once to write. */
export interface ImportSource {
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** The file itself, unless it is too large to be held. */
  readonly bytes: Uint8Array | undefined;
  steps(): AsyncGenerator<ImportStep>;
}

const LOOK_BYTES = 65_536;

/** Opens a file. Up to `mostBytes` it is read at once; above that BDT is streamed, and any other format is refused by its
 *  reader. FILE_UNREADABLE. */
export async function openImportSource(
  path: string,
  options: ImportOptions,
  mostBytes: number = IMPORT_LIMITS.fileBytes,
): Promise<Result<ImportSource, CliFailure>> {
  try {
    const { size } = await stat(path);
    const facts = { path, name: basename(path), sizeBytes: size };
    if (size <= mostBytes) return ok(wholeSource(facts, new Uint8Array(await readFile(path)), options));
    if (detectFormat(await firstBytes(path, LOOK_BYTES)) === 'bdt') return ok(streamedSource(facts, options));
    return ok(wholeSource(facts, await firstBytes(path, mostBytes + 1), options));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return fail('FILE_UNREADABLE', { file: path, reason: code });
  }
}

type SourceFacts = Pick<ImportSource, 'path' | 'name' | 'sizeBytes'>;

function wholeSource(facts: SourceFacts, bytes: Uint8Array, options: ImportOptions): ImportSource {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const plan = readImport(bytes, options);
  async function* steps(): AsyncGenerator<ImportStep> {
    for (const person of plan.persons) yield { type: 'person', person };
    for (const content of plan.unassigned) yield { type: 'unassigned', content };
    if (plan.envelope.length > 0) yield { type: 'envelope', items: plan.envelope };
    const { refused, format, charset, findings } = plan;
    yield { type: 'end', refused, format, charset, findings, sha256 };
  }
  return { ...facts, bytes, steps };
}

function streamedSource(facts: SourceFacts, options: ImportOptions): ImportSource {
  async function* steps(): AsyncGenerator<ImportStep> {
    const hash = createHash('sha256');
    async function* chunks() {
      for await (const chunk of createReadStream(facts.path, { highWaterMark: 1 << 20 })) {
        hash.update(chunk as Buffer);
        yield new Uint8Array(chunk as Buffer);
      }
    }
    for await (const step of streamBdt(chunks(), options)) {
      if (step.type !== 'end') yield step;
      else yield { ...step, format: 'bdt', sha256: hash.digest('hex') };
    }
  }
  return { ...facts, bytes: undefined, steps };
}

async function firstBytes(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = new Uint8Array(length);
    const { bytesRead } = await file.read(buffer, 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
