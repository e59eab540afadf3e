import type { AppointmentRow, DayView } from '@siegel/safe';
import { Fragment, type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { clock, dayLines, roomsOf } from './day-rows.ts';
import { DayRow } from './day-row.tsx';
import type { DayActs } from './use-day-acts.ts';

const COLUMNS = ['time', 'sign', 'name', 'born', 'why', 'who', 'place', 'wait', 'chain', 'ticks'] as const;
/** Not shown on a narrow screen. */
const SPARED = COLUMNS.slice(-2);
const PAGE = 10;

/** What the table works on. */
export interface DayTableProps {
  readonly view: DayView;
  /** Rows of the filter, in order of time. */
  readonly rows: readonly AppointmentRow[];
  readonly nowMs: number;
  /** Minute of the day; undefined on other days. */
  readonly now: number | undefined;
  readonly acts: DayActs;
  readonly chosenId: string | undefined;
  readonly onChoose: (recordId: string) => void;
  readonly onOpen: (row: AppointmentRow) => void;
  readonly onEdit: (row: AppointmentRow) => void;
  readonly onNew: () => void;
  readonly isUnfolded: boolean;
  readonly onFold: (isUnfolded: boolean) => void;
}

/** The table of the day list, driven by keys (TL7). */
export function DayTable(props: DayTableProps) {
  const { view, rows, nowMs, now, acts, chosenId, isUnfolded } = props;
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const { folded, shown, nowAt } = dayLines(rows, now, isUnfolded);
  const stop = tabStopOf(shown, chosenId, nowAt);
  function focusRow(at: number): void {
    const row = shown[Math.max(0, Math.min(at, shown.length - 1))];
    if (row !== undefined) body.current?.querySelector<HTMLElement>(`[data-row="${row.recordId}"]`)?.focus();
  }
  function onKey(event: KeyboardEvent, row: AppointmentRow): void {
    // A button in the row keeps its own keys.
    if (event.target !== event.currentTarget) return;
    const moved = moveOf(event.key, shown.indexOf(row), shown.length);
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
    if (isPlain && moved !== undefined) focusRow(moved);
    else if (!actOf(event, row, props)) return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div className="day-table">
      <table role="grid" aria-label={t('dayList.table')}>
        <Head />
        <tbody ref={body}>
          {folded.length > 0 && <Folded rows={folded} isUnfolded={isUnfolded} onFold={props.onFold} />}
          {shown.map((row, i) => (
            <Fragment key={row.recordId}>
              {nowAt === i && <NowLine />}
              <DayRow
                {...{ view, row, nowMs, acts }}
                isChosen={row.recordId === chosenId}
                isTabStop={row.recordId === stop}
                onChoose={() => props.onChoose(row.recordId)}
                onOpen={() => props.onOpen(row)}
                onKey={(event) => onKey(event, row)}
              />
            </Fragment>
          ))}
          {nowAt === shown.length && shown.length > 0 && <NowLine />}
        </tbody>
      </table>
    </div>
  );
}

function Head() {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        {COLUMNS.map((column) => (
          <th key={column} scope="col" className={`col-${column}`}>
            {column === 'sign' ? (
              <span className="visually-hidden">{t('dayList.col.sign')}</span>
            ) : (
              t(`dayList.col.${column}`)
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** What is over lies behind one row. */
function Folded({
  rows,
  isUnfolded,
  onFold,
}: {
  rows: readonly AppointmentRow[];
  isUnfolded: boolean;
  onFold: (isUnfolded: boolean) => void;
}) {
  const { t } = useTranslation();
  const times = { from: clock(rows[0]?.from ?? 0), to: clock(rows.at(-1)?.from ?? 0) };
  return (
    <tr className="day-fold">
      <td colSpan={COLUMNS.length - SPARED.length}>
        <button type="button" aria-expanded={isUnfolded} onClick={() => onFold(!isUnfolded)}>
          <Icon name="down" small />
          <b>{t('dayList.folded', { count: rows.length, ...times })}</b>
          <Undocumented rows={rows} />
        </button>
      </td>
      <SparedCells />
    </tr>
  );
}

function Undocumented({ rows }: { rows: readonly AppointmentRow[] }) {
  const { t } = useTranslation();
  const count = rows.filter(({ state, documented }) => state === 'fertig' && documented.length === 0).length;
  return count === 0 ? null : <span className="m">{t('dayList.foldedOpen', { count })}</span>;
}

function NowLine() {
  return (
    <tr className="now-line" aria-hidden="true">
      <td colSpan={COLUMNS.length - SPARED.length} />
      <SparedCells />
    </tr>
  );
}

/** Spanned, they would take their share of the width where they are not shown. */
function SparedCells() {
  return SPARED.map((column) => <td key={column} className={`col-${column}`} />);
}

/** The row that Tab leads to: the chosen one, else the next appointment. */
function tabStopOf(
  shown: readonly AppointmentRow[],
  chosenId: string | undefined,
  nowAt: number | undefined,
): string | undefined {
  if (shown.some(({ recordId }) => recordId === chosenId)) return chosenId;
  return (shown[nowAt ?? 0] ?? shown.at(-1))?.recordId;
}

function moveOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + PAGE;
    case 'PageUp':
      return at - PAGE;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

const MOVES: Readonly<Record<string, { readonly minutes?: number; readonly days?: number }>> = {
  'Alt+ArrowUp': { minutes: -5 },
  'Alt+ArrowDown': { minutes: 5 },
  'Alt+Shift+ArrowUp': { days: -1 },
  'Alt+Shift+ArrowDown': { days: 1 },
};

/** What a key does with a row (TL7). @returns whether it does something. */
function actOf(event: KeyboardEvent, row: AppointmentRow, props: DayTableProps): boolean {
  const { acts, view } = props;
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (key === 'Enter') props.onOpen(row);
  else if (!view.mayWrite) return false;
  else if (ctrlKey || metaKey) {
    if (key.toLowerCase() !== 'z') return false;
    acts.undo();
  } else if (altKey) {
    const move = MOVES[`Alt+${shiftKey ? 'Shift+' : ''}${key}`];
    if (move === undefined) return false;
    acts.move(row, move);
  } else return plainKey(key, row, props);
  return true;
}

function plainKey(key: string, row: AppointmentRow, { acts, view, onEdit, onNew }: DayTableProps): boolean {
  const room = /^[1-9]$/.test(key) ? roomsOf(view.calendar.resources)[Number(key) - 1] : undefined;
  const byKey: Readonly<Record<string, () => void>> = {
    ' ': () => acts.next(row),
    a: () => acts.arrive(row),
    r: () => acts.call(row),
    f: () => acts.finish(row),
    x: () => acts.noShow(row),
    z: () => acts.expect(row),
    d: () => acts.tick(row, 'documented'),
    b: () => acts.tick(row, 'billed'),
    e: () => onEdit(row),
    n: onNew,
    delete: () => acts.cancel(row),
  };
  const act = room === undefined ? byKey[key.toLowerCase()] : () => acts.enter(row, room.resourceId);
  act?.();
  return act !== undefined;
}
