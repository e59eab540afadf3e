import type { ImportFinding, ImportPlan, PlanStep } from '@siegel/interchange';
import type { TableLook } from './table-settings.ts';

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
export type ImportStep = PlanStep | ImportEnd;

/** How far a file is read. Some formats go through it once before they give anything (`checking`): the character set of a table
 *  is told by all of its bytes, whose a FHIR resource is may stand anywhere. */
export type OnRead = (bytes: number, phase: 'checking' | 'reading') => void;

/** One file to be imported. Its steps can be run as often as wanted: once to look, once to write. */
export interface ImportSource {
  readonly name: string;
  readonly sizeBytes: number;
  /** The file itself, unless it is too large to be held. */
  readonly bytes: Uint8Array | undefined;
  /** How a table is read; undefined for every other format. */
  readonly table?: TableLook;
  /** @param onRead called with the bytes read so far. */
  steps(onRead?: OnRead): AsyncGenerator<ImportStep>;
}
