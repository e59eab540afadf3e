import type { TimeRange } from '@siegel/akten';
import type { GridColumn, GridItem } from './week-columns.ts';

/** Where the keyboard is in the grid. */
export interface GridStop {
  /** Key of the column. */
  readonly column: string;
  /** An item, or `f` and the beginning of a free place. */
  readonly stop: string;
}

/** A stop of a column with what is there. */
export interface StopTime extends TimeRange {
  readonly stop: string;
  /** Undefined: a free place. */
  readonly item: GridItem | undefined;
}

/** Everything of a column that can be gone to, in order of time. */
export function stopsOf({ items, free }: GridColumn): readonly StopTime[] {
  const stops = [
    ...items.map((item) => ({ stop: item.stop, from: item.from, to: item.to, item })),
    ...free.map(({ from, to }) => ({ stop: `f${from}`, from, to, item: undefined })),
  ];
  return stops.toSorted((a, b) => a.from - b.from || a.to - b.to);
}

/** Where an arrow leads, or undefined when there is nothing (KG10). */
export function nextStop(
  columns: readonly GridColumn[],
  at: GridStop,
  way: 'up' | 'down' | 'left' | 'right' | 'first' | 'last',
): GridStop | undefined {
  const index = columns.findIndex(({ key }) => key === at.column);
  const column = columns[index];
  if (column === undefined) return undefined;
  const stops = stopsOf(column);
  const here = stops.findIndex(({ stop }) => stop === at.stop);
  const to = (stop: StopTime | undefined) => (stop === undefined ? undefined : { column: column.key, stop: stop.stop });
  switch (way) {
    case 'up':
      return to(stops[here - 1]);
    case 'down':
      return to(stops[here + 1]);
    case 'first':
      return to(stops[0]);
    case 'last':
      return to(stops.at(-1));
    case 'left':
      return nearest(columns.slice(0, index).toReversed(), stops[here]?.from ?? 0);
    case 'right':
      return nearest(columns.slice(index + 1), stops[here]?.from ?? 0);
  }
}

/** The stop nearest to a time in the first column that has one. */
function nearest(columns: readonly GridColumn[], from: number): GridStop | undefined {
  for (const column of columns) {
    const stops = stopsOf(column);
    const [first, ...others] = stops;
    if (first === undefined) continue;
    const away = (stop: StopTime) => (stop.from <= from && from < stop.to ? -1 : Math.abs(stop.from - from));
    const best = others.reduce((one, other) => (away(other) < away(one) ? other : one), first);
    return { column: column.key, stop: best.stop };
  }
  return undefined;
}

/** Where the Tab key leads into: what was chosen last, else the first place from a time on. */
export function entryStop(
  columns: readonly GridColumn[],
  at: GridStop | undefined,
  from: number,
): GridStop | undefined {
  const known = columns.find(({ key }) => key === at?.column);
  if (at !== undefined && known !== undefined && stopsOf(known).some(({ stop }) => stop === at.stop)) return at;
  // The same item in another column: it was moved, by whomever.
  const moved = columns.find(({ items }) => items.some(({ stop }) => stop === at?.stop));
  if (at !== undefined && moved !== undefined) return { column: moved.key, stop: at.stop };
  return nearest(known === undefined ? columns : [known, ...columns], from);
}
