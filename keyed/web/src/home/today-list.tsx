import type { PersonRow } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { fullName } from '../search/person-line.tsx';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** The Akten in which something was written today. */
export function TodayList({ rows, onOpen }: { rows: readonly PersonRow[]; onOpen: (row: PersonRow) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section className="side-list" aria-labelledby="home-today">
      <h2 id="home-today" title={t('home.todayHint')}>
        {t('home.today')}
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.personId}>
            <button type="button" className="side-row" onClick={() => onOpen(row)}>
              <span className="n el">{fullName(row)}</span>
              <span className="m t12 nw">
                {row.geburtsdatum !== undefined && formatDay(row.geburtsdatum, language)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
