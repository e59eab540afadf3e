import { addDays } from '@siegel/akten';
import type { KeyboardEvent } from 'react';
import { keyName } from '../shell/use-keys.ts';
import { nextStop, type GridStop } from './grid-stops.ts';
import { SNAP, snapped, snappedLength } from './grid-geometry.ts';
import { timeOf } from './use-grid-drag.ts';
import { type GridColumn, type GridItem, type NewPlace, resourcesAfter } from './week-columns.ts';

/** What a key of the grid acts on. */
export interface Chosen {
  readonly column: GridColumn;
  /** Undefined: a free place. */
  readonly item: GridItem | undefined;
  readonly from: number;
}

/** What keys and buttons do. */
export interface GridActs {
  readonly open: (chosen: Chosen) => void;
  readonly edit: (chosen: Chosen) => void;
  readonly add: (chosen: Chosen) => void;
  readonly block: (chosen: Chosen) => void;
  readonly remove: (chosen: Chosen) => void;
  readonly undo: () => void;
  readonly turn: (by: -1 | 1) => void;
  readonly move: (chosen: Chosen, place: NewPlace) => void;
}

type Way = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';
const WAYS: Readonly<Record<string, Way>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

/** Steps of the keyboard: minutes, length, columns, days (KG11). */
const MOVES: Readonly<Record<string, { minutes?: number; length?: number; columns?: number; days?: number }>> = {
  'Alt+ArrowUp': { minutes: -SNAP },
  'Alt+ArrowDown': { minutes: SNAP },
  'Alt+ArrowLeft': { columns: -1 },
  'Alt+ArrowRight': { columns: 1 },
  'Alt+Shift+ArrowLeft': { days: -1 },
  'Alt+Shift+ArrowRight': { days: 1 },
  'Alt+Shift+ArrowUp': { length: -SNAP },
  'Alt+Shift+ArrowDown': { length: SNAP },
};

/** Answers a key pressed on a stop of the grid; keys it does not know go on. */
export function answerKey(
  event: KeyboardEvent,
  {
    columns,
    at,
    chosen,
    acts,
    focus,
  }: {
    readonly columns: readonly GridColumn[];
    readonly at: GridStop;
    readonly chosen: Chosen;
    readonly acts: GridActs;
    readonly focus: (stop: GridStop) => void;
  },
): void {
  const name = keyName(event);
  const way = WAYS[name];
  const step = MOVES[name];
  const act = ACTS[name];
  if (way === undefined && step === undefined && act === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  if (way !== undefined) {
    const next = nextStop(columns, at, way);
    if (next !== undefined) focus(next);
  } else if (step !== undefined) {
    const place = placeAfter(columns, chosen, step);
    if (place !== undefined) acts.move(chosen, place);
  } else act?.(acts, chosen);
}

const ACTS: Readonly<Record<string, (acts: GridActs, chosen: Chosen) => void>> = {
  Enter: (acts, chosen) => acts.open(chosen),
  Space: (acts, chosen) => acts.open(chosen),
  KeyE: (acts, chosen) => acts.edit(chosen),
  KeyN: (acts, chosen) => acts.add(chosen),
  KeyS: (acts, chosen) => acts.block(chosen),
  Delete: (acts, chosen) => acts.remove(chosen),
  'Ctrl+KeyZ': (acts) => acts.undo(),
  PageUp: (acts) => acts.turn(-1),
  PageDown: (acts) => acts.turn(1),
};

/** Where a step leads what is chosen; undefined for a free place and at the end of the day or the grid. */
export function placeAfter(
  columns: readonly GridColumn[],
  { item, column }: Chosen,
  step: { readonly minutes?: number; readonly length?: number; readonly columns?: number; readonly days?: number },
): NewPlace | undefined {
  if (item === undefined) return undefined;
  const { from, minutes } = timeOf(item);
  const resources = item.kind === 'appointment' ? item.row.resources : item.blocked.resources;
  const here = { day: column.day, from, minutes, resources };
  if (step.minutes !== undefined) return { ...here, from: snapped(from + step.minutes, minutes) };
  if (step.length !== undefined) return { ...here, minutes: snappedLength(minutes + step.length, from) };
  const to =
    step.days === undefined
      ? columns[columns.findIndex(({ key }) => key === column.key) + (step.columns ?? 0)]
      : { day: addDays(column.day, step.days), resource: column.resource };
  return to === undefined ? undefined : placeIn(to, { item, column, from, minutes });
}

/** Day and resources of what comes into another column. */
export function placeIn(
  to: Pick<GridColumn, 'day' | 'resource'>,
  {
    item,
    column,
    from,
    minutes,
  }: { readonly item: GridItem; readonly column: GridColumn; readonly from: number; readonly minutes: number },
): NewPlace {
  const before = item.kind === 'appointment' ? item.row.resources : item.blocked.resources;
  const change = { leaves: column.resource?.resourceId, enters: to.resource?.resourceId };
  return { day: to.day, from, minutes, resources: resourcesAfter(before, change) };
}
