import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestCase } from 'vitest/node';
import { whyOf } from './vitest-report.ts';

const DIFF_LINES = 30;

/** Says why a test failed when it fails: a run that is cut later has said it all the same. */
export default class FailureReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result();
    if (state !== 'failed') return;
    const why = errors.flatMap(({ message, stack, diff }) => [
      ...whyOf(stack?.includes(message) === true ? stack : `${message}\n${stack ?? ''}`),
      ...stripVTControlCharacters(diff ?? '')
        .split('\n')
        .slice(0, DIFF_LINES),
    ]);
    process.stdout.write([`failed: ${test.fullName}`, ...why.map((line) => `  ${line}`), ''].join('\n'));
  }
}
