import type { FhirEntry } from './fhir-entry.ts';
import { childOf, childrenOf, type FhirNode, type NodeTaker } from './fhir-node.ts';
import type { FindingLog } from './import-finding.ts';
import type { ImportFormat } from './import-plan.ts';
import { FORMAT_NAMES } from './xdt-reading.ts';

/** A FHIR file on its way to a plan. */
export interface FhirReading {
  /** The bundle the entries come from. */
  readonly root: FhirNode;
  readonly format: ImportFormat;
  readonly entries: readonly FhirEntry[];
  readonly taker: NodeTaker;
  readonly log: FindingLog;
  /** Finds a resource of the file by reference. */
  readonly resolve: (reference: string) => FhirEntry | undefined;
  /** Entries whose content went into that of another: the Medication of a prescription, the results of a report. */
  readonly consumed: Map<FhirEntry, FhirEntry>;
}

/** The `source` group of an Eintrag made of a resource. */
export function fhirSource(reading: FhirReading, entry: FhirEntry) {
  return { format: FORMAT_NAMES[reading.format], satzart: entry.type.slice(0, 80), ref: entry.ref.slice(0, 400) };
}

/** The resource a reference points to, contained ones included; it counts as part of `entry` from then on. The
 *  reference is taken when it was found, and stays kept when not. */
export function consume(reading: FhirReading, entry: FhirEntry, reference: FhirNode | undefined): FhirNode | undefined {
  const target = childOf(reference, 'reference');
  const value = target?.value?.trim() ?? '';
  if (value.startsWith('#')) {
    const contained = childrenOf(entry.node, 'contained').find((node) => childOf(node, 'id')?.value === value.slice(1));
    if (contained !== undefined) reading.taker.take(target, childOf(contained, 'id'));
    return contained;
  }
  const found = value === '' ? undefined : reading.resolve(value);
  if (found === undefined || found === entry) return undefined;
  reading.taker.take(target);
  if (!reading.consumed.has(found)) reading.consumed.set(found, entry);
  return found.node;
}
