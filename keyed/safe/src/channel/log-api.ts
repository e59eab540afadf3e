import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Who got, opened and changed what (docs/spec/log.md). */
export interface LogApi {
  /** The next rows at `before` (undefined: from the newest). RIGHT_MISSING without the right to read the log. */
  logPage(filter: LogFilter, before: number | undefined): Promise<Result<LogPage>>;
}

export const LOG_CALLS = { logPage: 'result' } as const satisfies CallForms<LogApi>;

/** What an entry is about. */
export type LogGroup = 'access' | 'sign-in' | 'records' | 'release' | 'house';

export interface LogFilter {
  /** Empty: everything. */
  readonly groups: readonly LogGroup[];
  readonly userId?: string;
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

export interface LogRow {
  readonly seq: number;
  readonly atMs: number;
  readonly group: LogGroup;
  /** Code of the kind, as FORMS and RECORD_KINDS name it. */
  readonly kind: number;
  /** Of a delivery. */
  readonly purpose?: string;
  /** Undefined: nobody has signed in yet, or the server itself. */
  readonly userId?: string;
  readonly userName: string;
  readonly deviceName: string;
  readonly address: string;
  /** Persons it names, at most ten. */
  readonly persons: readonly { readonly personId: string; readonly name: string }[];
  /** How many persons it names in all. */
  readonly personCount: number;
  /** False: its signature or its author's right does not hold. */
  readonly isProven: boolean;
}
