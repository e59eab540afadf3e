import {
  type LogFileEnd,
  type LogFileEntry,
  type LogFileHead,
  readLogFileEnd,
  readLogFileEntry,
  readLogFileHead,
} from '@siegel/wire';

/** What stands in a log file. */
export interface ReadLogFile {
  /** Undefined: no log file. */
  readonly head: LogFileHead | undefined;
  readonly entries: readonly LogFileEntry[];
  readonly end: LogFileEnd | undefined;
  /** False: a line is none, or the end is missing. */
  readonly isWhole: boolean;
}

/** Reads a log file line by line; `heed` gets the bytes of every line before the last. Lines that are none are left out and said. */
export async function readLogFile(
  lines: AsyncIterable<string>,
  heed: (line: Uint8Array) => void,
  onRow: (rows: number) => void,
): Promise<ReadLogFile> {
  const reading = new Reading(heed, onRow);
  for await (const line of lines) if (!reading.take(line)) break;
  return reading.result();
}

/** The lines of a file, one after the other. */
class Reading {
  readonly #heed: (line: Uint8Array) => void;
  readonly #onRow: (rows: number) => void;
  readonly #entries: LogFileEntry[] = [];
  #head: LogFileHead | undefined;
  #end: LogFileEnd | null | undefined;
  #isWhole = true;
  #rows = 0;

  constructor(heed: (line: Uint8Array) => void, onRow: (rows: number) => void) {
    this.#heed = heed;
    this.#onRow = onRow;
  }

  /** @returns false when this is no log file. */
  take(line: string): boolean {
    if (this.#end !== undefined) {
      this.#isWhole &&= line === '';
      return true;
    }
    this.#end = readLogFileEnd(line);
    if (this.#end !== undefined) return true;
    this.#heed(new TextEncoder().encode(`${line}\n`));
    if (this.#head !== undefined) this.#entry(line);
    else this.#head = readLogFileHead(line);
    return this.#head !== undefined;
  }

  #entry(line: string): void {
    const entry = readLogFileEntry(line);
    if (entry === undefined) this.#isWhole = false;
    else this.#entries.push(entry);
    if (entry?.part === 'row') this.#onRow(++this.#rows);
  }

  result(): ReadLogFile {
    const end = this.#end ?? undefined;
    return { head: this.#head, entries: this.#entries, end, isWhole: this.#isWhole && end !== undefined };
  }
}
