import { Button, Kbd } from '@mantine/core';
import type { SafeStatus, TaskRow, TasksView } from '@siegel/safe';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UndoToast } from '../day-list/undo-toast.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { KEPT_AS } from '../text-blocks/kept-forms.ts';
import { localDay } from '../text/format.ts';
import { useFailureText } from '../text/failure-text.ts';
import '../design/day-list.css';
import '../design/desk.css';
import { ofSegment, type TaskSegment } from './task-lists.ts';
import { TaskTable } from './task-table.tsx';
import { TasksBar } from './tasks-bar.tsx';
import { useTaskActs } from './use-task-acts.ts';
import { useTasks } from './use-tasks.ts';
import { useWorkplace } from './workplace.ts';

import { type KeptTask, type TaskAbout, wordsOf } from './use-task-form.ts';
import { WaitingDrafts } from './waiting-drafts.tsx';

const TaskDialog = lazy(async () => ({ default: (await import('./task-dialog.tsx')).TaskDialog }));

/** "Aufgaben": the own ones, those nobody has taken, all, and what one has done (AU31). */
export function TasksScreen({ status, onGo }: { status: SafeStatus; onGo: (personId: string) => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { view, failure, again } = useTasks(status);
  if (view !== undefined) return <Tasks view={view} status={status} onGo={onGo} />;
  return (
    <section className="desk" aria-label={t('tasks.title')}>
      <div className="bar line">
        <h1>{t('tasks.title')}</h1>
      </div>
      {failure === undefined ? (
        <Skeleton label={t('tasks.loading')} lines={6} />
      ) : (
        <StateBlock
          icon="alert"
          tone="bad"
          title={t('tasks.failed')}
          action={<Button onClick={again}>{t('tasks.again')}</Button>}
        >
          {failureText(failure)}
        </StateBlock>
      )}
    </section>
  );
}

function Tasks({ view, status, onGo }: { view: TasksView; status: SafeStatus; onGo: (personId: string) => void }) {
  const { t } = useTranslation();
  const acts = useTaskActs();
  const [segment, setSegment] = useState<TaskSegment>('mine');
  const [workplaceId] = useWorkplace();
  const [chosenId, setChosenId] = useState<string>();
  const [edited, setEdited] = useState<TaskRow | TaskAbout | 'new'>();
  const done = useDone(segment === 'done', view);
  const rows = segment === 'done' ? (done ?? []) : ofSegment(view, segment, workplaceId);
  const rowActs = {
    finish: (row: TaskRow) => void (row.state === 'erledigt' ? acts.reopen(row) : acts.finish(row)),
    open: (row: TaskRow) => open(row, onGo),
    edit: setEdited,
    take: (row: TaskRow) => void acts.change(row, { assignees: [view.ownUser] }),
    withdraw: (row: TaskRow) => void acts.withdraw(row),
    add: () => setEdited('new'),
    undo: acts.undo,
  };
  return (
    <section className="desk" aria-label={t('tasks.title')}>
      <TasksBar {...{ view, segment }} onSegment={setSegment} onNew={() => setEdited('new')} />
      <FailureNote failure={acts.failure} title={t('tasks.notDone')} />
      <WaitingDrafts<KeptTask>
        ending={KEPT_AS.task}
        words={wordsOf}
        onGoOn={({ form: { person, fromRecord, recordId } }) =>
          setEdited(view.tasks.find((row) => row.recordId === recordId) ?? { person, fromRecord })
        }
      />
      {view.closed > 0 && (
        <Note icon="lock" tone="warn">
          {t(status.online ? 'tasks.closed' : 'tasks.closedOffline', { count: view.closed })}
        </Note>
      )}
      {rows.length === 0 ? (
        <NoTasks segment={segment} mayWrite={view.mayWrite} onNew={() => setEdited('new')} />
      ) : (
        <TaskTable
          {...{ view, rows, chosenId }}
          today={localDay(Date.now())}
          isGrouped={segment !== 'done'}
          onChoose={setChosenId}
          acts={rowActs}
        />
      )}
      <RowBar row={rows.find(({ recordId }) => recordId === chosenId)} acts={rowActs} mayWrite={view.mayWrite} />
      {acts.last !== undefined && <UndoToast last={toastOf(acts.last)} onUndo={acts.undo} onClose={acts.dismiss} />}
      {edited !== undefined && (
        <Suspense>
          <TaskDialog {...{ view, acts }} {...editedOf(edited)} onClose={() => setEdited(undefined)} />
        </Suspense>
      )}
    </section>
  );
}

/** What the dialog is opened with: a task that is there, or whose a new one is. */
function editedOf(edited: TaskRow | TaskAbout | 'new') {
  if (edited === 'new') return { row: undefined };
  return 'recordId' in edited ? { row: edited } : { row: undefined, about: edited };
}

/** What can be done with the chosen row, for whoever has no keys at hand. */
function RowBar({
  row,
  acts,
  mayWrite,
}: {
  row: TaskRow | undefined;
  acts: Record<'finish' | 'open' | 'edit' | 'take' | 'withdraw', (row: TaskRow) => void>;
  mayWrite: boolean;
}) {
  const { t } = useTranslation();
  if (row === undefined) return null;
  return (
    <div className="desk-acts" role="group" aria-label={row.title}>
      <b className="n el">{row.title}</b>
      <span className="sp" />
      {mayWrite && (
        <>
          <Button size="xs" onClick={() => acts.finish(row)} rightSection={<Kbd>{t('tasks.key.space')}</Kbd>}>
            {t(row.state === 'erledigt' ? 'tasks.act.reopen' : 'tasks.act.finish')}
          </Button>
          <Button size="xs" onClick={() => acts.take(row)} rightSection={<Kbd>M</Kbd>}>
            {t('tasks.act.take')}
          </Button>
          <Button size="xs" onClick={() => acts.edit(row)} rightSection={<Kbd>E</Kbd>}>
            {t('tasks.act.edit')}
          </Button>
          <Button size="xs" onClick={() => acts.withdraw(row)} rightSection={<Kbd>{t('tasks.key.delete')}</Kbd>}>
            {t('tasks.act.withdraw')}
          </Button>
        </>
      )}
      {row.personId !== undefined && (
        <Button size="xs" onClick={() => acts.open(row)} rightSection={<Kbd>Enter</Kbd>}>
          {t(row.fromRecord === undefined ? 'tasks.act.open' : 'tasks.act.openRecord')}
        </Button>
      )}
    </div>
  );
}

function NoTasks({ segment, mayWrite, onNew }: { segment: TaskSegment; mayWrite: boolean; onNew: () => void }) {
  const { t } = useTranslation();
  return (
    <StateBlock
      icon="check"
      title={t(`tasks.empty.${segment}`)}
      action={
        mayWrite &&
        segment !== 'done' && (
          <Button onClick={onNew} rightSection={<Kbd>F8</Kbd>}>
            {t('tasks.newLong')}
          </Button>
        )
      }
    >
      {t(mayWrite ? 'tasks.emptyHint' : 'tasks.noRight')}
    </StateBlock>
  );
}

/** What the own user has done; asked again whenever the open ones change. */
function useDone(isAsked: boolean, view: TasksView): readonly TaskRow[] | undefined {
  const safe = useSafe();
  const [rows, setRows] = useState<readonly TaskRow[]>();
  useEffect(() => {
    if (!isAsked) return undefined;
    let left = false;
    void safe.doneTasks().then((answer) => {
      if (!left && answer.ok) setRows(answer.value);
    });
    return () => {
      left = true;
    };
  }, [safe, isAsked, view]);
  return rows;
}

/** The toast of the day list knows acts on appointments; of it only the words and whether there is a way back are used. */
function toastOf({ text, done }: { readonly text: string; readonly done?: unknown }) {
  return { text, ...(done !== undefined && { done: { records: [], saved: true } }) };
}

const LOOK_FOR_MS = 4_000;
const LOOK_EVERY_MS = 100;

/** Opens the Akte; where the task was made from an Eintrag, that one gets the focus as soon as it is on screen. */
function open({ personId, fromRecord }: TaskRow, onGo: (personId: string) => void): void {
  if (personId === undefined) return;
  onGo(personId);
  if (fromRecord === undefined) return;
  const until = Date.now() + LOOK_FOR_MS;
  const timer = setInterval(() => {
    const row = document.querySelector<HTMLElement>(`[data-record="${fromRecord}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus();
    if (row !== null || Date.now() > until) clearInterval(timer);
  }, LOOK_EVERY_MS);
}
