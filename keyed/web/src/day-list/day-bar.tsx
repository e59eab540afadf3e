import { Button } from '@mantine/core';
import { addDays, isoWeekOf, type LocalDate } from '@siegel/akten';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import type { Language } from '../text/i18n.ts';
import { useLanguage } from '../text/language.ts';

/** Date, week, and the way to other days. */
export function DayBar({
  day,
  today,
  toDay,
  holiday,
  children,
}: {
  day: LocalDate;
  today: LocalDate;
  toDay: (day: LocalDate) => void;
  holiday?: string | undefined;
  children?: React.ReactNode;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const turned = useKeptFocus();
  return (
    <div className="bar line day-bar">
      <h1>{longDay(day, language)}</h1>
      <span className="m day-week">{t('dayList.week', { week: isoWeekOf(day).week })}</span>
      {holiday !== undefined && <span className="chip">{holiday}</span>}
      <Button
        ref={turned.refOf(-1)}
        className="icon-button turn"
        onClick={() => turned.by(-1, () => toDay(addDays(day, -1)))}
        aria-label={t('dayList.before')}
      >
        <Icon name="back" small />
      </Button>
      <Button onClick={() => toDay(today)} aria-current={day === today ? 'date' : undefined}>
        {t('dayList.today')}
      </Button>
      <Button
        ref={turned.refOf(1)}
        className="icon-button"
        onClick={() => turned.by(1, () => toDay(addDays(day, 1)))}
        aria-label={t('dayList.after')}
      >
        <Icon name="back" small />
      </Button>
      <span className="sp" />
      {children}
    </div>
  );
}

/** Which way was turned last: the bar of the day that comes is another one, and takes the focus over (MO7). */
let turnedBy: -1 | 1 | undefined;

/** Keeps the focus on the button that turns the day, so that pressing it seven times goes seven days. */
function useKeptFocus() {
  const buttons = useRef(new Map<-1 | 1, HTMLButtonElement | null>());
  useLayoutEffect(() => {
    if (turnedBy !== undefined && document.activeElement === document.body) buttons.current.get(turnedBy)?.focus();
  }, []);
  return {
    refOf: (way: -1 | 1) => (button: HTMLButtonElement | null) => void buttons.current.set(way, button),
    by: (way: -1 | 1, turn: () => void) => {
      turnedBy = way;
      turn();
    },
  };
}

function longDay(day: LocalDate, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}
