import { type Charset, decodeText } from './charset.ts';
import type { FindingLog } from './import-finding.ts';
import { IMPORT_LIMITS } from './import-plan.ts';
import { xdtCharset } from './xdt-charset.ts';
import { makeLineSplitter, type RawLine } from './xdt-split.ts';

/** One field of an xDT file. */
export interface XdtLine {
  /** Physical line, first is 1; several fields may share one when a line end is missing. */
  readonly line: number;
  /** Field id, four digits; `????` for a line without one. */
  readonly fk: string;
  readonly content: string;
  /** What the line takes in a well-formed file: content bytes + 9. */
  readonly bytes: number;
}

// xDT: the length counts itself (3), the field id (4), the content and CR LF (2). Source: KVDT data set description 1.6.1.
const OVERHEAD = 9;
const HEAD = 7;
const SNIFF_BYTES = 262_144;
// Stands for the field id of a line that has none.
const NO_FIELD = '????';

/** A field not yet given out, because the next line may continue it. */
interface Pending {
  line: number;
  fk: string;
  content: string;
  contentBytes: number;
  declared: number;
  ended: boolean;
}

/** Turns bytes into fields, tolerantly (IX3): every byte of the file ends up in a field or is a line end, a length or
 *  blank. Holds the beginning of the file until the character set is decided, then at most one field. */
export class XdtReader {
  readonly #log: FindingLog;
  readonly #splitter;
  #start: Uint8Array[] | null = [];
  #startBytes = 0;
  #charset: Charset = 'windows-1252';
  #pending: Pending | null = null;
  #countsCharacters = false;

  constructor(log: FindingLog) {
    this.#log = log;
    this.#splitter = makeLineSplitter(log);
  }

  /** The character set in use; before it is decided, the one that can show every byte. */
  get charset(): Charset {
    return this.#charset;
  }

  /** Takes the next bytes and gives the fields that are complete. */
  push(chunk: Uint8Array): readonly XdtLine[] {
    const out: XdtLine[] = [];
    if (this.#start === null) return this.#flow(chunk, out);
    this.#start.push(chunk);
    this.#startBytes += chunk.length;
    return this.#startBytes < SNIFF_BYTES ? out : this.#decide(this.#start, out);
  }

  /** Gives the last fields; call once. */
  end(): readonly XdtLine[] {
    const out: XdtLine[] = [];
    if (this.#start !== null) this.#decide(this.#start, out);
    for (const raw of this.#splitter.end()) this.#take(raw, out);
    this.#give(out);
    if (this.#countsCharacters) this.#log.add('XDT_LENGTH_IN_CHARACTERS');
    return out;
  }

  #decide(start: readonly Uint8Array[], out: XdtLine[]): XdtLine[] {
    this.#start = null;
    const bytes = concat(start, this.#startBytes);
    this.#charset = xdtCharset(bytes, this.#log);
    return this.#flow(withoutMark(bytes), out);
  }

  #flow(chunk: Uint8Array, out: XdtLine[]): XdtLine[] {
    for (const raw of this.#splitter.push(chunk)) this.#take(raw, out);
    return out;
  }

  #take(raw: RawLine, out: XdtLine[]): void {
    if (isBlank(raw.bytes)) return;
    const fields = cutFields(raw.bytes);
    if (fields.length === 0) return this.#takeHeadless(raw, out);
    if (fields.length > 1) this.#log.add('XDT_LINE_BREAK_MISSING', { line: raw.line });
    fields.forEach((field, at) => {
      this.#give(out);
      const ended = raw.ended || at < fields.length - 1;
      this.#pending = { ...fieldOf(field, this.#charset), line: raw.line, ended };
    });
  }

  #takeHeadless(raw: RawLine, out: XdtLine[]): void {
    const content = decodeText(raw.bytes, this.#charset);
    const before = this.#pending;
    // A short field may have had a line break inside: then this is the rest of it.
    if (before !== null && before.contentBytes + OVERHEAD < before.declared) {
      this.#log.add('XDT_LINE_CONTINUED', { line: raw.line, field: before.fk });
      before.content += `\n${content}`;
      before.contentBytes += raw.bytes.length + 2;
      before.ended = raw.ended;
      return;
    }
    this.#give(out);
    // Digits without line end at the end of the file are a head that was cut off.
    const isCutHead = !raw.ended && raw.bytes.length < HEAD && /^\d+$/.test(content);
    this.#log.add(isCutHead ? 'XDT_TRUNCATED' : 'XDT_LINE_UNREADABLE', { line: raw.line });
    const contentBytes = raw.bytes.length;
    this.#pending = {
      line: raw.line,
      fk: NO_FIELD,
      content,
      contentBytes,
      declared: contentBytes + OVERHEAD,
      ended: true,
    };
  }

  #give(out: XdtLine[]): void {
    if (this.#pending === null) return;
    const { line, fk, content, contentBytes, declared, ended } = this.#pending;
    this.#pending = null;
    const actual = contentBytes + OVERHEAD;
    if (declared !== actual) {
      if (!ended && actual < declared) this.#log.add('XDT_TRUNCATED', { line });
      else if (this.#charset === 'utf-8' && content.length + OVERHEAD === declared) this.#countsCharacters = true;
      else this.#log.add('XDT_LENGTH_WRONG', { line, field: fk, params: { declared, actual } });
    }
    out.push({ line, fk, content, bytes: actual });
  }
}

/** Cuts a physical line where a length says so and a head follows; [] when the line does not begin with a head. */
function cutFields(bytes: Uint8Array): Uint8Array[] {
  if (!hasHead(bytes, 0)) return [];
  const fields: Uint8Array[] = [];
  let from = 0;
  while (fields.length < IMPORT_LIMITS.lineBytes) {
    const next = from + declaredAt(bytes, from) - 2;
    // Only believe a length that ends exactly before another head whose own length fits into the line.
    const splits = next >= from + HEAD && hasHead(bytes, next) && next + declaredAt(bytes, next) - 2 <= bytes.length;
    if (!splits) break;
    fields.push(bytes.subarray(from, next));
    from = next;
  }
  return [...fields, bytes.subarray(from)];
}

function fieldOf(bytes: Uint8Array, charset: Charset): Pending {
  const content = bytes.subarray(HEAD);
  const fk = String.fromCharCode(...bytes.subarray(3, HEAD));
  return {
    line: 0,
    fk,
    content: decodeText(content, charset),
    contentBytes: content.length,
    declared: declaredAt(bytes, 0),
    ended: true,
  };
}

function hasHead(bytes: Uint8Array, from: number): boolean {
  if (from + HEAD > bytes.length) return false;
  for (let at = from; at < from + HEAD; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x30 || byte > 0x39) return false;
  }
  return true;
}

function declaredAt(bytes: Uint8Array, from: number): number {
  return [0, 1, 2].reduce((sum, at) => sum * 10 + ((bytes[from + at] ?? 0x30) - 0x30), 0);
}

// 0x1A alone on the last line is the end mark of old DOS programs.
function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x1a || byte === 0);
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function concat(chunks: readonly Uint8Array[], total: number): Uint8Array {
  const all = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
