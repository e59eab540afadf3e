import { readFileSync } from 'node:fs';

/** Counts of tests; the gate adds them up over all worlds. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What one world's run came to. Titles are of the form `path > title`. */
export interface WorldReport extends Tally {
  readonly failedTitles: readonly string[];
  readonly skippedTitles: readonly string[];
}

interface JsonReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Nothing counted yet. */
export const NO_TESTS: Tally = { passed: 0, failed: 0, skipped: 0 };

/** Sum of two tallies. */
export function addTally(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** Reads what vitest's json reporter wrote. A file that could not be loaded counts as one failed test, for it hides an unknown number.
 *  @param path file of the json reporter; absent or unreadable when vitest itself broke: then one failed test is reported.
 *  @param exitCode of vitest: non-zero without a failed test (an unhandled rejection) counts as one failed test. */
export function readWorldReport(path: string, exitCode: number): WorldReport {
  let parsed: JsonReport;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8')) as JsonReport;
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failedTitles: ['vitest ended without a report'], skippedTitles: [] };
  }
  return summarise(parsed, exitCode);
}

function summarise(report: JsonReport, exitCode: number): WorldReport {
  const failedTitles: string[] = [];
  const skippedTitles: string[] = [];
  let passed = 0;
  for (const file of report.testResults) {
    const results = file.assertionResults;
    for (const { fullName, status } of results) {
      if (status === 'passed') passed += 1;
      else if (status === 'failed') failedTitles.push(`${file.name} > ${fullName}`);
      else skippedTitles.push(`${file.name} > ${fullName}`);
    }
    if (file.status === 'failed' && !results.some(({ status }) => status === 'failed')) {
      failedTitles.push(`${file.name} > (the file failed outside its tests)`);
    }
  }
  if (exitCode !== 0 && failedTitles.length === 0)
    failedTitles.push(`vitest ended with code ${exitCode} though no test failed`);
  return { passed, failed: failedTitles.length, skipped: skippedTitles.length, failedTitles, skippedTitles };
}
