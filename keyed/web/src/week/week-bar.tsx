import { Button, Kbd } from '@mantine/core';
import { addDays, isoWeekOf, type LocalDate, mondayOf } from '@siegel/akten';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import type { Language } from '../text/i18n.ts';
import { useLanguage } from '../text/language.ts';
import { daysText, dayText } from './grid-words.ts';
import type { Room } from './use-room.ts';

/** What the bar above the calendar works on. */
export interface WeekBarProps {
  readonly day: LocalDate;
  readonly today: LocalDate;
  readonly mode: 'day' | 'week';
  readonly room: Room;
  readonly toDay: (day: LocalDate) => void;
  readonly onMode: (mode: 'day' | 'week') => void;
  readonly children?: React.ReactNode;
}

/** Which days are shown, and the way to others. */
export function WeekBar({ day, today, mode, room, toDay, onMode, children }: WeekBarProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const by = mode === 'day' ? 1 : 7;
  const words = mode === 'day' ? ('dayList' as const) : ('week' as const);
  return (
    <div className="bar line day-bar week-bar">
      <h1>{mode === 'day' ? dayTitle(day, language, room) : weekTitle(day, language)}</h1>
      <span className="m day-week">{t('dayList.week', { week: isoWeekOf(day).week })}</span>
      <Button className="icon-button turn" onClick={() => toDay(addDays(day, -by))} aria-label={t(`${words}.before`)}>
        <Icon name="back" small />
      </Button>
      <Button onClick={() => toDay(today)} aria-current={day === today ? 'date' : undefined}>
        {t('dayList.today')}
      </Button>
      <Button className="icon-button" onClick={() => toDay(addDays(day, by))} aria-label={t(`${words}.after`)}>
        <Icon name="back" small />
      </Button>
      {room !== 'phone' && (
        <div className="seg" role="group" aria-label={t('week.mode')}>
          {(['day', 'week'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={mode === one} onClick={() => onMode(one)}>
              {t(`week.modes.${one}`)}
            </button>
          ))}
        </div>
      )}
      <span className="sp" />
      {children}
    </div>
  );
}

/** Keys of the bar are shown where there is a keyboard. */
export function BarButton({
  icon,
  word,
  keys,
  isMain = false,
  isShort,
  onClick,
}: {
  icon: 'plus' | 'print' | 'block' | 'filter';
  word: string;
  keys?: string;
  isMain?: boolean;
  /** True: the sign alone. */
  isShort: boolean;
  onClick: () => void;
}) {
  if (isShort)
    return (
      <Button className="icon-button" variant={isMain ? 'filled' : 'default'} onClick={onClick} aria-label={word}>
        <Icon name={icon} small />
      </Button>
    );
  return (
    <Button
      variant={isMain ? 'filled' : 'default'}
      onClick={onClick}
      leftSection={<Icon name={icon} small />}
      rightSection={keys !== undefined && <Kbd>{keys}</Kbd>}
    >
      {word}
    </Button>
  );
}

function dayTitle(day: LocalDate, language: Language, room: Room): string {
  if (room === 'phone') return dayText(day, language, { weekday: 'short', day: 'numeric', month: 'long' });
  return dayText(day, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** 23. bis 29. November 2026: Monday to Sunday, the month once where it is the same. */
function weekTitle(day: LocalDate, language: Language): string {
  const monday = mondayOf(day);
  const week = { from: monday, to: addDays(monday, 6) };
  return daysText(week, language, { day: 'numeric', month: 'long', year: 'numeric' });
}
