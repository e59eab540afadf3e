import { Button, Kbd, NativeSelect } from '@mantine/core';
import type { TasksView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { ofSegment, TASK_SEGMENTS, type TaskSegment } from './task-lists.ts';
import { useWorkplace } from './workplace.ts';

interface TasksBarProps {
  readonly view: TasksView;
  readonly segment: TaskSegment;
  readonly onSegment: (segment: TaskSegment) => void;
  readonly onNew: () => void;
}

/** Above the tasks: which list is shown, where this browser stands, and a new task. */
export function TasksBar({ view, segment, onSegment, onNew }: TasksBarProps) {
  const { t } = useTranslation();
  const [workplaceId] = useWorkplace();
  return (
    <div className="bar line desk-bar">
      <h1>{t('tasks.title')}</h1>
      <div className="seg" role="group" aria-label={t('tasks.lists')}>
        {TASK_SEGMENTS.map((one) => (
          <button key={one} type="button" aria-pressed={segment === one} onClick={() => onSegment(one)}>
            {t(`tasks.segment.${one}`)}
            {one !== 'done' && <span className="c">{ofSegment(view, one, workplaceId).length}</span>}
          </button>
        ))}
      </div>
      <span className="sp" />
      <WorkplaceChoice view={view} />
      {view.mayWrite && (
        <Button variant="filled" onClick={onNew} leftSection={<Icon name="plus" small />} rightSection={<Kbd>F8</Kbd>}>
          {t('tasks.new')}
        </Button>
      )}
    </div>
  );
}

/** Where this browser stands; its tasks and messages count as the own ones here. */
function WorkplaceChoice({ view }: { view: TasksView }) {
  const { t } = useTranslation();
  const [workplaceId, setWorkplace] = useWorkplace();
  const workplaces = view.addressees.filter(({ kind }) => kind === 'workplace');
  if (workplaces.length === 0) return null;
  return (
    <NativeSelect
      className="workplace-choice"
      aria-label={t('tasks.workplace')}
      value={workplaceId ?? ''}
      data={[
        { value: '', label: t('tasks.noWorkplace') },
        ...workplaces.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(event) => setWorkplace(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
}
