import { expect } from 'vitest';
import { describeOutcome } from '../../tools/testing/src/vectors.ts';
import type { VectorOutcome } from '../../tools/testing/src/vector-runners/outcome.ts';

/** Prints what ran and what was left out, and fails with the names of the cases that disagreed. */
export function expectAgreement(title: string, outcome: VectorOutcome, atLeast: number): void {
  console.log(describeOutcome(title, outcome));
  expect(outcome.failed).toEqual([]);
  // A runner that reads a changed file layout must not pass by running nothing.
  expect(outcome.passed).toBeGreaterThanOrEqual(atLeast);
}
