import { NativeSelect } from '@mantine/core';
import type { PeopleView, PersonOfHouse } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';

/** How many open tasks somebody has; `looking` until that is known. */
export type TaskCount = number | 'looking' | 'failed';

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
  tasks: TaskCount;
  toUserId: string;
  onChoose: (userId: string) => void;
}) {
  const { t } = useTranslation();
  const others = view.people.filter(({ isActive, userId }) => isActive && userId !== person.userId);
  const canChoose = view.mayWrite && typeof tasks === 'number' && tasks > 0;
  return (
    <section className="leave-tasks" aria-label={t('leaving.tasks')}>
      <h3>{t('leaving.tasks')}</h3>
      <p className="d" role="status">
        {tasks === 'looking' && t('leaving.tasksLooking')}
        {tasks === 'failed' && t('leaving.tasksFailed')}
        {tasks === 0 && t('leaving.tasksCount_zero')}
        {typeof tasks === 'number' && tasks > 0 && t('leaving.tasksCount', { count: tasks })}
        {!view.mayWrite && ` ${t('leaving.tasksNoRight')}`}
      </p>
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

/** Asks for the open tasks of somebody, once. */
export function useTaskCount(userId: string): TaskCount {
  const safe = useSafe();
  const [tasks, setTasks] = useState<TaskCount>('looking');
  useEffect(() => {
    let isLeft = false;
    void safe.countTasksOf(userId).then((found) => {
      if (!isLeft) setTasks(found.ok ? found.value : 'failed');
    });
    return () => {
      isLeft = true;
    };
  }, [safe, userId]);
  return tasks;
}
