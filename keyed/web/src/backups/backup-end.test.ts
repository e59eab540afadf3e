import type { BackupsView, BackupView } from '@siegel/safe';
import { expect, test } from 'vitest';
import { earlierFailure, endOf } from './backup-end.ts';

const MAKE = { work: 'make', backupId: 'b' } as const;
const CHECK = { work: 'check', backupId: 'a' } as const;
const A: BackupView = { backupId: 'a', madeAtMs: 100, madeBy: 'Jana Böttcher', sizeBytes: 1 };
const B: BackupView = { ...A, backupId: 'b', madeAtMs: 200 };
const viewOf = (over: Partial<BackupsView>): BackupsView => ({ backups: [A], hasKey: true, ...over });

test('[BK43] work that was watched goes on, is made, checked, or failed with its code', () => {
  expect(endOf(MAKE, viewOf({ running: { ...MAKE, done: 1, total: 2 } }))).toBeUndefined();
  expect(endOf(MAKE, viewOf({ backups: [A, B] }))).toEqual({ end: 'made', backup: B });
  expect(endOf(CHECK, viewOf({}))).toEqual({ end: 'checked', backup: A });
  const failed = { ...MAKE, code: 'DISK_FULL', atMs: 300 } as const;
  expect(endOf(MAKE, viewOf({ failed }))).toEqual({ end: 'failed', work: 'make', code: 'DISK_FULL', atMs: 300 });
  // What failed was something else, and the one that was watched has been deleted.
  expect(endOf(MAKE, viewOf({ failed: { ...failed, backupId: 'c' } }))).toBeUndefined();
});

test('[BK43] what failed before somebody looked is said until something is made or checked again', () => {
  const failed = { ...MAKE, code: 'DISK_FULL', atMs: 150 } as const;
  expect(earlierFailure(viewOf({ failed }))).toMatchObject({ end: 'failed', code: 'DISK_FULL' });
  expect(earlierFailure(viewOf({ failed, backups: [A, B] }))).toBeUndefined();
  const checked = { ...A, checked: { atMs: 160, damaged: 0, names: [] } };
  expect(earlierFailure(viewOf({ failed, backups: [checked] }))).toBeUndefined();
  expect(earlierFailure(viewOf({ failed: { ...failed, code: 'BACKUP_CANCELLED' } }))).toBeUndefined();
  expect(earlierFailure(viewOf({}))).toBeUndefined();
});
