import type { LogPage } from '@siegel/safe';
import { fail, ok, type Result } from '@siegel/wire';
import { expect, test } from 'vitest';
import { wholeLog } from './whole-log.ts';

const rowOf = (seq: number) => ({ seq }) as LogPage['rows'][number];
/** Two pages of a log; the second is the one that may fail. */
const pages =
  (second: Result<LogPage>) =>
  (before: number | undefined): Promise<Result<LogPage>> =>
    Promise.resolve(before === undefined ? ok({ rows: [rowOf(9), rowOf(8)], next: 8, lookedToMs: 0 }) : second);
const last = ok({ rows: [rowOf(7)], next: null, lookedToMs: 0 });

test('[LG5] gives every page of a log, and says how far it is', async () => {
  const counts: number[] = [];
  const rows = await wholeLog(pages(last), (count) => counts.push(count) > 0);
  expect(rows).toEqual(ok([rowOf(9), rowOf(8), rowOf(7)]));
  expect(counts).toEqual([2, 3]);
});

test('[LG5] gives nothing of a log that could not be read to its end, and says why', async () => {
  expect(await wholeLog(pages(fail('OFFLINE')), () => true)).toEqual(fail('OFFLINE'));
});

test('[LG5] gives nothing once it is stopped', async () => {
  expect(await wholeLog(pages(last), () => false)).toEqual(ok('stopped'));
});
