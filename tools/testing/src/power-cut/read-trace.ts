/** One thing a program did to its files, or an answer it gave, in the order the kernel saw it. */
export type DiskEvent =
  | { readonly event: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly event: 'truncate'; readonly file: string; readonly size: number }
  | { readonly event: 'sync'; readonly file: string }
  | { readonly event: 'unlink'; readonly file: string }
  /** A socket write; tests look for acknowledgements in it. */
  | { readonly event: 'answer'; readonly text: string };

/** Options of strace that make `readTrace` possible. */
export const TRACE_OPTIONS = [
  '-f',
  '-y',
  '-xx',
  '-s',
  '1048576',
  '-e',
  'trace=pwrite64,write,writev,sendto,sendmsg,ftruncate,fsync,fdatasync,unlink,unlinkat',
] as const;

const CALL = /^(\d+)\s+(\w+)\((.*)\)\s+= (-?\d+)/;
const UNFINISHED = /^(\d+)\s+(\w+)\((.*) <unfinished \.\.\.>$/;
const RESUMED = /^(\d+)\s+<\.\.\. (\w+) resumed>(.*)\)\s+= (-?\d+)/;
const FD = /^\d+<([^>]*)>/;
const STRING = /"((?:\\x[0-9a-f]{2})*)"/g;

/** Reads the output of strace with `TRACE_OPTIONS`. A call that was interrupted in the log counts where it ended. */
export function readTrace(trace: string): DiskEvent[] {
  const begun = new Map<string, string>();
  const events: DiskEvent[] = [];
  for (const line of trace.split('\n')) {
    const unfinished = UNFINISHED.exec(line);
    if (unfinished !== null) {
      begun.set(unfinished[1] as string, unfinished[3] as string);
      continue;
    }
    const resumed = RESUMED.exec(line);
    const [pid, name, args, result] =
      resumed === null
        ? (CALL.exec(line)?.slice(1) ?? [])
        : [resumed[1], resumed[2], `${begun.get(resumed[1] as string) ?? ''}${resumed[3]}`, resumed[4]];
    if (pid === undefined || name === undefined || args === undefined || Number(result) < 0) continue;
    const event = eventOf(name, args, Number(result));
    if (event !== undefined) events.push(event);
  }
  return events;
}

function eventOf(name: string, args: string, result: number): DiskEvent | undefined {
  const file = pathOf(FD.exec(args)?.[1] ?? '');
  switch (name) {
    case 'pwrite64':
      return {
        event: 'write',
        file,
        offset: Number(args.split(', ').at(-1)),
        bytes: bytesIn(args).subarray(0, result),
      };
    case 'ftruncate':
      return { event: 'truncate', file, size: Number(args.split(', ').at(-1)) };
    case 'fsync':
    case 'fdatasync':
      return { event: 'sync', file };
    case 'unlink':
    case 'unlinkat':
      return { event: 'unlink', file: bytesIn(args).toString('utf8') };
    default:
      return /^(TCP|socket|UNIX)/.test(file) ? { event: 'answer', text: bytesIn(args).toString('latin1') } : undefined;
  }
}

/** strace writes paths in hex, too, when told to write strings so. */
function pathOf(text: string): string {
  return text.includes('\\x') ? unhex(text).toString('utf8') : text;
}

function bytesIn(args: string): Buffer {
  return Buffer.concat([...args.matchAll(STRING)].map(([, hex]) => unhex(hex ?? '')));
}

function unhex(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}
