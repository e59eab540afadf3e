import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { PersonRow } from './search-api.ts';

/** What the first screen after signing in shows. */
export interface HomeApi {
  /** Akten of today, those opened last on this device, tasks still open, and how far the first steps are. `sinceMs`: when
   *  today began. */
  home(sinceMs: number): Promise<Result<HomeView>>;
  /** Remembers, sealed on this device, that an Akte was opened. */
  noteOpened(personId: string): Promise<void>;
  /** Puts the first steps away, for this user on this device. */
  dismissFirstSteps(): Promise<void>;
  /** What helps this user to write on this device (TB15). */
  writingAids(): Promise<{ readonly isSpellChecked: boolean }>;
  setSpellCheck(isOn: boolean): Promise<void>;
}

export const HOME_CALLS = {
  home: 'result',
  noteOpened: 'plain',
  dismissFirstSteps: 'plain',
  writingAids: 'plain',
  setSpellCheck: 'plain',
} as const satisfies CallForms<HomeApi>;

export interface HomeView {
  /** Newest first. */
  readonly recent: readonly PersonRow[];
  /** Persons in whose Akten something was written today, newest first. */
  readonly today: readonly PersonRow[];
  readonly tasks: readonly OpenTask[];
  readonly firstSteps: FirstSteps;
  /** Accesses restored, by the kit or an administrator, in the last thirty days: everybody sees them (FR23). */
  readonly recoveries: readonly RecoveryView[];
}

export interface RecoveryView {
  readonly name: string;
  /** The administrator; undefined: it was the kit. */
  readonly by?: string;
  readonly atMs: number;
}

/** A task that is not done: the own one, or nobody's. */
export interface OpenTask {
  readonly recordId: string;
  /** Undefined: a task without a person, or of one that cannot be found here. */
  readonly person?: PersonRow;
  readonly title: string;
  /** JJJJ-MM-TT. */
  readonly dueDay?: string;
  readonly isUrgent: boolean;
}

export interface FirstSteps {
  readonly isDismissed: boolean;
  readonly persons: number;
  /** Active devices of the own user. */
  readonly devices: number;
}
