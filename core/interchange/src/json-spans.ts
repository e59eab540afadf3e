import { IMPORT_LIMITS } from './import-plan.ts';
import type { JsonFault } from './json-scan.ts';
import { hasUtf8Mark } from './table-charset.ts';

/** One piece of a JSON file that is small enough to be parsed by itself. */
export interface JsonSpan {
  /** `entry`: an element of the list `entry` of a root; `root`: an object of the file itself, its list `entry` left empty. */
  readonly kind: 'entry' | 'root';
  /** Place of the first byte in the file. */
  readonly start: number;
  readonly bytes: Uint8Array;
  /** Which object of the file, from 0: a Bundle is one, NDJSON has one in every line. */
  readonly root: number;
  /** Which element of the list; how many elements the list had for a root. */
  readonly at: number;
}

/** Why a file cannot be cut. */
export type SpanFault = Extract<JsonFault, 'depth'> | 'not-json' | 'too-long';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const ENTRY_KEY = /[{,]\s*"entry"\s*:\s*$/;
const KEY_LOOK_BYTES = 64;
/** Inside of a root its list of entries is the second level, an element of it the third. */
const LIST_DEPTH = 2;

/** Cuts FHIR JSON of any size into pieces (IX4): a Bundle into its entries, NDJSON into its lines; holds one piece. Strings are
 *  skipped and brackets counted; whether a piece is JSON its parser says, and what stands between pieces is checked here. */
export class JsonSpans {
  readonly #taken: (span: JsonSpan) => void;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #inList = false;
  /** In the list: an element may begin (true) or a comma must come (false). */
  #wantsElement = true;
  #root = -1;
  #entries = 0;
  #rootStart = 0;
  #entryStart = 0;
  #place = 0;
  #fault: SpanFault | undefined;
  #rootBytes = new Pieces();
  #entryBytes = new Pieces();

  constructor(taken: (span: JsonSpan) => void) {
    this.#taken = taken;
  }

  get fault(): SpanFault | undefined {
    return this.#fault;
  }

  /** Objects of the file itself that began so far. */
  get roots(): number {
    return this.#root + 1;
  }

  push(chunk: Uint8Array): void {
    // A byte order mark is no JSON, and many programs write one.
    let from = this.#place === 0 && hasUtf8Mark(chunk) ? 3 : 0;
    for (let at = from; at < chunk.length && this.#fault === undefined; at++) {
      if (this.#inString) at = this.#afterString(chunk, at);
      else from = this.#takeByte(chunk, at, from);
    }
    this.#keep(chunk.subarray(from));
    this.#place += chunk.length;
  }

  /** @returns from where on the bytes of the chunk are not kept yet. */
  #takeByte(chunk: Uint8Array, at: number, from: number): number {
    const byte = chunk[at] as number;
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) return this.#open(chunk, at, from);
    if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) return this.#close(chunk, at, from);
    if (this.#isBetween()) this.#between(byte);
    else if (byte === QUOTE) this.#inString = true;
    return from;
  }

  /** To be called once, after the last piece. */
  end(): void {
    if (this.#depth > 0 || this.#root < 0) this.#fault ??= 'not-json';
  }

  /** Outside of every object, or between two elements of the list. */
  #isBetween(): boolean {
    return this.#depth === 0 || (this.#inList && this.#depth === LIST_DEPTH);
  }

  #between(byte: number): void {
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return;
    const isComma = byte === COMMA && this.#depth > 0 && !this.#wantsElement;
    if (isComma) this.#wantsElement = true;
    else this.#fault = 'not-json';
  }

  /** @returns the place of the closing quote, or the end of the chunk. */
  #afterString(chunk: Uint8Array, start: number): number {
    const from = this.#escaped ? start + 1 : start;
    this.#escaped = false;
    for (let quote = chunk.indexOf(QUOTE, from); quote >= 0; quote = chunk.indexOf(QUOTE, quote + 1)) {
      if (isEscaped(chunk, from, quote)) continue;
      this.#inString = false;
      return quote;
    }
    this.#escaped = isEscaped(chunk, from, chunk.length);
    return chunk.length;
  }

  /** @returns from where on the bytes of the chunk are not kept yet. */
  #open(chunk: Uint8Array, at: number, from: number): number {
    const isObject = chunk[at] === OPEN_OBJECT;
    if (this.#isBetween()) return isObject ? this.#begin(at) : this.#refuse(from);
    this.#depth++;
    if (this.#depth > IMPORT_LIMITS.depth + LIST_DEPTH) this.#fault = 'depth';
    if (isObject || this.#depth !== LIST_DEPTH) return from;
    this.#keep(chunk.subarray(from, at + 1));
    this.#inList = ENTRY_KEY.test(textOf(this.#rootBytes.last(KEY_LOOK_BYTES).subarray(0, -1)));
    this.#wantsElement = true;
    return at + 1;
  }

  #begin(at: number): number {
    if (this.#depth === 0) {
      this.#root++;
      this.#entries = 0;
      this.#rootStart = this.#place + at;
    } else {
      if (!this.#wantsElement) this.#fault = 'not-json';
      this.#entryStart = this.#place + at;
    }
    this.#depth++;
    return at;
  }

  #close(chunk: Uint8Array, at: number, from: number): number {
    const isBetween = this.#isBetween();
    // An element is closed by the bracket of an object, the list by its own; what else does not fit, the parser of the piece finds.
    if (this.#depth === 0 || (isBetween && (chunk[at] !== CLOSE_LIST || (this.#wantsElement && this.#entries > 0))))
      return this.#refuse(from);
    this.#depth--;
    if (isBetween) {
      this.#inList = false;
      return at;
    }
    if (this.#depth > 0 && !(this.#inList && this.#depth === LIST_DEPTH)) return from;
    this.#keep(chunk.subarray(from, at + 1), true);
    this.#give();
    return at + 1;
  }

  #give(): void {
    if (this.#fault !== undefined) return;
    if (this.#depth === 0) {
      const bytes = this.#rootBytes.take();
      this.#taken({ kind: 'root', start: this.#rootStart, bytes, root: this.#root, at: this.#entries });
      return;
    }
    const bytes = this.#entryBytes.take();
    this.#wantsElement = false;
    this.#taken({ kind: 'entry', start: this.#entryStart, bytes, root: this.#root, at: this.#entries++ });
  }

  #refuse(from: number): number {
    this.#fault = 'not-json';
    return from;
  }

  #keep(bytes: Uint8Array, isLast = false): void {
    if (this.#depth === 0 && !isLast) return;
    const isEntry = this.#inList && (this.#depth > LIST_DEPTH || isLast);
    // What stands between two elements is only commas and blanks.
    if (this.#inList && !isEntry) return;
    const pieces = isEntry ? this.#entryBytes : this.#rootBytes;
    pieces.push(bytes);
    if (pieces.length > IMPORT_LIMITS.fileBytes) this.#fault ??= 'too-long';
  }
}

/** True when an odd number of backslashes stands before `at`. */
function isEscaped(chunk: Uint8Array, from: number, at: number): boolean {
  let start = at;
  while (start > from && chunk[start - 1] === BACKSLASH) start--;
  return (at - start) % 2 === 1;
}

/** Bytes of one piece that came in several chunks. */
class Pieces {
  #pieces: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#pieces.push(bytes);
    this.#length += bytes.length;
  }

  last(count: number): Uint8Array {
    const all = this.take();
    this.push(all);
    return all.subarray(-count);
  }

  take(): Uint8Array {
    const [only] = this.#pieces;
    const all = this.#pieces.length === 1 && only !== undefined ? only : new Uint8Array(this.#length);
    let at = 0;
    for (const piece of this.#pieces) {
      if (piece !== all) all.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    this.#length = 0;
    return all;
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes);
}
