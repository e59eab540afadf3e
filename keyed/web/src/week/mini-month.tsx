import { addDays, type LocalDate, isoWeekOf, mondayOf } from '@siegel/akten';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { useLanguage } from '../text/language.ts';
import { dayText } from './grid-words.ts';

const WEEK = [0, 1, 2, 3, 4, 5, 6];

/** A month to go by; the week or day that is shown is marked. */
export function MiniMonth({
  day,
  today,
  mode,
  onDay,
}: {
  day: LocalDate;
  today: LocalDate;
  mode: 'day' | 'week';
  onDay: (day: LocalDate) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [turned, setTurned] = useState<{ readonly from: LocalDate; readonly month: LocalDate }>();
  // Whoever goes to another day sees its month again.
  const month = turned?.from === day ? turned.month : `${day.slice(0, 7)}-01`;
  const first = mondayOf(month);
  const weeks = [0, 1, 2, 3, 4, 5]
    .map((week) => addDays(first, week * 7))
    .filter((monday) => monday.slice(0, 7) <= month.slice(0, 7));
  const turn = (by: -1 | 1) => setTurned({ from: day, month: `${addDays(month, by === 1 ? 31 : -1).slice(0, 7)}-01` });
  return (
    <div className="mini-month">
      <div className="mini-month-head">
        <h2 aria-live="polite">{dayText(month, language, { month: 'long', year: 'numeric' })}</h2>
        <button type="button" onClick={() => turn(-1)} aria-label={t('week.monthBefore')}>
          <Icon name="back" small />
        </button>
        <button type="button" className="turned" onClick={() => turn(1)} aria-label={t('week.monthAfter')}>
          <Icon name="back" small />
        </button>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('week.weekColumn')}</span>
            </th>
            {WEEK.map((after) => (
              <th key={after} scope="col">
                {dayText(addDays(first, after), language, { weekday: 'short' }).slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((monday) => (
            <WeekRow key={monday} {...{ monday, month, day, today, onDay }} isMarked={mode === 'week'} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WeekRow({
  monday,
  month,
  day,
  today,
  isMarked,
  onDay,
}: {
  monday: LocalDate;
  month: LocalDate;
  day: LocalDate;
  today: LocalDate;
  isMarked: boolean;
  onDay: (day: LocalDate) => void;
}) {
  const language = useLanguage();
  return (
    <tr className={isMarked && mondayOf(day) === monday ? 'on' : ''}>
      <th scope="row">{isoWeekOf(monday).week}</th>
      {WEEK.map((after) => {
        const one = addDays(monday, after);
        return (
          <td key={one}>
            <button
              type="button"
              className={one.slice(0, 7) === month.slice(0, 7) ? '' : 'other'}
              aria-current={one === today ? 'date' : undefined}
              aria-pressed={one === day}
              aria-label={dayText(one, language, { weekday: 'long', day: 'numeric', month: 'long' })}
              onClick={() => onDay(one)}
            >
              {Number(one.slice(8))}
            </button>
          </td>
        );
      })}
    </tr>
  );
}
