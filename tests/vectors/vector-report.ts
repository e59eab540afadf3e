import { hexOf } from '@siegel/wire';
import { expect } from 'vitest';
import type { VectorOutcome } from '../../tools/testing/src/vector-runners/outcome.ts';
import { describeOutcome, hasVectors, readVectorFolder, readVectorText } from '../../tools/testing/src/vectors.ts';
import { atLeastOn, VECTOR_SUITES, type VectorPlatform, type VectorSuiteName } from './vector-suites.ts';

if (!hasVectors('')) console.warn('published vectors: ../shared/vectors is not there, their tests are skipped');

/** True when the file or folder of a suite is there. */
export function hasSuite(name: VectorSuiteName): boolean {
  return hasVectors(VECTOR_SUITES[name].path);
}

/** The text that a suite takes: of a file its own, of a folder JSON with names and hex. */
export function readSuite(name: VectorSuiteName): string {
  const { path } = VECTOR_SUITES[name];
  if (!path.endsWith('/')) return readVectorText(path);
  return JSON.stringify(readVectorFolder(path).map(({ name: file, bytes }) => ({ name: file, hex: hexOf(bytes) })));
}

/** Runs a suite in Node and expects every case that is not left out to behave as published. */
export async function expectSuite(name: VectorSuiteName, on: string, platform: VectorPlatform): Promise<void> {
  const suite = VECTOR_SUITES[name];
  expectAgreement(`${on} ${name}`, await suite.run(readSuite(name), platform), atLeastOn(suite, platform));
}

/** Prints what ran and what was left out, and fails with the names of the cases that disagreed. */
export function expectAgreement(title: string, outcome: VectorOutcome, atLeast: number): void {
  console.log(describeOutcome(title, outcome));
  expect(outcome.failed).toEqual([]);
  // A runner that reads a changed file layout must not pass by running nothing.
  expect(outcome.passed).toBeGreaterThanOrEqual(atLeast);
}
