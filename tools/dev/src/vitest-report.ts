import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** Counts of tests; the gate adds them up over all worlds. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A test that failed, `path > title`, and in a few lines why and where. */
export interface FailedTest {
  readonly title: string;
  readonly why: readonly string[];
}

/** What one world's run came to. Titles are of the form `path > title`. */
export interface WorldReport extends Tally {
  readonly failedTests: readonly FailedTest[];
  readonly skippedTitles: readonly string[];
  /** The files that took longest, the longest first. */
  readonly slowest: readonly { readonly path: string; readonly seconds: number }[];
}

interface JsonReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** Epoch ms. */
    readonly startTime?: number;
    readonly endTime?: number;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
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
    const failedTests = [{ title: 'vitest ended without a report', why: [] }];
    return { passed: 0, failed: 1, skipped: 0, failedTests, skippedTitles: [], slowest: [] };
  }
  return summarise(parsed, exitCode);
}

const WHY_LINES = 4;
const SLOWEST = 8;

/** The first lines of a message with its stack, and the first place in a test or in our code. */
export function whyOf(message: string): readonly string[] {
  const lines = stripVTControlCharacters(message).split('\n');
  const said = lines.filter((line) => line.trim() !== '' && !/^\s*at /.test(line)).slice(0, WHY_LINES);
  const where = lines.find((line) => /^\s*at /.test(line) && !line.includes('node_modules'));
  return where === undefined ? said : [...said, where.trim()];
}

function summarise(report: JsonReport, exitCode: number): WorldReport {
  const failedTests: FailedTest[] = [];
  const skippedTitles: string[] = [];
  let passed = 0;
  for (const file of report.testResults) {
    const results = file.assertionResults;
    for (const { fullName, status, failureMessages } of results) {
      if (status === 'passed') passed += 1;
      else if (status === 'failed')
        failedTests.push({ title: `${file.name} > ${fullName}`, why: whyOf(failureMessages?.[0] ?? '') });
      else skippedTitles.push(`${file.name} > ${fullName}`);
    }
    if (file.status === 'failed' && !results.some(({ status }) => status === 'failed')) {
      failedTests.push({ title: `${file.name} > (the file failed outside its tests)`, why: [] });
    }
  }
  if (exitCode !== 0 && failedTests.length === 0)
    failedTests.push({ title: `vitest ended with code ${exitCode} though no test failed`, why: [] });
  const slowest = report.testResults
    .map(({ name, startTime = 0, endTime = 0 }) => ({ path: name, seconds: (endTime - startTime) / 1000 }))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST);
  return { passed, failed: failedTests.length, skipped: skippedTitles.length, failedTests, skippedTitles, slowest };
}
