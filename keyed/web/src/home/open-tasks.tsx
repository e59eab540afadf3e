import type { OpenTask, PersonRow } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { fullName } from '../search/person-line.tsx';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** Tasks that are not done, the own ones and nobody's, the urgent and overdue ones first; each leads to its Akte, or to the tasks. */
export function OpenTasks({
  tasks,
  onOpen,
  onTasks,
}: {
  tasks: readonly OpenTask[];
  onOpen: (row: PersonRow) => void;
  onTasks: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = localDay(Date.now());
  return (
    <section className="side-list" aria-labelledby="home-tasks">
      <h2 id="home-tasks">
        {t('home.tasks')} <span className="m">{tasks.length}</span>
      </h2>
      <ul>
        {tasks.map(({ recordId, person, title, dueDay, isUrgent }) => (
          <li key={recordId}>
            <button
              type="button"
              className="side-row task-row"
              onClick={() => (person === undefined ? onTasks() : onOpen(person))}
            >
              <span className="el">{title}</span>
              <span className="m t12 el">{person === undefined ? t('tasks.house') : fullName(person)}</span>
              <span className={dueDay !== undefined && dueDay < today ? 'warn t12 nw' : 'm t12 nw'}>
                {isUrgent && <b>{t('home.urgent')} </b>}
                {dueDay !== undefined && t('home.due', { day: formatDay(dueDay, language) })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
