import type { PlainRecord, TaskRepeat, TaskState } from '@siegel/akten';
import { hexOf, type Id } from '@siegel/wire';
import type { TaskFields } from '../channel/task-api.ts';
import { Safe } from '../safe/safe.ts';

const MOST_TITLE = 400;

/** A task as it is kept; of a person or of the house alike. */
export type TaskValue = PlainRecord & { readonly titel: string };

/** The fields of a task as the page knows them. */
export interface TaskNow extends Omit<Required<TaskFields>, 'text' | 'dueDay' | 'repeat'> {
  readonly text: string | null;
  readonly dueDay: string | null;
  readonly repeat: TaskRepeat | null;
}

/** What a task says. */
export function taskNow(value: TaskValue): TaskNow {
  return {
    title: value.titel,
    text: (value['text'] as string | undefined) ?? null,
    dueDay: (value['faelligAm'] as string | undefined) ?? null,
    isUrgent: value['dringlichkeit'] === 'wichtig',
    assignees: ((value['zustaendig'] ?? []) as readonly Id[]).map((id) => hexOf(id)),
    repeat: (value['wiederholung'] as TaskRepeat | undefined) ?? null,
    state: (value['zustand'] as TaskState | undefined) ?? 'offen',
  };
}

/** Who changes a task, and when. */
interface ChangedBy {
  readonly user: Id;
  readonly nowMs: number;
}

/** A value with fields changed; everything else stays. Who has done it and when is kept with the state (AU4). */
export function withTaskChanges(value: PlainRecord, fields: TaskFields, by: ChangedBy): PlainRecord {
  const { title, text, dueDay, isUrgent, assignees, repeat, state } = fields;
  const after: readonly [string, PlainRecord[string] | null | undefined][] = Object.entries({
    ...value,
    ...(title !== undefined && { titel: title.trim().slice(0, MOST_TITLE) }),
    ...(text !== undefined && { text: text === '' ? null : text }),
    ...(dueDay !== undefined && { faelligAm: dueDay }),
    ...(isUrgent !== undefined && { dringlichkeit: isUrgent ? 'wichtig' : 'normal' }),
    ...(assignees !== undefined && { zustaendig: assignees.map((id) => Safe.idOf(id)) }),
    ...(repeat !== undefined && { wiederholung: repeat === null ? null : { ...repeat } }),
    ...(state !== undefined && stateFields(state, by)),
  });
  return Object.fromEntries(
    after.filter((field): field is [string, PlainRecord[string]] => field[1] !== null && field[1] !== undefined),
  );
}

function stateFields(state: TaskState, { user, nowMs }: ChangedBy) {
  const isDone = state === 'erledigt';
  return { zustand: state, erledigtVon: isDone ? user : null, erledigtAmMs: isDone ? nowMs : null };
}

/** What some fields said before they were changed. */
export function fieldsBefore(value: TaskValue, fields: TaskFields): TaskFields {
  const now = taskNow(value);
  return Object.fromEntries(Object.keys(fields).map((name) => [name, now[name as keyof TaskNow]]));
}
