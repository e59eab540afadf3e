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
  const utf8 = new TextEncoder();
  const entries: LogFileEntry[] = [];
  let head: LogFileHead | undefined;
  let end: LogFileEnd | null | undefined;
  let isWhole = true;
  let rows = 0;
  for await (const line of lines) {
    if (end !== undefined) isWhole &&= line === '';
    else if ((end = readLogFileEnd(line)) === undefined) {
      heed(utf8.encode(`${line}\n`));
      if (head === undefined) {
        head = readLogFileHead(line);
        if (head === undefined) break;
        continue;
      }
      const entry = readLogFileEntry(line);
      if (entry === undefined) isWhole = false;
      else entries.push(entry);
      if (entry?.part === 'row') onRow(++rows);
    }
  }
  return { head, entries, end: end ?? undefined, isWhole: isWhole && end !== undefined && end !== null };
}
