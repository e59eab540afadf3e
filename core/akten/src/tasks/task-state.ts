/** How far a task is. `abgebrochen`: it was given up, or taken back as if it had never been. */
export const TASK_STATES = ['offen', 'inArbeit', 'erledigt', 'abgebrochen'] as const;
/** One of `TASK_STATES`. */
export type TaskState = (typeof TASK_STATES)[number];

/** What the server reads of a task: whether it still counts (AU10). */
export const TASK_STANDS = ['offen', 'zu'] as const;
/** One of `TASK_STANDS`. */
export type TaskStand = (typeof TASK_STANDS)[number];

/** Whether a task still counts. One without a state has just been written. */
export function standOf({ zustand }: { readonly zustand?: unknown }): TaskStand {
  return zustand === 'erledigt' || zustand === 'abgebrochen' ? 'zu' : 'offen';
}
