import * as seal from '@siegel/seal';
import type { VectorOutcome } from '../../tools/testing/src/vector-runners/outcome.ts';
import { runSealVectors, type SealVectorFile } from '../../tools/testing/src/vector-runners/seal.ts';
import { type MutationOutcome, mutateParts } from './part-mutations.ts';

// Runs in a worker of a browser: keyed/seal as the product's worker has it.

/** One committed file of keyed/seal. */
export function runSealFile(file: SealVectorFile): Promise<VectorOutcome> {
  return runSealVectors(file, seal);
}

/** Everything that may be done to a part on its way. */
export function mutate(parts: number): Promise<MutationOutcome> {
  return mutateParts(seal, parts);
}
