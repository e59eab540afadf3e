import type { AppointmentRow, CalendarView } from '@siegel/safe';
import { type CSSProperties, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../day-list/day-rows.ts';
import { hueOf } from '../day-list/type-chip.tsx';
import { Icon } from '../parts/icon.tsx';
import { looksOf, useAppointmentWords } from './appointment-words.ts';
import { boxOf, type GridScale } from './grid-geometry.ts';
import { useColumnName } from './grid-words.ts';
import type { GridColumn, GridItem } from './week-columns.ts';

/** From this height on there is room for a second line. */
const TWO_LINES = 30;
const LINE = 16;

interface ColumnProps {
  readonly column: GridColumn;
  readonly calendar: CalendarView;
  readonly scale: GridScale;
  /** What lies before this minute is over; 0 on days to come. */
  readonly over: number;
  /** The stop that the Tab key leads to, if it is in this column. */
  readonly stop: string | undefined;
  readonly isFirstOfDay: boolean;
  readonly mayWrite: boolean;
}

/** One column of the grid: hours, free places, and what is booked (KG2). Keys and pointer are heard by the grid around it. */
export const ColumnView = memo(function ColumnView(props: ColumnProps) {
  const { column, calendar, scale, over, stop, isFirstOfDay, mayWrite } = props;
  const nameOf = useColumnName();
  const end = Math.min(over, scale.to);
  return (
    <div
      className={isFirstOfDay ? 'grid-col first' : 'grid-col'}
      role="group"
      aria-label={nameOf(column)}
      data-column={column.key}
    >
      {column.open.map((range) => (
        <div key={range.from} className="grid-open" style={boxOf(scale, range)} />
      ))}
      {end > scale.from && <div className="grid-over" style={boxOf(scale, { from: scale.from, to: end })} />}
      {mayWrite &&
        column.free.map(({ from, to }) => (
          <FreePlace key={from} {...{ from, to, scale }} isStop={stop === `f${from}`} />
        ))}
      {column.items.map((item) =>
        item.kind === 'appointment' ? (
          <Appointment
            key={item.stop}
            {...{ calendar, item, scale }}
            isOver={item.to <= over}
            isStop={stop === item.stop}
          />
        ) : (
          <Blocked key={item.stop} {...{ item, scale }} isStop={stop === item.stop} />
        ),
      )}
    </div>
  );
});

/** Hundreds of them: only those that changed are drawn anew. */
const FreePlace = memo(function FreePlace({
  from,
  to,
  scale,
  isStop,
}: {
  from: number;
  to: number;
  scale: GridScale;
  isStop: boolean;
}) {
  const { t } = useTranslation();
  const range = { from, to };
  return (
    <button
      type="button"
      className="grid-free"
      style={boxOf(scale, range)}
      data-stop={`f${range.from}`}
      tabIndex={isStop ? 0 : -1}
      aria-label={t('week.free', { from: clock(range.from), to: clock(range.to) })}
    >
      <span aria-hidden="true">{clock(range.from)}</span>
    </button>
  );
});

const Appointment = memo(function Appointment({
  item,
  calendar,
  scale,
  isOver,
  isStop,
}: {
  item: Extract<GridItem, { kind: 'appointment' }>;
  calendar: CalendarView;
  scale: GridScale;
  isOver: boolean;
  isStop: boolean;
}) {
  const { row } = item;
  const box = boxOf(scale, item);
  const { time, name, second, rest } = useAppointmentWords(item, calendar, box.height >= TWO_LINES);
  const hue = hueOf({ calendar }, row);
  const style = {
    ...box,
    ...laneOf(item),
    lineHeight: `${Math.min(LINE, box.height - 1)}px`,
    '--h': `var(--sg-${hue}-line)`,
    '--b': `var(--sg-${hue}-bg)`,
    '--t': `var(--sg-${hue})`,
  } as CSSProperties;
  return (
    <button
      type="button"
      className={looksOf(item, isOver)}
      style={style}
      data-stop={item.stop}
      data-move=""
      tabIndex={isStop ? 0 : -1}
    >
      <span className="visually-hidden">{time} </span>
      <span className="appt-face" title={[time, name, ...rest, second].filter(Boolean).join(', ')}>
        <AppointmentName row={row} />
        {second !== '' && <span className="appt-why">{second}</span>}
      </span>
      <span className="visually-hidden"> {rest.join(', ')}</span>
      {row.waits !== undefined && (
        <span className="appt-sign">
          <Icon name="clock" small />
        </span>
      )}
      <span className="appt-edge" data-edge="" />
    </button>
  );
});

function AppointmentName({ row: { person } }: { row: AppointmentRow }) {
  const { t } = useTranslation();
  if (person === undefined)
    return (
      <span className="appt-name">
        <b>{t('week.closedName')}</b>
      </span>
    );
  return (
    <span className="appt-name">
      <b>{person.familienname}</b> <i aria-hidden="true">{person.vorname.slice(0, 1)}.</i>
      <span className="visually-hidden">{person.vorname}</span>
    </span>
  );
}

const Blocked = memo(function Blocked({
  item,
  scale,
  isStop,
}: {
  item: Extract<GridItem, { kind: 'blocked' }>;
  scale: GridScale;
  isStop: boolean;
}) {
  const { t } = useTranslation();
  const { blocked } = item;
  const title = blocked.title ?? t('week.blocked');
  const time = `${clock(blocked.from)} ${t('week.until')} ${clock(blocked.from + blocked.minutes)}`;
  return (
    <button
      type="button"
      className="blocked"
      style={{ ...boxOf(scale, item), ...laneOf(item) }}
      data-stop={item.stop}
      data-move=""
      tabIndex={isStop ? 0 : -1}
    >
      <span className="visually-hidden">
        {time} {blocked.title !== undefined && t('week.blocked')}{' '}
      </span>
      <span className="blocked-title" title={`${time}, ${title}`}>
        {title}
      </span>
      <span className="appt-edge" data-edge="" />
    </button>
  );
});

function laneOf({ lane, lanes }: GridItem) {
  const share = 100 / lanes;
  return { left: `calc(${lane * share}% + 1px)`, width: `calc(${share}% - 2px)` };
}
