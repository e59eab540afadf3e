import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addTally, NO_TESTS, readWorldReport } from './vitest-report.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'siegel-report-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function report(testResults: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify({ testResults }));
  return path;
}

test('[HS14] counts passed, failed and skipped tests, names the last two, and says why one failed and which files took longest', () => {
  const path = report([
    {
      name: 'a.test.ts',
      status: 'failed',
      startTime: 1_000,
      endTime: 3_500,
      assertionResults: [
        { fullName: 'p', status: 'passed' },
        {
          fullName: 'f',
          status: 'failed',
          failureMessages: [
            '\u001b[31mError\u001b[0m: no\n\n    at x (/p/node_modules/v.js:1)\n    at y (/p/a.test.ts:2)',
          ],
        },
        { fullName: 's', status: 'skipped' },
        { fullName: 't', status: 'pending' },
      ],
    },
  ]);
  expect(readWorldReport(path, 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 2,
    failedTests: [{ title: 'a.test.ts > f', why: ['Error: no', 'at y (/p/a.test.ts:2)'] }],
    skippedTitles: ['a.test.ts > s', 'a.test.ts > t'],
    slowest: [{ path: 'a.test.ts', seconds: 2.5 }],
  });
});

test('[HS14] counts a file that could not be loaded as a failed test', () => {
  const path = report([{ name: 'broken.test.ts', status: 'failed', assertionResults: [] }]);
  expect(readWorldReport(path, 1)).toMatchObject({ passed: 0, failed: 1 });
});

test('[HS14] counts an end with an error as a failure though every test passed, and a missing report', () => {
  const path = report([
    { name: 'a.test.ts', status: 'passed', assertionResults: [{ fullName: 'p', status: 'passed' }] },
  ]);
  expect(readWorldReport(path, 0)).toMatchObject({ passed: 1, failed: 0 });
  expect(readWorldReport(path, 1)).toMatchObject({ passed: 1, failed: 1 });
  expect(readWorldReport(join(folder, 'absent.json'), 0)).toMatchObject({ passed: 0, failed: 1 });
});

test('[HS14] adds tallies up', () => {
  expect(
    addTally(addTally(NO_TESTS, { passed: 1, failed: 2, skipped: 3 }), { passed: 10, failed: 0, skipped: 1 }),
  ).toEqual({
    passed: 11,
    failed: 2,
    skipped: 4,
  });
});
