import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Who got, opened and changed what (docs/spec/log.md). Where nothing else is said: RIGHT_MISSING without the right to read the log. */
export interface LogApi {
  /** The next rows at `before` (undefined: from the newest). */
  logPage(filter: LogFilter, before: number | undefined): Promise<Result<LogPage>>;
  /** Devices of the house, for the filter. */
  logDevices(): Promise<Result<readonly LogDevice[]>>;
  /** Begins a file with proofs of everything that fits (LG13); `labels` name kinds. One at a time: the one before is dropped. */
  beginLogFile(filter: LogFilter, labels: Readonly<Record<number, string>>): Promise<Result<LogFileBegun>>;
  /** The next piece of the file that was begun; SESSION_MISSING when there is none. */
  nextLogPart(): Promise<Result<LogFilePart>>;
  /** Drops the file that was begun. */
  stopLogFile(): Promise<void>;
  /** Notes that somebody has printed what is on screen of a person; `what` is sealed for the readers of the log. Everybody. */
  notePrint(personId: string, what: string): Promise<void>;
  /** Notes that the log was saved or printed: so many rows, and sealed which. */
  noteLogSaved(count: number, what: string): Promise<void>;
  /** Who was handed unusually many Akten in the last thirty days, newest first; empty without the right to read the log. */
  massReads(): Promise<Result<readonly MassRead[]>>;
  /** Says that the own user has seen one of them. */
  seenMassRead(read: Pick<MassRead, 'userId' | 'fromSeq' | 'toSeq'>): Promise<Result<true>>;
  /** Who has opened the Akten of a person, newest first, as the person may be told. */
  accessSheet(personId: string): Promise<Result<AccessSheet>>;
  /** The rules of the organisation about the log. Everybody. */
  logRules(): Promise<Result<LogRules>>;
  /** Changes them; RIGHT_MISSING without the right to administer, OFFLINE. */
  setLogRules(rules: LogRules): Promise<Result<true>>;
}

export const LOG_CALLS = {
  logPage: 'result',
  logDevices: 'result',
  beginLogFile: 'result',
  nextLogPart: 'result',
  stopLogFile: 'plain',
  notePrint: 'plain',
  noteLogSaved: 'plain',
  massReads: 'result',
  seenMassRead: 'result',
  accessSheet: 'result',
  logRules: 'result',
  setLogRules: 'result',
} as const satisfies CallForms<LogApi>;

/** What an entry is about. */
export type LogGroup = 'access' | 'sign-in' | 'records' | 'release' | 'house';

export interface LogFilter {
  /** Empty: everything. */
  readonly groups: readonly LogGroup[];
  readonly userId?: string;
  readonly deviceId?: string;
  readonly personId?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
}

export interface LogPage {
  readonly rows: readonly LogRow[];
  /** Where to go on; null at the beginning of the journal. */
  readonly next: number | null;
  /** Time of the oldest entry looked at. */
  readonly lookedToMs: number;
}

export interface LogDevice {
  readonly deviceId: string;
  readonly name: string;
  readonly userName: string;
}

export interface LogRow {
  readonly seq: number;
  readonly atMs: number;
  readonly group: LogGroup;
  /** Code of the kind, as FORMS and RECORD_KINDS name it. */
  readonly kind: number;
  /** Of a delivery or an opening. */
  readonly purpose?: string;
  /** Why a session is over. */
  readonly reason?: string;
  /** Of a failed sign-in: `password`, `factor`, `outside`, or `broken-off`: begun and not finished. */
  readonly step?: string;
  /** True for the failure that makes it look like an attack. */
  readonly isAlarm?: boolean;
  /** How somebody's access was changed, and by what means. */
  readonly access?: { readonly change: string; readonly means?: string };
  /** What happened to a backup. */
  readonly backup?: string;
  /** Undefined: nobody has signed in yet, or the server itself. */
  readonly userId?: string;
  readonly userName: string;
  readonly deviceName: string;
  readonly address: string;
  /** Persons it names, at most ten. */
  readonly persons: readonly { readonly personId: string; readonly name: string }[];
  /** How many persons it names in all. */
  readonly personCount: number;
  /** What it changed about somebody, or in the rules. */
  readonly change?: LogChange;
  /** Of a merge: whether it joins two persons or lifts that (PM20). */
  readonly merge?: 'merged' | 'lifted';
  /** Of a version of a person: what it says that has a word of its own (PM52). `dead`: noted in this version, or before. */
  readonly person?: 'archived' | 'broughtBack' | 'died' | 'deathLifted' | 'dead';
  /** Sealed for the readers of the log, and opened here. */
  readonly details?: string;
  /** False: its signature or its author's right does not hold. */
  readonly isProven: boolean;
}

/** What an entry of the house changed. */
export type LogChange =
  | {
      readonly about: 'user';
      readonly name: string;
      readonly state: 'joined' | 'left' | 'stayed';
      /** Rights by their names. */
      readonly given: readonly string[];
      readonly taken: readonly string[];
      readonly sitesAdded: number;
      readonly sitesLeft: number;
    }
  | { readonly about: 'device'; readonly name: string; readonly state: 'joined' | 'left' | 'stayed' }
  | {
      readonly about: 'rules';
      readonly rules: readonly { readonly name: string; readonly before: string; readonly after: string }[];
    };

export interface LogFileBegun {
  /** Entries of the journal that will be looked at. */
  readonly size: number;
}

export interface LogFilePart {
  readonly text: string;
  readonly rows: number;
  readonly isDone: boolean;
}

/** Somebody was handed more Akten in a time than the rule says. */
export interface MassRead {
  readonly userId: string;
  readonly userName: string;
  readonly akten: number;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly seenBy: readonly { readonly userName: string; readonly atMs: number }[];
}

export interface AccessSheet {
  readonly personName: string;
  readonly names: LogRules['accessSheet'];
  readonly rows: readonly AccessRow[];
}

export interface AccessRow {
  readonly atMs: number;
  readonly purpose: 'open' | 'print' | 'export' | 'delivered' | 'preload' | 'day' | 'desk' | 'file';
  /** Name of a role template, or undefined for rights of one's own. */
  readonly role: string | undefined;
  /** Only where the rule says so. */
  readonly name?: string;
}

export interface LogRules {
  readonly massReadAkten: number;
  readonly massReadMinutes: number;
  readonly accessSheet: 'role' | 'name';
}
