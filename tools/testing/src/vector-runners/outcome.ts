/** What a run over one vector file gave. The same in Node and in a browser. */
export interface VectorOutcome {
  readonly passed: number;
  /** Names of the cases that did not behave as published; empty when all is well. */
  readonly failed: readonly string[];
  /** Number of cases left out, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
}

/** Counts the cases of one run. */
export interface VectorTally {
  check(name: string, agrees: boolean): void;
  skip(reason: string, cases?: number): void;
  outcome(): VectorOutcome;
}

/** Starts counting. */
export function startTally(): VectorTally {
  let passed = 0;
  const failed: string[] = [];
  const skipped: Record<string, number> = {};
  return {
    check(name, agrees) {
      if (agrees) passed++;
      else failed.push(name);
    },
    skip(reason, cases = 1) {
      skipped[reason] = (skipped[reason] ?? 0) + cases;
    },
    outcome: () => ({ passed, failed, skipped }),
  };
}
