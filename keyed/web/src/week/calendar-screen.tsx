import { Button } from '@mantine/core';
import { type LocalDate, mondayOf } from '@siegel/akten';
import type { SafeStatus, WeekView } from '@siegel/safe';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteOfDay, useNow } from '../day-list/use-now.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import type { Place } from '../place/place.ts';
import { localDay } from '../text/format.ts';
import { useFailureText } from '../text/failure-text.ts';
import '../design/day-list.css';
import '../design/week.css';
import { Calendar } from './calendar.tsx';
import { useRoom } from './use-room.ts';
import { useWeek } from './use-week.ts';
import { useWeekChoice } from './use-week-choice.ts';
import { WeekBar } from './week-bar.tsx';

/** Where the calendar stands in the workspace. */
export interface CalendarProps {
  readonly day: LocalDate | undefined;
  readonly status: SafeStatus;
  readonly go: (place: Place) => void;
  readonly onGo: (personId: string) => void;
}

/** The calendar: days and weeks, resource beside resource (KG1). */
export function CalendarScreen({ day, status, go, onGo }: CalendarProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const room = useRoom();
  const nowMs = useNow();
  const today = localDay(nowMs);
  const [choice, setChoice] = useWeekChoice();
  const shownDay = day ?? today;
  const { view, failure, again } = useWeek(mondayOf(shownDay), status);
  const gridDay = useDayOfView(shownDay, view);
  // On a phone there is room for one day (KG5).
  const mode = room === 'phone' ? 'day' : choice.mode;
  const toDay = (next: LocalDate) => go(next === today ? { page: 'calendar' } : { page: 'calendar', day: next });
  const isEmpty = view?.calendar.resources.every(({ isUsed }) => !isUsed) === true;
  const bar = { day: shownDay, today, mode, room, toDay, onMode: (next: 'day' | 'week') => setChoice({ mode: next }) };
  if (view !== undefined && !isEmpty && isStillShown(view, shownDay, failure))
    return (
      <Calendar
        {...{ view, today, mode, room, choice, setChoice, toDay, onGo, status, bar }}
        day={gridDay}
        isTurning={gridDay !== shownDay}
        now={minuteOfDay(nowMs)}
      />
    );
  return (
    <div className="week">
      <section className="week-main" aria-label={t('week.title')}>
        <WeekBar {...bar} />
        {view === undefined && failure === undefined && <Skeleton label={t('week.loading')} lines={12} />}
        {failure !== undefined && (
          <StateBlock
            icon="alert"
            tone="bad"
            title={t('week.failed')}
            action={<Button onClick={again}>{t('dayList.again')}</Button>}
          >
            {failureText(failure)}
          </StateBlock>
        )}
        {isEmpty && (
          <StateBlock
            icon="calendar"
            title={t('dayList.noCalendar')}
            action={<Button onClick={() => go({ page: 'day-list' })}>{t('week.toDayList')}</Button>}
          >
            {t('week.noCalendarHint')}
          </StateBlock>
        )}
      </section>
    </div>
  );
}

/** The day to show of the view that is there: while the next week is on its way, the one before. */
function useDayOfView(day: LocalDate, view: WeekView | undefined): LocalDate {
  const kept = useRef(day);
  if (view === undefined || view.monday === mondayOf(day)) kept.current = day;
  return kept.current;
}

/** A week that could not be fetched is said in place of the one before. */
function isStillShown(view: WeekView, day: LocalDate, failure: object | undefined): boolean {
  return failure === undefined || view.monday === mondayOf(day);
}
