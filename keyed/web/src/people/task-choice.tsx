import { NativeSelect } from '@mantine/core';
import type { OpenTaskOf, PeopleView, PersonOfHouse } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** The open tasks of somebody; `looking` until they are known. */
export type TasksLeft = readonly OpenTaskOf[] | 'looking' | 'failed';

/** To whom the open tasks of somebody go (IV45). */
export function TaskChoice({
  view,
  person,
  tasks,
  toUserId,
  onChoose,
}: {
  view: PeopleView;
  person: PersonOfHouse;
  tasks: TasksLeft;
  toUserId: string;
  onChoose: (userId: string) => void;
}) {
  const { t } = useTranslation();
  const others = view.people.filter(({ isActive, userId }) => isActive && userId !== person.userId);
  const hasTasks = typeof tasks !== 'string' && tasks.length > 0;
  const canChoose = view.mayWrite && hasTasks;
  return (
    <section className="leave-tasks" aria-label={t('leaving.tasks')}>
      <h3>{t('leaving.tasks')}</h3>
      <p className="d" role="status">
        <HowMany tasks={tasks} />
        {!view.mayWrite && ` ${t('leaving.tasksNoRight')}`}
      </p>
      {hasTasks && <TaskTitles tasks={tasks} />}
      {canChoose && (
        <NativeSelect
          label={t('leaving.tasksTo')}
          value={toUserId}
          onChange={(event) => onChoose(event.currentTarget.value)}
          data={[
            { value: '', label: t('leaving.tasksNobody') },
            ...others.map(({ userId, name }) => ({ value: userId, label: name })),
          ]}
        />
      )}
    </section>
  );
}

function HowMany({ tasks }: { tasks: TasksLeft }) {
  const { t } = useTranslation();
  if (tasks === 'looking') return t('leaving.tasksLooking');
  if (tasks === 'failed') return t('leaving.tasksFailed');
  return tasks.length === 0 ? t('leaving.tasksCount_zero') : t('leaving.tasksCount', { count: tasks.length });
}

/** What is still to be done, about whom and until when. */
function TaskTitles({ tasks }: { tasks: readonly OpenTaskOf[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ul className="task-titles" tabIndex={0} aria-label={t('leaving.tasks')}>
      {tasks.map(({ recordId, title, person, dueDay }) => (
        <li key={recordId}>
          <span className="el">{title}</span>
          <span className="m t12 el">{person === undefined ? t('leaving.tasksOfHouse') : fullName(person)}</span>
          <span className="m t12 nw">{dueDay !== undefined && formatDay(dueDay, language)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Asks for the open tasks of somebody, once. */
export function useTasksLeft(userId: string): TasksLeft {
  const safe = useSafe();
  const [tasks, setTasks] = useState<TasksLeft>('looking');
  useEffect(() => {
    let isLeft = false;
    void safe.openTasksOf(userId).then((found) => {
      if (!isLeft) setTasks(found.ok ? found.value : 'failed');
    });
    return () => {
      isLeft = true;
    };
  }, [safe, userId]);
  return tasks;
}
