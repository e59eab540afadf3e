/** Minutes since midnight by the practice's clock, `to` not included. A range may end after midnight (beyond 1440). */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Ranges in order, touching and overlapping ones joined, empty ones left out. */
export function joinRanges(ranges: readonly TimeRange[]): readonly TimeRange[] {
  const joined: TimeRange[] = [];
  for (const range of ranges.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || last.to < range.from) joined.push(range);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return joined;
}

/** What is left of `ranges` without `taken`, in order. */
export function rangesWithout(ranges: readonly TimeRange[], taken: readonly TimeRange[]): readonly TimeRange[] {
  const holes = joinRanges(taken);
  return joinRanges(ranges).flatMap((range) => cut(range, holes));
}

function cut({ from, to }: TimeRange, holes: readonly TimeRange[]): readonly TimeRange[] {
  const left: TimeRange[] = [];
  let at = from;
  for (const hole of holes) {
    if (hole.to <= at || hole.from >= to) continue;
    if (hole.from > at) left.push({ from: at, to: hole.from });
    at = Math.max(at, hole.to);
  }
  if (at < to) left.push({ from: at, to });
  return left;
}

/** What lies in `ranges` and in `within`. */
export function rangesWithin(ranges: readonly TimeRange[], within: TimeRange): readonly TimeRange[] {
  return joinRanges(ranges.map(({ from, to }) => ({ from: Math.max(from, within.from), to: Math.min(to, within.to) })));
}

/** True when two ranges have a minute in common. */
export function doOverlap(a: TimeRange, b: TimeRange): boolean {
  return a.from < b.to && b.from < a.to;
}

/** True when `range` lies whole in one of `ranges`, which are in order and joined. */
export function isWithin(range: TimeRange, ranges: readonly TimeRange[]): boolean {
  return ranges.some(({ from, to }) => from <= range.from && range.to <= to);
}
