import type { LocalDate, TaskRepeat, TaskState } from '@siegel/akten';
import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { PersonRow } from './search-api.ts';

/** Tasks, with and without a person. Ids are hex, days `JJJJ-MM-TT`. */
export interface TaskApi {
  /** All open tasks this user may read, and who tasks can be for. What is not here is fetched, one delivery entry (AU11). */
  tasksView(): Promise<Result<TasksView>>;
  /** The same again whenever a task changes, at any workplace. */
  watchTasks(listener: (view: TasksView) => void): () => void;
  /** What the own user has done lately, the newest first. */
  doneTasks(): Promise<Result<readonly TaskRow[]>>;
  /** Enters a task. TASK_TITLE_MISSING, AKTE_UNKNOWN, KEY_UNKNOWN, GROUP_KEY_MISSING, RIGHT_MISSING. */
  addTask(draft: TaskDraft): Promise<Result<TaskDone>>;
  /** Changes fields of one task; the others stay. TASK_CHANGED: somebody was faster. */
  changeTask(recordId: string, fields: TaskFields): Promise<Result<TaskDone>>;
  /** Marks a task as done; one that repeats gets its next one in the same act (AU5). */
  finishTask(recordId: string): Promise<Result<TaskDone>>;
  /** Gives back what stood there before an act (AU6). TASK_CHANGED: somebody has changed the same since. */
  undoTasks(done: TaskDone): Promise<Result<TaskDone>>;
}

export const TASK_CALLS = {
  tasksView: 'result',
  watchTasks: 'watch',
  doneTasks: 'result',
  addTask: 'result',
  changeTask: 'result',
  finishTask: 'result',
  undoTasks: 'result',
} as const satisfies CallForms<TaskApi>;

/** What of a task can be changed. `null` takes a value away. */
export interface TaskFields {
  readonly title?: string;
  readonly text?: string | null;
  readonly dueDay?: LocalDate | null;
  readonly isUrgent?: boolean;
  /** Users, roles, units and workplaces; none: nobody's. */
  readonly assignees?: readonly string[];
  readonly repeat?: TaskRepeat | null;
  readonly state?: TaskState;
}

export interface TaskDraft extends TaskFields {
  readonly title: string;
  /** Undefined: a task of the house (AU20). */
  readonly personId?: string;
  /** The Eintrag it is made from; its Akte then holds the task, too. */
  readonly fromRecord?: string;
}

/** What was done, and what takes it back. */
export interface TaskDone {
  readonly records: readonly {
    readonly recordId: string;
    /** The version that was written, in hex. */
    readonly head: string;
    /** Fields as they were; undefined: it was new. */
    readonly before?: TaskFields;
  }[];
  /** False while it waits on this device. */
  readonly saved: boolean;
}

/** One row of a list of tasks. */
export interface TaskRow {
  readonly recordId: string;
  readonly title: string;
  readonly text?: string;
  readonly dueDay?: LocalDate;
  readonly isUrgent: boolean;
  readonly assignees: readonly string[];
  /** Nobody's: it names nobody, or nobody and nothing that is still here. */
  readonly isFree: boolean;
  readonly repeat?: TaskRepeat;
  readonly state: TaskState;
  /** Undefined: a task of the house. */
  readonly personId?: string;
  /** Undefined also when the person cannot be found on this device. */
  readonly person?: PersonRow;
  readonly fromRecord?: string;
  readonly doneBy?: string;
  readonly doneAtMs?: number;
  readonly waits?: 'queued' | 'conflict';
}

/** Somebody or something a task or a message can be for. */
export interface Addressee {
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'role' | 'unit' | 'workplace';
}

export interface TasksView {
  readonly tasks: readonly TaskRow[];
  /** People first, then roles, then units in the order of the org chart, then workplaces. */
  readonly addressees: readonly Addressee[];
  /** Names of those who left, too: what they did stays theirs. */
  readonly names: Readonly<Record<string, string>>;
  readonly ownUser: string;
  readonly ownRoles: readonly string[];
  /** Units that mean the own user today (OG14). */
  readonly ownUnits: readonly string[];
  readonly mayWrite: boolean;
  /** Whether tasks of persons can be written, too. */
  readonly mayWriteAkten: boolean;
  /** Open tasks that are not on this device, or not for this user. */
  readonly closed: number;
}
