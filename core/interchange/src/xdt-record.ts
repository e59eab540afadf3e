import type { FindingLog } from './import-finding.ts';
import { IMPORT_LIMITS } from './import-plan.ts';
import type { XdtLine } from './xdt-line.ts';

/** One record: the lines from field 8000 up to the next 8000, the 8000 itself left out. */
export interface XdtRecord {
  /** Record kind, four characters; '' for lines before the first 8000. */
  readonly satzart: string;
  readonly line: number;
  readonly lines: readonly XdtLine[];
  /** Length of the whole record in a well-formed file. */
  readonly bytes: number;
}

/** Groups fields into records; holds one record. */
export class RecordGrouper {
  readonly #log: FindingLog;
  readonly #hasLength: boolean;
  #satzart = '';
  #line = 1;
  #lines: XdtLine[] = [];
  #bytes = 0;
  #tooLong = false;

  /** @param hasLength true for formats whose second field 8100 is the length of the record (GDT, LDT 2, BDT). */
  constructor(log: FindingLog, hasLength: boolean) {
    this.#log = log;
    this.#hasLength = hasLength;
  }

  /** Takes the next field; gives the record that it ends. */
  push(line: XdtLine): XdtRecord | null {
    if (line.fk === '8000') {
      const record = this.end();
      this.#satzart = line.content.trim();
      this.#line = line.line;
      this.#bytes = line.bytes;
      return record;
    }
    if (this.#lines.length >= IMPORT_LIMITS.recordLines) {
      if (!this.#tooLong)
        this.#log.add('XDT_RECORD_TOO_LONG', { line: this.#line, params: { limit: IMPORT_LIMITS.recordLines } });
      this.#tooLong = true;
      return null;
    }
    this.#lines.push(line);
    this.#bytes += line.bytes;
    return null;
  }

  /** Gives the last record, or null when there is none. */
  end(): XdtRecord | null {
    const lines = this.#hasLength ? this.#withoutLength(this.#lines) : this.#lines;
    const record = { satzart: this.#satzart, line: this.#line, lines, bytes: this.#bytes };
    const empty = this.#satzart === '' && this.#lines.length === 0;
    this.#lines = [];
    this.#satzart = '';
    return empty ? null : record;
  }

  #withoutLength(lines: readonly XdtLine[]): readonly XdtLine[] {
    const [first, ...rest] = lines;
    if (first?.fk !== '8100' || !/^\d{1,9}$/.test(first.content)) return lines;
    // Wrong lengths are common in the field (files rewritten with other line ends): report, never reject.
    const declared = Number(first.content);
    if (declared !== this.#bytes) {
      this.#log.add('XDT_RECORD_LENGTH_WRONG', { line: this.#line, params: { declared, actual: this.#bytes } });
    }
    return rest;
  }
}
