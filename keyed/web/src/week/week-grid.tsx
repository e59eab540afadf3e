import type { LocalDate } from '@siegel/akten';
import type { ResourceView, WeekView } from '@siegel/safe';
import { type CSSProperties, type MouseEvent, memo, type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../day-list/day-rows.ts';
import { useLanguage } from '../text/language.ts';
import { ColumnView } from './grid-column.tsx';
import { boxOf, type GridScale, hoursOf, scaleOf } from './grid-geometry.ts';
import type { GridStop } from './grid-stops.ts';
import { shortDay } from './grid-words.ts';
import type { Room } from './use-room.ts';
import { type Dragged, minuteAt, useGridDrag } from './use-grid-drag.ts';
import { type GridColumn, spanOf } from './week-columns.ts';

/** From so many columns on names are written smaller. */
const DENSE_FROM = 12;

/** What the grid shows and tells. */
export interface WeekGridProps {
  readonly view: WeekView;
  readonly columns: readonly GridColumn[];
  readonly room: Room;
  readonly today: LocalDate;
  /** Minute of today. */
  readonly now: number;
  /** Where the Tab key leads to. */
  readonly stop: GridStop | undefined;
  readonly onStop: (stop: GridStop) => void;
  readonly onDrop: (dragged: Dragged) => void;
  /** What the pointer put down on a place that nothing stands on. */
  readonly onPlace: (column: GridColumn, from: number) => void;
  readonly onDoubleClick: () => void;
  readonly onDay: (day: LocalDate) => void;
  /** True when somebody else or a blocked time is where something is held. */
  readonly isDouble: (dragged: Dragged) => boolean;
}

/** The grid of a day or a week: heads, hours, columns, the line "now". */
export function WeekGrid(props: WeekGridProps) {
  const { view, columns, room, today, now, stop, onStop, onDrop, onPlace, onDoubleClick } = props;
  const { t } = useTranslation();
  const { from, to } = useMemo(() => spanOf(columns), [columns]);
  // The same one as long as it says the same: a new scale draws every column anew.
  const scale = useMemo(() => scaleOf({ from, to }, room === 'phone'), [from, to, room]);
  const body = useRef<HTMLDivElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  useFirstScroll(scroll, { scale, now: columns.some(({ day }) => day === today) ? now : undefined });
  const { dragged, handlers } = useGridDrag({ body, scroll }, { columns, scale, mayWrite: view.mayWrite, onDrop });

  function onClick(event: MouseEvent<HTMLElement>): void {
    if (!(event.target instanceof Element)) return;
    const element = event.target.closest('[data-column]');
    const column = columns.find(({ key }) => key === element?.getAttribute('data-column'));
    if (element === null || column === undefined || !view.mayWrite) return;
    // A click of the keyboard has no place of its own: the grid hears Enter by itself.
    if (event.detail === 0 || event.target.closest('[data-move]') !== null) return;
    onPlace(column, minuteAt(element, event.clientY, scale));
  }
  const pixels = (scale.to - scale.from) * scale.px;
  return (
    <div className="grid-scroll" ref={scroll}>
      <div
        className={columns.length > DENSE_FROM ? 'grid dense' : 'grid'}
        style={{ '--cols': columns.length, '--hour': `${scale.px * 60}px` } as CSSProperties}
      >
        <Heads {...{ columns, today, room, days: view.days, onDay: props.onDay }} />
        <div
          ref={body}
          className={dragged === undefined ? 'grid-body' : 'grid-body dragging'}
          style={{ height: pixels }}
          onFocus={({ target }) => {
            const column = target.closest<HTMLElement>('[data-column]')?.dataset['column'];
            const name = target.dataset['stop'];
            if (column !== undefined && name !== undefined) onStop({ column, stop: name });
          }}
          onClick={onClick}
          onDoubleClick={onDoubleClick}
          {...handlers}
        >
          <Hours scale={scale} />
          {columns.map((column, i) => (
            <ColumnView
              key={column.key}
              {...{ column, scale }}
              calendar={view.calendar}
              over={column.day < today ? 1_440 : column.day === today ? now : 0}
              stop={stop?.column === column.key ? stop.stop : undefined}
              isFirstOfDay={columns[i - 1]?.day !== column.day}
              mayWrite={view.mayWrite}
            />
          ))}
          <NowLine {...{ columns, today, now, scale }} />
          {dragged !== undefined && (
            <Ghost {...{ dragged, columns, scale }} isDouble={props.isDouble(dragged)} word={t('week.ghostDouble')} />
          )}
        </div>
      </div>
    </div>
  );
}

/** Days over their resources. */
const Heads = memo(function Heads({
  columns,
  today,
  room,
  days: shown,
  onDay,
}: Pick<WeekGridProps, 'columns' | 'today' | 'room' | 'onDay'> & { readonly days: WeekView['days'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const days = [...new Set(columns.map(({ day }) => day))];
  return (
    <div className="grid-heads">
      <div className="grid-corner" />
      {days.map((day) => {
        const own = columns.filter((column) => column.day === day);
        const holiday = own.find((column) => column.holiday !== undefined)?.holiday;
        const count = shown.find((one) => one.day === day)?.rows.length ?? 0;
        return (
          <div key={day} className="grid-day" style={{ gridColumn: `span ${own.length}` }}>
            <button
              type="button"
              aria-current={day === today ? 'date' : undefined}
              onClick={() => onDay(day)}
              title={t('week.toDay')}
            >
              {shortDay(day, language)}
            </button>
            {holiday !== undefined && (
              <span className="grid-holiday el" title={holiday}>
                {holiday}
              </span>
            )}
            <span className="m t12 grid-count" title={t('week.count', { count })}>
              {count}
            </span>
          </div>
        );
      })}
      {room !== 'phone' && (
        <>
          <div className="grid-corner low" />
          {columns.map(({ key, resource, day }, i) => (
            <div
              key={key}
              className={columns[i - 1]?.day === day ? 'grid-who el' : 'grid-who el first'}
              title={resource?.name}
            >
              {resource === undefined ? t('week.nobody') : headOf(resource, columns.length > days.length)}
            </div>
          ))}
        </>
      )}
    </div>
  );
});

/** Where columns stand close a surname, and the first word of a workplace; rooms are told apart by all of their name. */
function headOf({ name, kind }: ResourceView, isClose: boolean): string {
  const words = name.trim().split(/\s+/u);
  if (!isClose || kind === 'room' || kind === 'device') return name;
  return (kind === 'person' ? words.at(-1) : words[0]) ?? name;
}

function Hours({ scale }: { scale: GridScale }) {
  return (
    <div className="grid-hours" aria-hidden="true">
      {hoursOf(scale).map((hour) => (
        <span key={hour} style={{ top: (hour - scale.from) * scale.px }}>
          {clock(hour)}
        </span>
      ))}
    </div>
  );
}

/** The line "now", over the columns of today. */
function NowLine({
  columns,
  today,
  now,
  scale,
}: Pick<WeekGridProps, 'columns' | 'today' | 'now'> & { readonly scale: GridScale }) {
  const first = columns.findIndex(({ day }) => day === today);
  if (first === -1 || now < scale.from || now > scale.to) return null;
  const count = columns.filter(({ day }) => day === today).length;
  return (
    <div
      className="grid-now"
      aria-hidden="true"
      style={{ top: (now - scale.from) * scale.px, ...across(first, count, columns.length) }}
    >
      <b>{clock(now)}</b>
    </div>
  );
}

/** Where what is held would come to lie. */
function Ghost({
  dragged,
  columns,
  scale,
  isDouble,
  word,
}: {
  dragged: Dragged;
  columns: readonly GridColumn[];
  scale: GridScale;
  isDouble: boolean;
  word: string;
}) {
  const { from, minutes, column, item } = dragged;
  const index = columns.findIndex(({ key }) => key === column.key);
  const name = item.kind === 'appointment' ? (item.row.person?.familienname ?? '') : (item.blocked.title ?? '');
  return (
    <div
      className={isDouble ? 'grid-ghost double' : 'grid-ghost'}
      style={{ ...boxOf(scale, { from, to: from + minutes }), ...across(index, 1, columns.length) }}
    >
      <b>
        {clock(from)}
        {isDouble && ` ${word}`}
      </b>
      <span>{name}</span>
    </div>
  );
}

/** Left and width of columns in a body whose hours stand before them. */
function across(first: number, count: number, all: number) {
  return {
    left: `calc(var(--hours) + (100% - var(--hours)) * ${first / all})`,
    width: `calc((100% - var(--hours)) * ${count / all})`,
  };
}

/** Begins an hour before now, or where the day begins; whoever has scrolled stays there. */
function useFirstScroll(
  scroll: RefObject<HTMLDivElement | null>,
  { scale, now }: { readonly scale: GridScale; readonly now: number | undefined },
): void {
  const isDone = useRef(false);
  useLayoutEffect(() => {
    if (isDone.current || scroll.current === null) return;
    isDone.current = true;
    const begin = now === undefined ? Math.max(scale.from, 7.5 * 60) : now - 90;
    scroll.current.scrollTop = Math.max(0, (begin - scale.from) * scale.px);
  });
}
