import { bookableOn } from '@siegel/akten';
import type { AppointmentRow, DayView, ResourceView } from '@siegel/safe';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { clock, isOver, lanesOfDay, stateOf } from './day-rows.ts';
import { hueOf } from './type-chip.tsx';

const LANE = 15;
const BAR = 11;
const HOUR = 60;
/** Widest place that is drawn: units of the picture, not pixels. */
const WIDTH = 1000;

interface Scale {
  readonly from: number;
  readonly to: number;
  /** Place of a minute in units of the picture. */
  readonly x: (minute: number) => number;
}

interface DayBandProps {
  readonly view: DayView;
  /** Minute of the day; undefined on other days. */
  readonly now: number | undefined;
  readonly onJump: (row: AppointmentRow) => void;
}

/** The day at a glance: one lane per person and workplace, every appointment in its place; a click jumps to its row. */
export function DayBand({ view, now, onJump }: DayBandProps) {
  const { t } = useTranslation();
  const lanes = lanesOfDay(view.calendar.resources);
  const rows = view.rows.filter((row) => stateOf(row) !== 'abgesagt');
  if (lanes.length === 0) return null;
  const span = spanOf(view, rows);
  const scale: Scale = { ...span, x: (minute) => ((minute - span.from) / (span.to - span.from)) * WIDTH };
  const isNow = now !== undefined && now >= scale.from && now <= scale.to;
  const height = lanes.length * LANE;
  return (
    <div className="day-band">
      <div className="day-band-names" aria-hidden="true">
        {lanes.map(({ resourceId, name }) => (
          <span key={resourceId} className="el">
            {name}
          </span>
        ))}
      </div>
      <Hours scale={scale} now={isNow ? now : undefined} />
      <svg
        className="day-band-lanes"
        viewBox={`0 0 ${WIDTH} ${height}`}
        preserveAspectRatio="none"
        height={height}
        role="img"
        aria-label={t('dayList.band', { count: rows.length })}
      >
        {lanes.map((lane, i) => (
          <Lane key={lane.resourceId} {...{ view, rows, lane, scale, onJump }} y={i * LANE + 2} />
        ))}
        {isNow && <line x1={scale.x(now)} x2={scale.x(now)} y1={0} y2={height} className="day-band-now" />}
      </svg>
    </div>
  );
}

function Hours({ scale: { from, to, x }, now }: { scale: Scale; now: number | undefined }) {
  const left = (minute: number) => ({ left: `${(x(minute) / WIDTH) * 100}%` });
  return (
    <div className="day-band-times" aria-hidden="true">
      {hoursBetween(from, to).map((hour) => (
        <span key={hour} style={left(hour)}>
          {clock(hour).slice(0, 2)}
        </span>
      ))}
      {now !== undefined && <b style={left(now)}>{clock(now)}</b>}
    </div>
  );
}

function Lane({
  view,
  rows,
  lane,
  scale: { from, to, x },
  y,
  onJump,
}: {
  view: DayView;
  rows: readonly AppointmentRow[];
  lane: ResourceView;
  scale: Scale;
  y: number;
  onJump: (row: AppointmentRow) => void;
}) {
  const hours = bookableOn(lane.plan, { day: view.day, isHoliday: view.holiday !== undefined });
  const open = hours.map((range) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }));
  return (
    <g>
      <rect x={0} y={y} width={WIDTH} height={BAR} className="day-band-closed" />
      {open.map((range) => (
        <rect
          key={range.from}
          x={x(range.from)}
          y={y}
          width={Math.max(0, x(range.to) - x(range.from))}
          height={BAR}
          className="day-band-open"
        />
      ))}
      {rows
        .filter(({ resources }) => resources.includes(lane.resourceId))
        .map((row) => (
          <rect
            key={row.recordId}
            x={x(row.from) + 1}
            y={y}
            width={Math.max(2, x(row.from + row.minutes) - x(row.from) - 2)}
            height={BAR}
            rx={1.5}
            className={`day-band-bar ${looksOf(row)}`}
            style={huesOf(view, row)}
            onClick={() => onJump(row)}
          />
        ))}
    </g>
  );
}

function huesOf(view: DayView, row: AppointmentRow): CSSProperties {
  const hue = hueOf(view, row);
  return { '--h': `var(--sg-${hue}-line)`, '--b': `var(--sg-${hue}-bg)` } as CSSProperties;
}

function looksOf(row: AppointmentRow): string {
  if (isOver(row)) return 'over';
  return stateOf(row) === 'erwartet' ? '' : 'here';
}

/** Whole hours around everything of the day, at least eight to six. */
function spanOf(view: DayView, rows: readonly AppointmentRow[]): { readonly from: number; readonly to: number } {
  const hours = lanesOfDay(view.calendar.resources).flatMap(({ plan }) =>
    bookableOn(plan, { day: view.day, isHoliday: view.holiday !== undefined }),
  );
  const starts = [8 * HOUR, ...hours.map(({ from }) => from), ...rows.map(({ from }) => from)];
  const ends = [17 * HOUR, ...hours.map(({ to }) => to), ...rows.map(({ from, minutes }) => from + minutes)];
  return { from: Math.floor(Math.min(...starts) / HOUR) * HOUR, to: Math.ceil(Math.max(...ends) / HOUR) * HOUR };
}

function hoursBetween(from: number, to: number): readonly number[] {
  return Array.from({ length: (to - from) / HOUR }, (_, i) => from + i * HOUR);
}
