import type { TaskDone, TaskFields, TaskRow } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';

/** Everything that can be done with a task; each act can be taken back (AU6). */
export type TaskActs = ReturnType<typeof useTaskActs>;

/** The acts, the last one with its way back, and why something was refused. */
export function useTaskActs() {
  const { t } = useTranslation();
  const safe = useSafe();
  const [last, setLast] = useState<{ readonly text: string; readonly done?: TaskDone }>();
  const [failure, setFailure] = useState<Failure>();
  /** @returns whether it was done. */
  async function run(text: string, act: () => Promise<Result<TaskDone>>): Promise<boolean> {
    const done = await act();
    setFailure(done.ok ? undefined : done.error);
    if (done.ok) setLast({ text: done.value.saved ? text : `${text} ${t('tasks.waitsLong')}`, done: done.value });
    else setLast(undefined);
    return done.ok;
  }
  async function takeBack(done: TaskDone): Promise<void> {
    const undone = await safe.undoTasks(done);
    setFailure(undone.ok ? undefined : undone.error);
    setLast(undone.ok ? { text: t('tasks.undone') } : undefined);
  }
  const titleOf = ({ title }: TaskRow) => ({ title });
  return {
    run,
    last,
    failure,
    dismiss: () => setLast(undefined),
    undo: () => last?.done !== undefined && void takeBack(last.done),
    finish: (row: TaskRow) => run(t('tasks.done.finished', titleOf(row)), () => safe.finishTask(row.recordId)),
    reopen: (row: TaskRow) =>
      run(t('tasks.done.reopened', titleOf(row)), () => safe.changeTask(row.recordId, { state: 'offen' })),
    change: (row: TaskRow, fields: TaskFields) =>
      run(t('tasks.done.changed', titleOf(row)), () => safe.changeTask(row.recordId, fields)),
    withdraw: (row: TaskRow) =>
      run(t('tasks.done.withdrawn', titleOf(row)), () => safe.changeTask(row.recordId, { state: 'abgebrochen' })),
  };
}
