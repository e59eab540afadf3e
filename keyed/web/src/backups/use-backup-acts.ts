import type { BackupPlanView, BackupView } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import type { BackupsLook } from './use-backups.ts';
import type { BackupDownload } from './use-download.ts';

/** What a dialog is open for. */
export type BackupQuestion =
  | { readonly ask: 'full' }
  | { readonly ask: 'remove' | 'names'; readonly backup: BackupView }
  | { readonly ask: 'holders' }
  | { readonly ask: 'plan'; readonly plan: BackupPlanView }
  | { readonly ask: 'reveal'; readonly keyId: string };

/** What can be done with backups on the server. */
export interface BackupActs {
  readonly question: BackupQuestion | undefined;
  readonly ask: (question: BackupQuestion | undefined) => void;
  /** Why the last act did not happen. */
  readonly failure: Failure | undefined;
  /** When the backup that was deleted last was made. */
  readonly deletedMs: number | undefined;
  /** What was said of the last act goes. */
  readonly forget: () => void;
  readonly make: () => void;
  readonly check: (backup: BackupView) => void;
  readonly cancel: () => void;
  readonly remove: (backup: BackupView) => Promise<void>;
  /** Deletes one and begins another in its place. @returns why it was not deleted. */
  readonly replace: (backupId: string) => Promise<Failure | undefined>;
}

/** Making, checking, cancelling and deleting. What was asked for shows in the list; what was refused is said with its reason. */
export function useBackupActs(
  { watch, look, forget: forgetEnd }: BackupsLook,
  { forget: forgetDownload }: BackupDownload,
): BackupActs {
  const safe = useSafe();
  const [question, ask] = useState<BackupQuestion>();
  const [failure, setFailure] = useState<Failure>();
  const [deletedMs, setDeletedMs] = useState<number>();
  function forget(): void {
    setFailure(undefined);
    setDeletedMs(undefined);
    forgetEnd();
  }
  // What is said is of the last act only.
  async function run<T>(act: () => Promise<Result<T>>): Promise<Result<T>> {
    forget();
    forgetDownload();
    return act();
  }
  async function make(): Promise<void> {
    const begun = await run(() => safe.makeBackup());
    if (begun.ok) return watch({ work: 'make', backupId: begun.value });
    if (begun.error.code === 'BACKUPS_FULL') ask({ ask: 'full' });
    else setFailure(begun.error);
    await look();
  }
  async function check({ backupId }: BackupView): Promise<void> {
    const begun = await run(() => safe.checkBackup(backupId));
    if (begun.ok) return watch({ work: 'check', backupId });
    setFailure(begun.error);
    await look();
  }
  async function remove({ backupId, madeAtMs }: BackupView): Promise<void> {
    const deleted = await run(() => safe.deleteBackup(backupId));
    if (deleted.ok) setDeletedMs(madeAtMs);
    else setFailure(deleted.error);
    await look();
  }
  async function replace(backupId: string): Promise<Failure | undefined> {
    const deleted = await run(() => safe.deleteBackup(backupId));
    // Somebody else was faster: the place is free.
    if (!deleted.ok && deleted.error.code !== 'BACKUP_UNKNOWN') return deleted.error;
    // The question is answered, whatever comes now: asked again, it would cost a second one.
    ask(undefined);
    await make();
    return undefined;
  }
  async function cancel(): Promise<void> {
    const ended = await run(() => safe.cancelBackup());
    if (!ended.ok) setFailure(ended.error);
    await look();
  }
  return {
    ...{ question, ask, failure, deletedMs, forget, remove, replace },
    make: () => void make(),
    check: (backup) => void check(backup),
    cancel: () => void cancel(),
  };
}
