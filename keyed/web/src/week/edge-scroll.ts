/** So near to an edge the grid scrolls, and at most so many pixels a frame. */
const ZONE = 48;
const FASTEST = 14;

/** What is visible of something that scrolls, and a point in it; all in pixels of the window. */
export interface ScrollPoint {
  readonly x: number;
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** How far to scroll in this frame while something is held near an edge: faster the nearer, nothing in the middle. */
export function edgeStep({ x, y, top, bottom, left, right }: ScrollPoint): { readonly x: number; readonly y: number } {
  return { x: stepOf(x, left, right), y: stepOf(y, top, bottom) };
}

function stepOf(at: number, begin: number, end: number): number {
  // Where there is hardly room every place would be an edge.
  const zone = Math.min(ZONE, (end - begin) / 4);
  if (at < begin + zone) return -speed(begin + zone - at, zone);
  return at > end - zone ? speed(at - (end - zone), zone) : 0;
}

function speed(depth: number, zone: number): number {
  return Math.ceil(FASTEST * Math.min(1, depth / zone));
}
