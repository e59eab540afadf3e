import { later } from '../shell/later.ts';
import { focusSoon } from '../parts/focus-soon.ts';
import { Button, Kbd } from '@mantine/core';
import type { LocalDate } from '@siegel/akten';
import type { AppointmentRow, DayView, SafeStatus, SignedIn } from '@siegel/safe';
import { Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayPrint } from '../day-print/day-print.tsx';
import { FreedNote } from '../finding/freed-note.tsx';
import { CancelOfSeries } from '../finding/series-question.tsx';
import { type Finding, keepFinding } from '../finding/use-finding.ts';
import { HomeSide } from '../home/home-screen.tsx';
import { useHome } from '../home/use-home.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import type { Place } from '../place/place.ts';
import { useKeys } from '../shell/use-keys.ts';
import { localDay } from '../text/format.ts';
import { useFailureText } from '../text/failure-text.ts';
import '../design/day-list.css';
import '../design/finding.css';
import { BeginCalendar } from './begin-calendar.tsx';
import { DayBand } from './day-band.tsx';
import { DayBar } from './day-bar.tsx';
import { DayFilters } from './day-filters.tsx';
import { EVERYTHING, listed } from './day-filter.ts';
import { meanWait, ofResources } from './day-rows.ts';
import { DayTable } from './day-table.tsx';
import { RowActions } from './row-actions.tsx';
import { LastDone } from './last-done.tsx';
import { NoRows } from './no-rows.tsx';
import { useDay } from './use-day.ts';
import { useDayActs } from './use-day-acts.ts';
import { useSeriesCancel } from './use-series-cancel.ts';
import { useDayFilter } from './use-day-filter.ts';
import { useKeptFilters } from './use-kept-filters.ts';
import { minuteOfDay, useNow } from './use-now.ts';
import { WaitingBoard } from './waiting-board.tsx';

const AppointmentDialog = later(async () => (await import('./appointment-dialog.tsx')).AppointmentDialog);

/** Where the day list stands in the workspace. */
export interface DayListProps {
  readonly day: LocalDate | undefined;
  readonly status: SafeStatus;
  readonly session: SignedIn;
  readonly go: (place: Place) => void;
  readonly onGo: (personId: string) => void;
}

/** The day list: who comes when, who waits, who is where (TL1). */
export function DayListScreen({ day, status, session, go, onGo }: DayListProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const nowMs = useNow();
  const today = localDay(nowMs);
  const shownDay = day ?? today;
  const { view, failure, again } = useDay(shownDay, status);
  const toDay = (next: LocalDate) => go(next === today ? { page: 'day-list' } : { page: 'day-list', day: next });
  const isEmptyCalendar = view?.calendar.resources.every(({ isUsed }) => !isUsed) === true;
  if (view !== undefined && !isEmptyCalendar)
    return <Day {...{ view, nowMs, toDay, go, onGo, status, session }} isToday={shownDay === today} />;
  return (
    <div className="day-list">
      <section className="day-left" aria-label={t('dayList.title')}>
        <DayBar day={shownDay} today={today} toDay={toDay} />
        {view === undefined && failure === undefined && <Skeleton label={t('dayList.loading')} lines={8} />}
        {failure !== undefined && (
          <StateBlock
            icon="alert"
            tone="bad"
            title={t('dayList.failed')}
            action={<Button onClick={again}>{t('dayList.again')}</Button>}
          >
            {failureText(failure)}
          </StateBlock>
        )}
        {view !== undefined && <BeginCalendar view={view} go={go} />}
      </section>
      <aside className="day-side" aria-label={t('home.today')}>
        <Side {...{ status, go, onGo }} />
      </aside>
    </div>
  );
}

/** What a day that is there works on. */
interface DayProps extends Pick<DayListProps, 'status' | 'session' | 'go' | 'onGo'> {
  readonly view: DayView;
  readonly nowMs: number;
  readonly isToday: boolean;
  readonly toDay: (day: LocalDate) => void;
}

/** A day that is there: bar, band, filters, table, and beside it the board. */
function Day(props: DayProps) {
  const { t } = useTranslation();
  const { view, nowMs, isToday, toDay, onGo } = props;
  const work = useDayWork(view, props.session);
  const filters = useKeptFilters(props.status);
  const { acts, filter, chosenId, edited, setEdited, onNew } = work;
  const now = isToday ? minuteOfDay(nowMs) : undefined;
  // The board keeps everybody of the ticked resources: whoever waits is never hidden by a word.
  const ofTicks = ofResources(view.rows, filter.without, view.calendar.resources);
  const rows = listed(view, filter);
  const chosen = rows.find(({ recordId }) => recordId === chosenId);
  const open = (row: AppointmentRow) => row.personId !== undefined && onGo(row.personId);
  return (
    <div className="day-list">
      <section className="day-left" aria-label={t('dayList.title')}>
        <DayBar day={view.day} today={localDay(nowMs)} toDay={toDay} holiday={view.holiday}>
          <MeanWait minutes={isToday ? meanWait(ofTicks, nowMs) : undefined} />
          <DayPrint view={view} status={props.status} />
          {view.mayWrite && <NewButton onNew={onNew} />}
        </DayBar>
        <DayBand view={view} now={now} onJump={({ recordId }) => work.jump(recordId)} />
        <FreedNote view={view} onList={() => props.go({ page: 'waiting-list' })} />
        <DayFilters {...{ view, filter, filters }} onFilter={work.setFilter} />
        <FailureNote failure={acts.failure} title={t('dayList.notDone')} />
        {rows.length === 0 ? (
          <NoRows view={view} onNew={onNew} onAll={() => work.setFilter(EVERYTHING)} />
        ) : (
          <DayTable
            {...{ view, rows, nowMs, now, acts, chosenId, onNew }}
            isUnfolded={work.isUnfolded}
            onChoose={work.setChosenId}
            onOpen={open}
            onEdit={setEdited}
            onFold={work.setIsUnfolded}
          />
        )}
        {chosen !== undefined && (
          <RowActions {...{ view, acts }} row={chosen} onOpen={() => open(chosen)} onEdit={() => setEdited(chosen)} />
        )}
      </section>
      <DaySide {...props} rows={ofTicks} acts={acts} onChoose={work.jump} />
      <LastDone {...{ acts, filters }} />
      {work.ending !== undefined && <CancelOfSeries {...work.ending} />}
      {edited !== undefined && (
        <Suspense>
          <AppointmentDialog
            {...{ view, acts }}
            row={edited === 'new' ? undefined : edited}
            onShow={toDay}
            onFind={(finding) => find(finding, props)}
            onClose={() => setEdited(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Beside the list: who waits, and everything that stood at home before. */
function DaySide({
  rows,
  acts,
  onChoose,
  ...props
}: DayProps & Pick<Parameters<typeof WaitingBoard>[0], 'rows' | 'acts' | 'onChoose'>) {
  const { t } = useTranslation();
  return (
    <aside className="day-side" aria-label={t('dayList.board')}>
      {props.view.isClosed !== true && (
        <WaitingBoard view={props.view} nowMs={props.nowMs} {...{ rows, acts, onChoose }} />
      )}
      <Side {...props} />
    </aside>
  );
}

/** Goes to the search with what is filled in. */
function find(finding: Finding, { session, go }: DayProps): void {
  keepFinding(session, finding);
  go({ page: 'finding' });
}

/** Acts, filter, the chosen row, and what is being changed. */
function useDayWork(view: DayView, session: SignedIn) {
  const { acts, ending } = useSeriesCancel(useDayActs(view));
  const [filter, setFilter] = useDayFilter(session);
  const [chosenId, setChosenId] = useState<string>();
  const [isUnfolded, setIsUnfolded] = useState(false);
  /** The row to change, or `new`. */
  const [edited, setEdited] = useState<AppointmentRow | 'new'>();
  const onNew = useCallback(() => setEdited('new'), []);
  useKeys(view.mayWrite ? { 'Alt+KeyT': onNew } : {});
  function jump(recordId: string): void {
    setFilter({ ...EVERYTHING, without: filter.without });
    setIsUnfolded(true);
    setChosenId(recordId);
    focusSoon(() => {
      const row = document.querySelector<HTMLElement>(`[data-row="${recordId}"]`);
      row?.scrollIntoView({ block: 'center' });
      return row;
    });
  }
  return {
    ending,
    acts,
    filter,
    setFilter,
    chosenId,
    setChosenId,
    isUnfolded,
    setIsUnfolded,
    edited,
    setEdited,
    onNew,
    jump,
  };
}

function MeanWait({ minutes }: { minutes: number | undefined }) {
  const { t } = useTranslation();
  if (minutes === undefined) return null;
  return (
    <span className="m t12 day-mean">
      {t('dayList.meanWait')} <b className="n">{t('dayList.minutes', { minutes })}</b>
    </span>
  );
}

function NewButton({ onNew }: { onNew: () => void }) {
  const { t } = useTranslation();
  return (
    <Button variant="filled" onClick={onNew} rightSection={<Kbd>N</Kbd>} leftSection={<Icon name="plus" small />}>
      {t('dayList.new')}
    </Button>
  );
}

/** Everything that stood at home before stays in reach: notices, first steps, today, tasks. */
function Side({ status, go, onGo }: Pick<DayListProps, 'status' | 'go' | 'onGo'>) {
  const { home, again } = useHome(status);
  return (
    <div className="home-side">
      <HomeSide {...{ home, again, go }} onOpen={({ personId }) => onGo(personId)} />
    </div>
  );
}
