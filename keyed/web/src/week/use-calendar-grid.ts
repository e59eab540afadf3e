import type { LocalDate } from '@siegel/akten';
import type { CalendarView, ResourceView, WeekView } from '@siegel/safe';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { entryStop, type GridStop, stopsOf } from './grid-stops.ts';
import type { Chosen } from './grid-keys.ts';
import { keptWhereSame } from '../safe/kept-where-same.ts';
import type { Room } from './use-room.ts';
import type { WeekChoice } from './use-week-choice.ts';
import { columnsOfDay, daysToShow, type GridColumn, takenWithoutHours, usualResources } from './week-columns.ts';

/** Where somebody begins who has chosen no place yet. */
const BEGIN = 8 * 60;

/** The columns that are shown, and where the keyboard is. */
export type CalendarGrid = ReturnType<typeof useCalendarGrid>;

/** Which columns the calendar shows, and where the keyboard is in them. */
export function useCalendarGrid(
  view: WeekView,
  {
    day,
    today,
    now,
    mode,
    room,
    choice,
  }: {
    readonly day: LocalDate;
    readonly today: LocalDate;
    readonly now: number;
    readonly mode: 'day' | 'week';
    readonly room: Room;
    readonly choice: WeekChoice;
  },
) {
  const { calendar } = view;
  // Not of the view: with each stroke that moves something there is a new one, and other resources mean other columns.
  const taken = takenWithoutHours(view).join(' ');
  const ticked = useMemo(() => tickedOf(calendar, mode, { choice, taken }), [calendar, mode, choice, taken]);
  // One resource a day where there is no room for several (KG5).
  const isOne = room === 'phone' || (room === 'narrow' && mode === 'week');
  const one = ticked.find(({ resourceId }) => resourceId === choice.one) ?? ticked[0];
  const shown = useMemo(() => (isOne && one !== undefined ? [one] : ticked), [isOne, one, ticked]);
  const columns = useColumns(view, shown, mode === 'day' ? day : undefined);
  const [at, setAt] = useState<GridStop>();
  const entry = entryStop(columns, at, columns.some((column) => column.day === today) ? now : BEGIN);
  const focus = useFocus(columns, at);
  const [first] = columns;
  const begin: Chosen = {
    column: columns.find((column) => column.day === day) ?? first ?? nowhere(day),
    item: undefined,
    from: day === today ? Math.ceil(now / 5) * 5 : BEGIN,
  };
  return {
    ticked,
    one,
    isOne,
    columns,
    at: entry,
    setAt,
    focus,
    chosen: at === undefined ? undefined : chosenOf(columns, entry),
    atBegin: begin,
  };
}

/** The columns of a day, or of the week. Those that look as before are the same ones: only what changed is drawn anew. */
function useColumns(view: WeekView, shown: readonly ResourceView[], day: LocalDate | undefined): readonly GridColumn[] {
  const kept = useRef<{ view: WeekView; shown: readonly ResourceView[]; columns: readonly GridColumn[] }>(undefined);
  return useMemo(() => {
    const before = kept.current;
    const days = day === undefined ? daysToShow(view, shown) : [day];
    const columns = days.flatMap((each) => {
      const own = before?.columns.filter((column) => column.day === each) ?? [];
      if (before !== undefined && own.length > 0 && isAsBefore(view, shown, { ...before, day: each })) return own;
      return columnsOfDay(view, each, shown).map((column) => sameOf(own, column));
    });
    kept.current = { view, shown, columns };
    return columns;
  }, [view, shown, day]);
}

function isAsBefore(
  view: WeekView,
  shown: readonly ResourceView[],
  before: { readonly view: WeekView; readonly shown: readonly ResourceView[]; readonly day: LocalDate },
): boolean {
  const dayIn = ({ days }: WeekView) => days.find(({ day }) => day === before.day);
  const isSameHouse = view.calendar === before.view.calendar && view.blocked === before.view.blocked;
  return isSameHouse && shown === before.shown && dayIn(view) === dayIn(before.view);
}

/** What looks as before is the same object: a column, else what stands in it. */
function sameOf(before: readonly GridColumn[], column: GridColumn): GridColumn {
  const same = before.find(({ key }) => key === column.key);
  return same === undefined ? column : keptWhereSame(same, column);
}

function tickedOf(
  { resources }: CalendarView,
  mode: 'day' | 'week',
  { choice, taken }: { readonly choice: WeekChoice; readonly taken: string },
): readonly ResourceView[] {
  const ids = choice[mode];
  const chosen = resources.filter(({ resourceId, isUsed }) => isUsed && ids?.includes(resourceId) === true);
  if (chosen.length > 0) return chosen;
  const takenIds = new Set(taken.split(' '));
  const usual = usualResources(resources, mode, takenIds);
  // A house with rooms alone.
  return usual.length > 0 ? usual : usualResources(resources, 'day', takenIds);
}

function chosenOf(columns: readonly GridColumn[], at: GridStop | undefined): Chosen | undefined {
  const column = columns.find(({ key }) => key === at?.column);
  const stop = column === undefined ? undefined : stopsOf(column).find((one) => one.stop === at?.stop);
  return column === undefined || stop === undefined ? undefined : { column, item: stop.item, from: stop.from };
}

/** Goes to a stop. What had the focus and stands elsewhere now takes it along (KG14). */
function useFocus(columns: readonly GridColumn[], at: GridStop | undefined) {
  const hadFocus = useRef(false);
  const focus = useCallback((stop: GridStop) => elementOf(stop)?.focus(), []);
  useLayoutEffect(() => {
    const active = document.activeElement;
    const isInGrid = active?.closest('.grid-body') !== null && active?.closest('.grid-body') !== undefined;
    if (isInGrid) hadFocus.current = true;
    else if (active !== null && active !== document.body) hadFocus.current = false;
    else if (hadFocus.current && at !== undefined) {
      const moved = entryStop(columns, at, BEGIN);
      if (moved !== undefined) focus(moved);
    }
  }, [columns, at, focus]);
  return focus;
}

function elementOf({ column, stop }: GridStop): HTMLElement | null {
  return document.querySelector(`[data-column="${column}"] [data-stop="${stop}"]`);
}

function nowhere(day: LocalDate): GridColumn {
  return { key: day, day, resource: undefined, holiday: undefined, open: [], items: [], free: [] };
}
