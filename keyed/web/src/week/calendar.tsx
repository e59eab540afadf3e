import { addDays, type LocalDate } from '@siegel/akten';
import type { SafeStatus, WeekView } from '@siegel/safe';
import { type KeyboardEvent, type ReactNode, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UndoToast } from '../day-list/undo-toast.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { later } from '../shell/later.ts';
import { useKeys } from '../shell/use-keys.ts';
import { DaySheet } from './day-sheet.tsx';
import { dayViewOf } from './day-view-of.ts';
import { answerKey, type Chosen, type GridActs, placeIn } from './grid-keys.ts';
import type { BlockWish } from './block-form.ts';
import { type CalendarGrid, useCalendarGrid } from './use-calendar-grid.ts';
import type { Room } from './use-room.ts';
import type { Dragged } from './use-grid-drag.ts';
import { useWeekActs, type WeekActs } from './use-week-acts.ts';
import type { WeekChoice } from './use-week-choice.ts';
import { BarButton, WeekBar, type WeekBarProps } from './week-bar.tsx';
import { WeekActions } from './week-actions.tsx';
import { doubledBy, type NewPlace } from './week-columns.ts';
import { WeekGrid } from './week-grid.tsx';
import { WeekSide } from './week-side.tsx';

const AppointmentDialog = later(async () => (await import('../day-list/appointment-dialog.tsx')).AppointmentDialog);
const BlockDialog = later(async () => (await import('./block-dialog.tsx')).BlockDialog);
const PrintDialog = later(async () => (await import('./print-dialog.tsx')).PrintDialog);

/** What a calendar that is there works on. */
export interface CalendarWork {
  readonly view: WeekView;
  readonly day: LocalDate;
  readonly today: LocalDate;
  /** True while another week is on its way. */
  readonly isTurning: boolean;
  readonly now: number;
  readonly mode: 'day' | 'week';
  readonly room: Room;
  readonly choice: WeekChoice;
  readonly setChoice: (changes: Partial<WeekChoice>) => void;
  readonly toDay: (day: LocalDate) => void;
  readonly onGo: (personId: string) => void;
  readonly status: SafeStatus;
  readonly bar: WeekBarProps;
}

/** What stands over the calendar. */
type Layer =
  | { readonly is: 'appointment'; readonly chosen: Chosen }
  | { readonly is: 'blocked'; readonly wish: BlockWish }
  | { readonly is: 'print' }
  | undefined;

/** A calendar that is there: bar, side, grid, what is chosen. */
export function Calendar(props: CalendarWork) {
  const { view, day, today, room, choice, setChoice, toDay } = props;
  const { t } = useTranslation();
  const acts = useWeekActs(view, day, toDay);
  const grid = useCalendarGrid(acts.shown, props);
  const [layer, setLayer] = useState<Layer>();
  const gridActs = useGridActs(props, acts, setLayer);
  // A clock that ticks must not begin the six seconds anew.
  const dismiss = useStable(acts.dismiss);
  const isSideOpen = (choice.isSideFolded === true) !== (room === 'wide');
  const onChoose = useCallback((ids: readonly string[]) => setChoice({ [props.mode]: ids }), [setChoice, props.mode]);
  const onDay = useStable(toDay);
  const add = () => setLayer({ is: 'appointment', chosen: grid.chosen ?? grid.atBegin });
  useKeys(view.mayWrite ? { 'Alt+KeyT': add } : {});
  return (
    <div className={isSideOpen ? 'week with-side' : 'week'}>
      {isSideOpen && (
        <WeekSide
          calendar={view.calendar}
          chosen={grid.ticked}
          {...{ day, today, mode: props.mode }}
          onChoose={onChoose}
          onDay={onDay}
        />
      )}
      <section
        className="week-main"
        aria-label={t('week.title')}
        aria-busy={props.isTurning}
        onKeyDown={(event) => onGridKey(event, grid, gridActs)}
      >
        <CalendarBar
          {...props}
          onPrint={() => setLayer({ is: 'print' })}
          onBlock={() => gridActs.block(grid.chosen ?? grid.atBegin)}
          onAdd={add}
        />
        {view.isClosed === true && <Note icon="lock">{t('dayList.closedDayHint')}</Note>}
        <OneOf {...props} grid={grid} />
        <FailureNote failure={acts.failure} title={t('dayList.notDone')} />
        <GridOfCalendar {...props} {...{ grid, acts, setLayer }} onEdit={gridActs.edit} />
        <WeekActions columns={grid.columns} chosen={grid.chosen} acts={gridActs} mayWrite={view.mayWrite} />
      </section>
      <DaySheet view={view} day={day} resources={grid.ticked} print={props.status.print} />
      {acts.last !== undefined && <UndoToast last={acts.last} onUndo={acts.undo} onClose={dismiss} />}
      <Suspense>
        <LayerView {...props} {...{ layer, acts }} onClose={() => setLayer(undefined)} />
      </Suspense>
    </div>
  );
}

/** The grid, and what is done in it with the pointer. */
function GridOfCalendar({
  today,
  now,
  room,
  setChoice,
  toDay,
  grid,
  acts,
  setLayer,
  onEdit,
}: CalendarWork & {
  readonly grid: CalendarGrid;
  readonly acts: WeekActs;
  readonly setLayer: (layer: Layer) => void;
  readonly onEdit: (chosen: Chosen) => void;
}) {
  const toOneDay = useStable((next: LocalDate) => {
    setChoice({ mode: 'day' });
    toDay(next);
  });
  return (
    <WeekGrid
      view={acts.shown}
      columns={grid.columns}
      {...{ room, today, now }}
      stop={grid.at}
      onStop={grid.setAt}
      onDrop={(dragged) => acts.move(dragged.item, placeOf(dragged), { day: dragged.origin.day, isStroke: false })}
      onPlace={(column, from) => setLayer({ is: 'appointment', chosen: { column, from, item: undefined } })}
      onDoubleClick={() => grid.chosen?.item !== undefined && onEdit(grid.chosen)}
      onDay={toOneDay}
      isDouble={(dragged) => doubledBy(acts.shown, placeOf(dragged), idOf(dragged)).length > 0}
    />
  );
}

/** Keys work while a place of the grid has the focus. */
function onGridKey(event: KeyboardEvent, { at, chosen, columns, focus }: CalendarGrid, acts: GridActs): void {
  const isOnStop = event.target instanceof Element && event.target.closest('[data-stop]') !== null;
  if (isOnStop && at !== undefined && chosen !== undefined) answerKey(event, { columns, at, chosen, acts, focus });
}

/** The bar with what can be done from everywhere in the calendar. */
function CalendarBar({
  bar,
  room,
  choice,
  setChoice,
  status,
  view,
  onPrint,
  onBlock,
  onAdd,
}: CalendarWork & { readonly onPrint: () => void; readonly onBlock: () => void; readonly onAdd: () => void }) {
  const { t } = useTranslation();
  const isShort = room === 'phone';
  return (
    <WeekBar {...bar}>
      <BarButton
        icon="filter"
        word={t('week.side')}
        isShort
        onClick={() => setChoice({ isSideFolded: choice.isSideFolded !== true })}
      />
      {status.print?.may === true && <BarButton icon="print" word={t('week.print')} isShort onClick={onPrint} />}
      {view.mayWrite && (
        <>
          <BarButton icon="block" word={t('week.block')} keys="S" isShort={isShort} onClick={onBlock} />
          <BarButton icon="plus" word={t('dayList.new')} keys="N" isMain isShort={isShort} onClick={onAdd} />
        </>
      )}
    </WeekBar>
  );
}

/** The dialog that is open, if one is. */
function LayerView({
  layer,
  acts,
  view,
  day,
  toDay,
  status,
  onClose,
}: CalendarWork & { readonly layer: Layer; readonly acts: WeekActs; readonly onClose: () => void }): ReactNode {
  if (layer === undefined) return null;
  if (layer.is === 'print')
    return <PrintDialog day={day} isForced={status.print?.isForced === true} onClose={onClose} />;
  if (layer.is === 'blocked') return <BlockDialog {...{ view, acts, onClose }} wish={layer.wish} />;
  const { column, item, from } = layer.chosen;
  const resourceId = column.resource?.resourceId;
  return (
    <AppointmentDialog
      view={dayViewOf(view, column.day)}
      acts={acts.dayActs}
      row={item?.kind === 'appointment' ? item.row : undefined}
      start={{ from, ...(resourceId !== undefined && { resources: [resourceId] }) }}
      onShow={toDay}
      onClose={onClose}
    />
  );
}

/** What keys and buttons do here. */
function useGridActs({ day, mode, toDay, onGo, view }: CalendarWork, acts: WeekActs, setLayer: (layer: Layer) => void) {
  const add = (chosen: Chosen) =>
    view.mayWrite && setLayer({ is: 'appointment', chosen: { ...chosen, item: undefined } });
  const edit = (chosen: Chosen) => {
    const { item } = chosen;
    if (!view.mayWrite || item === undefined) return;
    if (item.kind === 'blocked') setLayer({ is: 'blocked', wish: { blocked: item.blocked, day: chosen.column.day } });
    else setLayer({ is: 'appointment', chosen });
  };
  return {
    add,
    edit,
    open: (chosen: Chosen) => {
      const { item } = chosen;
      if (item === undefined) add(chosen);
      else if (item.kind === 'blocked') edit(chosen);
      else if (item.row.personId !== undefined) onGo(item.row.personId);
    },
    block: ({ column, from }: Chosen) =>
      view.mayWrite &&
      setLayer({ is: 'blocked', wish: { day: column.day, from, resourceId: column.resource?.resourceId } }),
    remove: ({ item, column }: Chosen) => {
      if (!view.mayWrite || item === undefined) return;
      if (item.kind === 'appointment') acts.dayActs.cancel(item.row);
      else void acts.blocked.remove(item.blocked, item.blocked.days.length > 1 ? column.day : undefined);
    },
    undo: acts.undo,
    turn: (by: -1 | 1) => toDay(addDays(day, mode === 'day' ? by : by * 7)),
    move: ({ item, column }: Chosen, place: NewPlace) =>
      view.mayWrite && item !== undefined && acts.move(item, place, { day: column.day, isStroke: true }),
  };
}

/** Where there is room for one resource: which. */
function OneOf({ grid, setChoice }: CalendarWork & { readonly grid: CalendarGrid }) {
  const { t } = useTranslation();
  if (!grid.isOne || grid.ticked.length < 2) return null;
  return (
    <div className="bar line week-one">
      <div className="seg" role="group" aria-label={t('week.one')}>
        {grid.ticked.map(({ resourceId, name }) => (
          <button
            key={resourceId}
            type="button"
            aria-pressed={grid.one?.resourceId === resourceId}
            onClick={() => setChoice({ one: resourceId })}
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}

function placeOf({ item, column, origin, from, minutes }: Dragged): NewPlace {
  return placeIn(column, { item, column: origin, from, minutes });
}

function idOf({ item }: Dragged): string {
  return item.kind === 'appointment' ? item.row.recordId : item.blocked.blockedId;
}

/** The same function in every frame, doing what the newest one does. */
function useStable<Args extends readonly unknown[]>(act: (...args: Args) => void): (...args: Args) => void {
  const [kept] = useState<{ act: (...args: Args) => void }>({ act });
  kept.act = act;
  return useCallback((...args: Args) => kept.act(...args), [kept]);
}
