/** Which Eintraege are ticked: some one by one, and a range that a further key with Umschalt draws anew. */
export interface Ticks {
  readonly single: ReadonlySet<string>;
  /** Where the range begins. */
  readonly anchor: string | undefined;
  /** Where it ends; undefined while there is none. */
  readonly end: string | undefined;
}

/** Nothing ticked. */
export const NO_TICKS: Ticks = { single: new Set(), anchor: undefined, end: undefined };

/** The records that are ticked and shown, in the order of the rows: what is counted is what is printed. @param shown records in that order. */
export function tickedOf({ single, anchor, end }: Ticks, shown: readonly string[]): ReadonlySet<string> {
  const [from, to] = [anchor, end].map((id) => (id === undefined ? -1 : shown.indexOf(id)));
  const range = from === undefined || to === undefined || from < 0 || to < 0 ? [] : rangeOf(shown, from, to);
  const inRange = new Set(range);
  return new Set(shown.filter((id) => single.has(id) || inRange.has(id)));
}

/** Ticks a record, or takes its tick away; a range begins there. */
export function toggled(ticks: Ticks, id: string, shown: readonly string[]): Ticks {
  const single = new Set(tickedOf(ticks, shown));
  if (!single.delete(id)) single.add(id);
  return { single, anchor: id, end: undefined };
}

/** Draws the range to a record: from where the last one began, else from `active`. */
export function drawnTo(ticks: Ticks, active: string | undefined, id: string): Ticks {
  return { ...ticks, anchor: ticks.anchor ?? active ?? id, end: id };
}

/** Ticks all that are shown. */
export function allTicked(shown: readonly string[]): Ticks {
  return { single: new Set(shown), anchor: undefined, end: undefined };
}

function rangeOf(shown: readonly string[], from: number, to: number): readonly string[] {
  return shown.slice(Math.min(from, to), Math.max(from, to) + 1);
}
