import type { FindingLog } from './import-finding.ts';
import { IMPORT_LIMITS } from './import-plan.ts';

/** One physical line of bytes without its line end. */
export interface RawLine {
  /** First line is 1. */
  readonly line: number;
  readonly bytes: Uint8Array;
  /** False for a last line without line end. */
  readonly ended: boolean;
}

/** Cuts a stream of bytes into lines; holds at most one unfinished line. */
export interface LineSplitter {
  readonly push: (chunk: Uint8Array) => readonly RawLine[];
  readonly end: () => readonly RawLine[];
}

const LF = 10;
const CR = 13;

/** Makes a splitter that takes CR LF, LF and CR as line ends, also when CR LF is cut between two chunks (IX3).
 *  A line longer than the limit is reported and cut, so that no input makes it hold more. */
export function makeLineSplitter(log: FindingLog): LineSplitter {
  let rest: Uint8Array = new Uint8Array(0);
  let line = 0;
  let afterCr = false;
  let tooLong = false;

  const finish = (bytes: Uint8Array, ended: boolean): RawLine => {
    line++;
    return { line, bytes, ended };
  };
  const keep = (bytes: Uint8Array) => {
    if (bytes.length > IMPORT_LIMITS.lineBytes && !tooLong) {
      tooLong = true;
      log.add('XDT_LINE_TOO_LONG', { line: line + 1, params: { limit: IMPORT_LIMITS.lineBytes } });
    }
    rest = tooLong ? new Uint8Array(0) : bytes.slice();
  };

  return {
    push(chunk) {
      const bytes = rest.length === 0 ? chunk : joined(rest, chunk);
      const lines: RawLine[] = [];
      let from = 0;
      for (let at = rest.length; at < bytes.length; at++) {
        const byte = bytes[at];
        if (byte === LF && afterCr) from = at + 1;
        else if (byte === LF || byte === CR) {
          lines.push(finish(bytes.subarray(from, at), true));
          from = at + 1;
        }
        afterCr = byte === CR;
      }
      keep(bytes.subarray(from));
      return lines;
    },
    end: () => (rest.length === 0 ? [] : [finish(rest, false)]),
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
