import type { TaskRow, TasksView } from '@siegel/safe';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { fullName } from '../search/person-line.tsx';
import { formatDay, formatMoment, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

interface TaskLineProps {
  readonly view: TasksView;
  readonly row: TaskRow;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly onChoose: () => void;
  readonly onFinish: () => void;
  readonly onOpen: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** One task: the tick, what is to be done, for whom and by whom, and when. */
export function TaskLine({ view, row, isChosen, isTabStop, onChoose, onFinish, onOpen, onKey }: TaskLineProps) {
  const { t } = useTranslation();
  const isDone = row.state === 'erledigt';
  return (
    <tr
      className={isChosen ? 'desk-row sel' : 'desk-row'}
      data-row={row.recordId}
      tabIndex={isTabStop ? 0 : -1}
      aria-selected={isChosen}
      onFocus={onChoose}
      onClick={onChoose}
      onDoubleClick={onOpen}
      onKeyDown={onKey}
    >
      <td className="col-tick">
        <button
          type="button"
          tabIndex={-1}
          className="task-tick"
          disabled={!view.mayWrite}
          aria-label={t(isDone ? 'tasks.reopen' : 'tasks.finish', { title: row.title })}
          onClick={onFinish}
        >
          <Icon name={isDone ? 'done' : 'draft'} small />
        </button>
      </td>
      <td className="col-what">
        <span className="what">
          {row.isUrgent && (
            <span className="chip urgent">
              <Icon name="alert" small /> {t('tasks.urgent')}
            </span>
          )}
          <b className="n el" title={row.title}>
            {row.title}
          </b>
          {row.repeat !== undefined && <Icon name="refresh" small title={t('tasks.repeats')} />}
          {row.fromRecord !== undefined && <Icon name="clip" small title={t('tasks.fromRecord')} />}
          {row.waits !== undefined && <span className="chip">{t(`tasks.waits.${row.waits}`)}</span>}
        </span>
        {row.text !== undefined && <span className="m t12 el below">{row.text}</span>}
      </td>
      <td className="col-about">
        <About row={row} />
      </td>
      <td className="col-who">
        <Assignees view={view} row={row} />
      </td>
      <td className="col-due">
        <Due row={row} />
      </td>
    </tr>
  );
}

function About({ row }: { row: TaskRow }) {
  const { t } = useTranslation();
  if (row.person !== undefined) return <span className="el">{fullName(row.person)}</span>;
  return <span className="m t12 el">{t(row.personId === undefined ? 'tasks.house' : 'dayList.unknown')}</span>;
}

function Assignees({ view, row }: { view: TasksView; row: TaskRow }) {
  const { t } = useTranslation();
  if (row.assignees.length === 0) return <span className="chip free">{t('tasks.nobody')}</span>;
  const names = row.assignees.map((id) => view.names[id] ?? t('tasks.left'));
  return (
    <span className="el" title={names.join(', ')}>
      {names.join(', ')}
    </span>
  );
}

function Due({ row: { dueDay, doneAtMs, state } }: { row: TaskRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (state === 'erledigt' && doneAtMs !== undefined)
    return <span className="m t12 nw">{formatMoment(doneAtMs, language)}</span>;
  if (dueDay === undefined) return null;
  const isLate = dueDay < localDay(Date.now());
  return (
    <span className={isLate ? 'bad nw' : 'nw'}>
      {formatDay(dueDay, language)}
      {isLate && <span className="visually-hidden"> {t('tasks.group.overdue')}</span>}
    </span>
  );
}
