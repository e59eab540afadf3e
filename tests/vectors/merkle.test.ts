import { createTreeHasher, verifyConsistency, verifyInclusion } from '@siegel/journal';
import { test } from 'vitest';
import { sha256 } from '../../tools/testing/src/deterministic.ts';
import { type ProofVerifiers, runMerkleVectors } from '../../tools/testing/src/vector-runners/merkle-vectors.ts';
import { hasVectors, readVectors } from '../../tools/testing/src/vectors.ts';
import { expectAgreement } from './vector-report.ts';

const FILE = 'merkle-rfc6962/proofs.json';
const hasher = createTreeHasher(sha256);
const verifiers: ProofVerifiers = {
  inclusion: ({ leafHash, index, size, root, path }) =>
    verifyInclusion(hasher, { leafHash, index }, { size, root }, path),
  consistency: ({ oldSize, newSize, oldRoot, newRoot, path }) =>
    verifyConsistency(hasher, { size: oldSize, root: oldRoot }, { size: newSize, root: newRoot }, path),
};

test.skipIf(!hasVectors(FILE))('[JT24, T39] agrees with the proof cases of transparency-dev', () => {
  expectAgreement('merkle-rfc6962', runMerkleVectors(readVectors(FILE), verifiers), 117);
});
