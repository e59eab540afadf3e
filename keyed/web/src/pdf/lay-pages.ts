/** A part of a row on one page: its lines from `from` up to `to` (not included). */
export interface RowPart {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Fewer lines than this are not left alone at the foot of a page. */
const FEWEST_LINES = 3;

/**
 * Puts rows on pages. A row stays together where a page of its own could hold it; a longer one goes on overleaf.
 * @param lineCounts how many lines each row has, at least one.
 * @param room how many lines the first and every further page hold; a row takes `padding` besides.
 */
export function layPages(
  lineCounts: readonly number[],
  room: { readonly first: number; readonly further: number; readonly padding: number },
): readonly (readonly RowPart[])[] {
  const pages: RowPart[][] = [[]];
  let left = room.first;
  const turn = () => {
    pages.push([]);
    left = room.further;
  };
  for (const [row, count] of lineCounts.entries()) {
    const isWholePage = count + room.padding > room.further;
    const least = isWholePage ? FEWEST_LINES : count;
    if (least + room.padding > left && (pages.at(-1)?.length ?? 0) > 0) turn();
    for (let from = 0; from < count; ) {
      const held = Math.max(1, Math.floor(left - room.padding));
      const to = Math.min(count, from + held);
      pages.at(-1)?.push({ row, from, to });
      left -= to - from + room.padding;
      from = to;
      if (from < count) turn();
    }
  }
  return pages;
}
