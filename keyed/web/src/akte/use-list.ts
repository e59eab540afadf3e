import { defaultRangeExtractor, elementScroll, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { AkteLine } from './akte-lines.ts';
import { rowHeightPx, signWidths } from './row-heights.ts';

interface Scroller {
  readonly current: HTMLDivElement | null;
}

/** Rows above and below the window that are in the page. */
const ROWS_AROUND = 8;

/** Which rows are in the page, and where: those near the window, and those with the focus or an open editor.
 *  @param kept places of rows that stay in the page, wherever the wheel goes; -1 is none. */
export function useList(lines: readonly AkteLine[], kept: readonly number[], scroller: Scroller) {
  const hasJumped = useRef(false);
  const heightPx = useHeights(lines, scroller);
  // An Akte stands first with the rows that can be seen; those around them come behind that frame.
  const overscan = useDeferredValue(ROWS_AROUND, 0);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: heightPx.of,
    getItemKey: (at) => lines[at]?.eintrag.recordId ?? at,
    overscan,
    anchorTo: 'end',
    followOnAppend: true,
    initialRect: lastSize.list,
    // The newest rows are the first that are drawn.
    initialOffset: () =>
      Math.max(
        0,
        lines.reduce((sumPx, _, at) => sumPx + heightPx.of(at), -lastSize.list.height),
      ),
    scrollToFn: useMemo(keepingWheel, []),
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...kept.filter((at) => at >= 0)])].toSorted((a, b) => a - b),
  });
  useEffect(() => {
    if (hasJumped.current || lines.length === 0) return;
    hasJumped.current = true;
    virtual.scrollToEnd();
  }, [virtual, lines.length]);
  const textPx = useRef(heightPx.textPx);
  useLayoutEffect(() => {
    if (textPx.current === heightPx.textPx) return;
    textPx.current = heightPx.textPx;
    // Behind the work of React, and before anything is painted: the list may draw itself anew at once.
    queueMicrotask(() => measureAnew(virtual, scroller));
  }, [virtual, heightPx.textPx, scroller]);
  return virtual;
}

/** On another width no height holds any more, but those of the rows that are in the page: they say nothing new by themselves. */
function measureAnew(virtual: Virtualizer<HTMLDivElement, Element>, scroller: Scroller): void {
  virtual.measure();
  // Works out the guesses anew: a height is taken note of as far as it differs from them.
  virtual.getTotalSize();
  for (const row of scroller.current?.querySelectorAll<HTMLElement>('[data-index]') ?? [])
    virtual.resizeItem(Number(row.dataset['index']), row.offsetHeight);
}

/** A correction of the place, for a row above that turned out higher, adds to what the wheel has done since the list last heard of it: it
 *  never takes it back (AT91). */
function keepingWheel(): typeof elementScroll<HTMLDivElement> {
  let written: { readonly of: number; readonly toPx: number } | undefined;
  return (offset, options, instance) => {
    const { scrollElement } = instance;
    const { adjustments = 0 } = options;
    const expectedPx = written?.of === offset ? written.toPx : offset;
    const movedPx = adjustments === 0 || scrollElement === null ? 0 : scrollElement.scrollTop - expectedPx;
    elementScroll(offset + movedPx, options, instance);
    written = adjustments === 0 || scrollElement === null ? undefined : { of: offset, toPx: scrollElement.scrollTop };
  };
}

/** How large the list was when it was last in the page: the next Akte has its rows and their heights at once, and is laid out once. */
const lastSize = { list: { width: 0, height: 0 }, cellPx: Number.POSITIVE_INFINITY };

/** Of how many noughts the style of a row makes the longest line. */
const LONGEST_LINE = 90;
const NOUGHT = 48;

/** Heights of rows before they are in the page, each computed once for a width. */
function useHeights(lines: readonly AkteLine[], scroller: Scroller) {
  const [widthOf] = useState(() => signWidths(document.body));
  const [cellPx, setCellPx] = useState(lastSize.cellPx);
  useLayoutEffect(() => {
    const list = scroller.current;
    if (list === null) return undefined;
    const observer = new ResizeObserver(() => {
      lastSize.list = { width: list.clientWidth, height: list.clientHeight };
      const cell = list.querySelector('.eintrag-cell');
      if (cell === null) return;
      lastSize.cellPx = cell.clientWidth;
      setCellPx(cell.clientWidth);
    });
    observer.observe(list);
    return () => observer.disconnect();
  }, [scroller]);
  const textPx = Math.min(LONGEST_LINE * widthOf(NOUGHT), cellPx);
  return useMemo(() => {
    const known = new Map<number, number>();
    const of = (at: number): number => {
      const line = lines[at];
      const height = known.get(at) ?? (line === undefined ? 0 : rowHeightPx(line, textPx, widthOf));
      known.set(at, height);
      return height;
    };
    return { of, textPx };
  }, [lines, textPx, widthOf]);
}
