import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { edgeStep } from './edge-scroll.ts';
import { type GridScale, SNAP, snapped, snappedLength } from './grid-geometry.ts';
import type { GridColumn, GridItem } from './week-columns.ts';

/** So far the pointer goes before something moves. */
const SLACK = 4;
/** So long a finger holds something before it is picked up, and so far it may tremble meanwhile (KG15). */
const HOLD_MS = 400;
const TREMBLE = 10;

/** Something on its way under the pointer. */
export interface Dragged {
  readonly item: GridItem;
  readonly column: GridColumn;
  readonly from: number;
  readonly minutes: number;
  /** The column it comes from. */
  readonly origin: GridColumn;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Held extends Point {
  readonly item: GridItem;
  readonly origin: GridColumn;
  readonly isEdge: boolean;
  readonly isTouch: boolean;
  readonly element: HTMLElement;
  readonly pointerId: number;
  /** How far the grid was scrolled when it was taken. */
  readonly scrollTop: number;
}

interface DragWork {
  readonly columns: readonly GridColumn[];
  readonly scale: GridScale;
  readonly mayWrite: boolean;
  readonly onDrop: (dragged: Dragged) => void;
}

/**
 * Drags what has `data-move`, or with the mouse its lower edge (KG12); a finger picks it up by holding it (KG15). Near an edge the grid
 * scrolls along. @param onDrop called once, with where it was let go; never after Esc.
 */
export function useGridDrag(
  { body, scroll }: { readonly body: RefObject<HTMLElement | null>; readonly scroll: RefObject<HTMLElement | null> },
  work: DragWork,
) {
  const held = useRef<Held | undefined>(undefined);
  const point = useRef<Point>({ x: 0, y: 0 });
  const hold = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [dragged, setDragged] = useState<Dragged>();
  const newest = useRef({ work, dragged });
  newest.current = { work, dragged };

  function drop(): void {
    clearTimeout(hold.current);
    held.current = undefined;
    show(undefined);
  }
  function show(next: Dragged | undefined): void {
    newest.current = { ...newest.current, dragged: next };
    setDragged(next);
  }
  /** Shows where what is held would come to lie now. */
  function follow(): void {
    const { current: at } = held;
    if (at === undefined) return;
    const { columns, scale } = newest.current.work;
    const next = draggedTo(at, point.current, { body: body.current, scroll: scroll.current, columns, scale });
    const before = newest.current.dragged;
    if (before?.from !== next.from || before.minutes !== next.minutes || before.column !== next.column) show(next);
  }
  function begin(at: Held): void {
    at.element.setPointerCapture(at.pointerId);
    follow();
  }
  useEscape(dragged !== undefined, drop);
  useEdgeScroll(dragged !== undefined, { scroll, point, follow });
  useHeldFinger(body, () => held.current?.isTouch === true && newest.current.dragged !== undefined);

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    const at = work.mayWrite ? heldBy(event, work.columns, scroll.current?.scrollTop ?? 0) : undefined;
    if (at === undefined) return;
    held.current = at;
    point.current = at;
    clearTimeout(hold.current);
    if (at.isTouch) hold.current = setTimeout(() => held.current === at && begin(at), HOLD_MS);
  }
  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const { current: at } = held;
    if (at === undefined) return;
    point.current = { x: event.clientX, y: event.clientY };
    if (dragged !== undefined) return follow();
    const way = Math.abs(event.clientX - at.x) + Math.abs(event.clientY - at.y);
    if (!at.isTouch && way > SLACK) begin(at);
    // It scrolls.
    else if (at.isTouch && way > TREMBLE) drop();
  }
  function onPointerUp(): void {
    const { dragged: done } = newest.current;
    drop();
    if (done !== undefined && isElsewhere(done)) work.onDrop(done);
  }
  return { dragged, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: drop } };
}

/** What a pointer has come down on, when it is something that can be moved. */
function heldBy(event: PointerEvent<HTMLElement>, columns: readonly GridColumn[], scrollTop: number): Held | undefined {
  const { target, clientX: x, clientY: y, pointerId } = event;
  if (event.button !== 0 || !event.isPrimary || !(target instanceof Element)) return undefined;
  const element = target.closest<HTMLElement>('[data-move]');
  const origin = columns.find(({ key }) => key === columnKeyOf(target));
  const item = origin?.items.find(({ stop }) => stop === element?.dataset['stop']);
  if (element === null || origin === undefined || item === undefined) return undefined;
  const isTouch = event.pointerType === 'touch';
  // A finger is wider than the edge: the length is changed with the buttons.
  const isEdge = !isTouch && target.closest('[data-edge]') !== null;
  return { item, origin, element, isTouch, isEdge, x, y, pointerId, scrollTop };
}

function draggedTo(
  { item, origin, y, isEdge, scrollTop }: Held,
  point: Point,
  {
    body,
    scroll,
    columns,
    scale,
  }: {
    body: HTMLElement | null;
    scroll: HTMLElement | null;
    columns: readonly GridColumn[];
    scale: GridScale;
  },
): Dragged {
  const scrolled = (scroll?.scrollTop ?? 0) - scrollTop;
  const by = (point.y - y + scrolled) / scale.px;
  const { from, minutes } = timeOf(item);
  if (isEdge) return { item, origin, column: origin, from, minutes: snappedLength(minutes + by, from) };
  const column = columns.find(({ key }) => key === columnAt(body, point.x)) ?? origin;
  return { item, origin, column, from: snapped(from + by, minutes), minutes };
}

/** Beginning and length as they are kept; what is drawn may be longer. */
export function timeOf(item: GridItem): { readonly from: number; readonly minutes: number } {
  return item.kind === 'appointment' ? item.row : item.blocked;
}

/** Minute of a point in the grid, on a place. */
export function minuteAt(element: Element, clientY: number, scale: GridScale): number {
  const { top } = element.getBoundingClientRect();
  return Math.floor((scale.from + (clientY - top) / scale.px) / SNAP) * SNAP;
}

function isElsewhere({ item, origin, column, from, minutes }: Dragged): boolean {
  const before = timeOf(item);
  return origin.key !== column.key || from !== before.from || minutes !== before.minutes;
}

function columnKeyOf(element: Element): string | undefined {
  return element.closest<HTMLElement>('[data-column]')?.dataset['column'];
}

function columnAt(body: HTMLElement | null, clientX: number): string | undefined {
  const all = body?.querySelectorAll<HTMLElement>('[data-column]') ?? [];
  for (const element of all) {
    const { left, right } = element.getBoundingClientRect();
    if (left <= clientX && clientX < right) return element.dataset['column'];
  }
  return undefined;
}

function useEscape(isDragging: boolean, drop: () => void): void {
  const newest = useRef(drop);
  newest.current = drop;
  useEffect(() => {
    if (!isDragging) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') newest.current();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [isDragging]);
}

/** Scrolls the grid while something is held near its edge, and lets what is held follow. */
function useEdgeScroll(
  isDragging: boolean,
  { scroll, point, follow }: { scroll: RefObject<HTMLElement | null>; point: RefObject<Point>; follow: () => void },
): void {
  const newest = useRef(follow);
  newest.current = follow;
  useEffect(() => {
    const { current: scroller } = scroll;
    if (!isDragging || scroller === null) return undefined;
    const { top, bottom, left, right } = scroller.getBoundingClientRect();
    // Heads and hours stand over what scrolls.
    const heads = scroller.querySelector('.grid-heads')?.getBoundingClientRect().height ?? 0;
    const hours = scroller.querySelector('.grid-hours')?.getBoundingClientRect().width ?? 0;
    const seen = { top: top + heads, bottom, left: left + hours, right };
    let frame = requestAnimationFrame(function step() {
      const by = edgeStep({ ...seen, ...point.current });
      if (by.x !== 0 || by.y !== 0) {
        const before = scroller.scrollTop + scroller.scrollLeft;
        scroller.scrollTop += by.y;
        scroller.scrollLeft += by.x;
        if (scroller.scrollTop + scroller.scrollLeft !== before) newest.current();
      }
      frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [isDragging, scroll, point]);
}

/** What a finger has picked up moves, and the page below stands still; without it fingers scroll as ever. */
function useHeldFinger(body: RefObject<HTMLElement | null>, isHeld: () => boolean): void {
  const newest = useRef(isHeld);
  newest.current = isHeld;
  useEffect(() => {
    const { current: element } = body;
    const stay = (event: Event) => {
      if (newest.current() && event.cancelable) event.preventDefault();
    };
    // React listens passively, and could not hold the page.
    element?.addEventListener('touchmove', stay, { passive: false });
    element?.addEventListener('contextmenu', stay);
    return () => {
      element?.removeEventListener('touchmove', stay);
      element?.removeEventListener('contextmenu', stay);
    };
  }, [body]);
}
