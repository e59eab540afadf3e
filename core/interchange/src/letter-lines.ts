import { type TableCharset, TextPieces } from './table-charset.ts';

/** A line of a table with letters beyond A to Z. */
export interface LetterLine {
  readonly line: number;
  readonly text: string;
}

const LF = 0x0a;
const MOST_LINES = 5;
const MOST_BYTES = 160;

/** Finds the first lines with letters beyond A to Z: by them a human sees whether the character set is the right one (IE20). For
 *  sets of one byte for A to Z; in those of two bytes every line looks like one. */
export class LetterLines {
  readonly #lines: { readonly line: number; readonly bytes: Uint8Array }[] = [];
  #line = 1;

  get isFull(): boolean {
    return this.#lines.length >= MOST_LINES;
  }

  /** Takes the next bytes. Of a line that is cut between two chunks only one part is looked at. */
  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length && !this.isFull; ) {
      const end = chunk.indexOf(LF, from);
      const bytes = chunk.subarray(from, end < 0 ? chunk.length : end);
      const first = bytes.findIndex((byte) => byte >= 0x80);
      if (first >= 0 && this.#lines.at(-1)?.line !== this.#line)
        this.#lines.push({ line: this.#line, bytes: aroundOf(bytes, first) });
      if (end < 0) return;
      this.#line++;
      from = end + 1;
    }
  }

  /** The lines, read in a character set. */
  readAs(charset: TableCharset): readonly LetterLine[] {
    if (charset.startsWith('utf-16')) return [];
    return this.#lines.map(({ line, bytes }) => ({ line, text: new TextPieces(charset).push(bytes).trim() }));
  }
}

/** The part of a long line that holds the letter, cut between two letters of UTF-8. */
function aroundOf(bytes: Uint8Array, first: number): Uint8Array {
  const start = Math.max(0, first - MOST_BYTES / 2);
  let end = Math.min(bytes.length, start + MOST_BYTES);
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end++;
  return bytes.slice(start, end);
}
