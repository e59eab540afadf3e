import type { AkteLine } from './akte-lines.ts';

/** Of one line; the first row of a day has a line above it. */
const ROW_PX = 25;
const DAY_ROW_PX = 28;
const LINE_PX = 19;
/** A longer text is cut after so many lines, and a button stands under them. */
const MOST_LINES = 3;
const MORE_PX = 24;

/** How wide the sign of a code is, in pixels, as the rows are set. */
export type SignWidth = (code: number) => number;

/** How high a row will be: what is guessed right moves nothing when it comes into view, and makes nobody compute all others anew (AT91).
 *  @param textPx how wide the text may be. */
export function rowHeightPx({ eintrag, startsDay }: AkteLine, textPx: number, widthOf: SignWidth): number {
  const lines = linesOf(eintrag.summary, textPx, widthOf);
  if (lines > MOST_LINES) cut.add(eintrag);
  else cut.delete(eintrag);
  const first = startsDay ? DAY_ROW_PX : ROW_PX;
  const under = (lines > MOST_LINES ? MORE_PX : 0) + (hasChips(eintrag) ? LINE_PX : 0);
  return first + (Math.min(lines, MOST_LINES) - 1) * LINE_PX + under;
}

const cut = new WeakSet<AkteLine['eintrag']>();

/** Whether a text seems to be cut, before the page was asked: its row has its whole height from the first frame on. */
export function seemsCut(eintrag: AkteLine['eintrag']): boolean {
  return cut.has(eintrag);
}

/** Words in a line of their own under the text. */
function hasChips({ freigabe, siteName, ofPerson }: AkteLine['eintrag']): boolean {
  return (freigabe !== undefined && freigabe.state !== 'draft') || siteName !== undefined || ofPerson !== undefined;
}

/** Lines of a text, at most one more than are shown. */
function linesOf(text: string, textPx: number, widthOf: SignWidth): number {
  let lines = 1;
  let usedPx = 0;
  let wordPx = 0;
  for (let at = 0; at < text.length && lines <= MOST_LINES; at++) {
    const code = text.charCodeAt(at);
    if (code === NEW_LINE || code === SPACE) {
      usedPx += wordPx + (code === SPACE ? widthOf(SPACE) : 0);
      wordPx = 0;
      if (code === SPACE) continue;
      lines += 1;
      usedPx = 0;
      continue;
    }
    wordPx += widthOf(code);
    if (usedPx + wordPx <= textPx) continue;
    lines += 1;
    // A word longer than the line is broken within.
    if (wordPx > textPx) wordPx = widthOf(code);
    usedPx = 0;
  }
  return lines;
}

const NEW_LINE = 10;
const SPACE = 32;

/** Widths as the browser sets them in the text of an element, each asked for once. */
export function signWidths(of: Element): SignWidth {
  const pen = document.createElement('canvas').getContext('2d');
  if (pen === null) return () => 7;
  // The shorthand `font` is empty where figures are set to one width.
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(of);
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  const known = new Map<number, number>();
  return (code) => {
    let width = known.get(code);
    if (width === undefined) {
      width = pen.measureText(String.fromCharCode(code)).width;
      known.set(code, width);
    }
    return width;
  };
}
