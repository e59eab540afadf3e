import type { ErrorCode, Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Keys of backups, and backups on demand (docs/spec/backup.md). How far a download is says `watchTransfers`; `cancelTransfer` ends it. */
export interface BackupApi {
  /** The keys of backups, the newest first, from the verified journal. */
  backupKeys(): Promise<Result<readonly BackupKeyView[]>>;
  /** Makes a pair on this device and enters it for these users; backups begun from then on are sealed to it (BK23). @returns its id.
   *  BACKUP_HOLDER_WRONG, RIGHT_MISSING, OFFLINE: nothing was entered. */
  setUpBackupKey(holderIds: readonly string[]): Promise<Result<string>>;
  /** What opens the backups of a key, for whom it names (BK24). BACKUP_NOT_HOLDER; PASSWORD_NEEDED: after `confirmPassword` once more;
   *  KEY_UNKNOWN: the own keys are newer than it; OPEN_TAMPERED: it does not open what is sealed to its recipient. */
  revealBackupKey(keyId: string): Promise<Result<RevealedBackupKey>>;
  /** What is kept and what is under way. This and the calls below: RIGHT_MISSING without the right to administer. */
  backups(): Promise<Result<BackupsView>>;
  /** Begins a backup; `backups` says how far it is (BK26). @returns its id. BACKUP_KEY_MISSING, BACKUP_RUNNING, BACKUPS_FULL. */
  makeBackup(): Promise<Result<string>>;
  /** Begins to compare a backup with its list (BK29). BACKUP_RUNNING, BACKUP_UNKNOWN. */
  checkBackup(backupId: string): Promise<Result<true>>;
  /** Ends what is under way. */
  cancelBackup(): Promise<Result<true>>;
  /** Deletes a backup for good (BK28). BACKUP_RUNNING, BACKUP_UNKNOWN. */
  deleteBackup(backupId: string): Promise<Result<true>>;
  /** Changes the plan of the daily backup (BK51). MESSAGE_MALFORMED: the server does not know the time zone. */
  setBackupPlan(plan: BackupPlanView): Promise<Result<true>>;
  /** Whether all is well with the backups, for everybody who is signed in (BK56); names nobody and no backup. */
  backupState(): Promise<Result<BackupStateView>>;
  /** Fetches a backup as one file, sealed as it is kept, and goes on where it was when the line comes back (BK30). BACKUP_UNKNOWN,
   *  BACKUP_DAMAGED, TRANSFER_CANCELLED, EXPORT_NOT_WRITTEN: the chosen file is as it was before. */
  downloadBackup(wish: BackupDownloadWish): Promise<Result<DownloadedBackup>>;
}

export const BACKUP_CALLS = {
  backupKeys: 'result',
  setUpBackupKey: 'result',
  revealBackupKey: 'result',
  backups: 'result',
  makeBackup: 'result',
  checkBackup: 'result',
  cancelBackup: 'result',
  deleteBackup: 'result',
  setBackupPlan: 'result',
  backupState: 'result',
  downloadBackup: 'result',
} as const satisfies CallForms<BackupApi>;

export interface BackupKeyView {
  readonly keyId: string;
  /** `age1...` */
  readonly recipient: string;
  readonly enteredAtMs: number;
  readonly enteredBy: string;
  readonly holders: readonly { readonly userId: string; readonly name: string; readonly isActive: boolean }[];
  /** True when the own user may reveal it. */
  readonly isOwn: boolean;
}

export interface RevealedBackupKey {
  readonly recipient: string;
  /** `AGE-SECRET-KEY-1...`: whoever has it opens every backup that is sealed to its recipient. */
  readonly identity: string;
}

export interface BackupsView {
  /** Oldest first. */
  readonly backups: readonly BackupView[];
  readonly running?: {
    readonly work: 'make' | 'check';
    readonly backupId: string;
    readonly done: number;
    /** 0 while it is not known. */
    readonly total: number;
  };
  /** What ended last without success, since the server started. */
  readonly failed?: {
    readonly work: 'make' | 'check';
    readonly backupId: string;
    readonly code: ErrorCode;
    readonly atMs: number;
  };
  /** False: a backup made now could be opened by nobody, so none is made. */
  readonly hasKey: boolean;
  /** The daily backup; the server always says it. */
  readonly daily?: DailyBackupView;
}

/** The plan of the daily backup. */
export interface BackupPlanView {
  readonly isOn: boolean;
  /** Minutes behind midnight, by clocks of `zone`. */
  readonly minute: number;
  /** `Europe/Berlin` */
  readonly zone: string;
}

export interface DailyBackupView {
  readonly plan: BackupPlanView;
  /** When the next one is due; absent while none is: the plan is off, or nobody could open it. */
  readonly nextAtMs?: number;
  /** The newest daily one whose comparison found it whole. */
  readonly lastGood?: { readonly backupId: string; readonly atMs: number };
  /** Why none could be made, until one was. */
  readonly failure?: { readonly code: ErrorCode; readonly atMs: number; readonly tries: number };
}

/** What everybody may know of the backups. */
export interface BackupStateView {
  /** When the newest one was made whose comparison found it whole; absent: there is none. */
  readonly lastGoodAtMs?: number;
  /** What is wrong, and when it was last seen; absent: nothing is. */
  readonly failure?: { readonly code: ErrorCode; readonly atMs: number };
}

export interface BackupView {
  readonly backupId: string;
  readonly madeAtMs: number;
  /** True: made by plan. */
  readonly isDaily?: boolean;
  /** True for the newest one whose comparison found it whole. */
  readonly isNewestWhole?: boolean;
  /** Empty: made by plan, or before this organisation was restored. */
  readonly madeBy: string;
  /** Of all its files, those it shares with others counted in full. */
  readonly sizeBytes: number;
  readonly journalSize?: number;
  readonly checked?: { readonly atMs: number; readonly damaged: number; readonly names: readonly string[] };
}

export interface BackupDownloadWish {
  /** Chosen by the page; names the transfer. */
  readonly transferId: string;
  readonly backupId: string;
  /** The file on the disk to write to; without it the backup comes back in memory. */
  readonly file?: FileSystemFileHandle;
}

export interface DownloadedBackup {
  readonly sizeBytes: number;
  /** The backup, unless it was written to a file. */
  readonly archive?: Blob;
}
