import * as z from 'zod/mini';

// A saved log that proves itself (docs/spec/log.md LG14): JSON with a line per entry, so that it is written and read piece by piece.
// Bytes are base64url.

const FORMAT = 'siegel-log';
const VERSION = 1;

/** What the first line of a saved log says (LG14). Bytes are base64url everywhere. */
export interface LogFileHead {
  readonly tenant: string;
  readonly instance: string;
  readonly orgPublic: string;
  /** Hex of the device that has written the file. */
  readonly device: string;
  readonly madeAt: string;
  readonly size: number;
  /** The signed note over the tree of `size` entries. */
  readonly checkpoint: string;
  /** What was chosen, as the screen asks for it. */
  readonly filter: object;
}

/** An entry of the journal with everything that proves it. `row`: somebody asked for it. `house`: who was who. `before`: what a row
 *  builds upon. */
export interface LogFileEntry {
  readonly part: 'row' | 'house' | 'before';
  readonly seq: number;
  /** The 58 bytes of its leaf. */
  readonly leaf: string;
  /** From the leaf to the root of the checkpoint, bottom up. */
  readonly path: string;
  readonly body: string;
  readonly open: { readonly salt: string; readonly fields: string } | null;
  readonly batch: {
    readonly first: number;
    readonly count: number;
    readonly statement: string;
    readonly signature: string;
    /** From the entry hash to the root the statement signs, bottom up. */
    readonly path: string;
  };
  /** Rows only: in words. Names are the writing device's word. */
  readonly said?: LogFileWords;
}

export interface LogFileWords {
  readonly at: string;
  readonly kind: number;
  readonly label: string;
  readonly purpose: string;
  readonly address: string;
  readonly who: string;
  readonly device: string;
  readonly persons: readonly string[];
  readonly details: string;
  /** Codes of what the entry says beside its purpose; absent in files of earlier programs. */
  readonly more?: string;
}

/** The open fields a row says in `more`, in this order: why a session ended, at which step a sign-in failed and whether that was an alarm,
 *  how an access was changed. */
export function moreOfFields(fields: { readonly [name: string]: unknown } | undefined): string {
  const { reason, step, alarm, change, means } = fields ?? {};
  return [reason, step, alarm === true && 'alarm', change, means].filter((said) => typeof said === 'string').join(' ');
}

/** The last line: what the writing device signs of all before it. */
export interface LogFileEnd {
  readonly rows: number;
  /** SHA-256 of all lines before this one, each with its line feed. */
  readonly digest: string;
  readonly signature: string;
}

const words = z.string().check(z.maxLength(2_000));
const bytes = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/));
const hex16 = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const seq = z.int().check(z.minimum(0));
const headSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  head: z.strictObject({
    tenant: hex16,
    instance: hex16,
    orgPublic: bytes,
    device: hex16,
    madeAt: words,
    size: seq,
    checkpoint: words,
    filter: z.record(z.string(), z.unknown()),
  }),
  entries: z.tuple([]),
});
const entrySchema = z.strictObject({
  part: z.enum(['row', 'house', 'before']),
  seq,
  leaf: bytes,
  path: bytes,
  body: bytes,
  open: z.nullable(z.strictObject({ salt: bytes, fields: bytes })),
  batch: z.strictObject({
    first: seq,
    count: z.int().check(z.minimum(1)),
    statement: bytes,
    signature: bytes,
    path: bytes,
  }),
  said: z.optional(
    z.strictObject({
      at: words,
      kind: seq,
      label: words,
      purpose: words,
      address: words,
      who: words,
      device: words,
      persons: z.array(words),
      details: words,
      more: z.optional(words),
    }),
  ),
});
const endSchema = z.strictObject({ rows: seq, digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)), signature: bytes });

const END = '],"end":';

/** The first line. */
export function logFileHeadLine(head: LogFileHead): string {
  const whole = JSON.stringify({ format: FORMAT, version: VERSION, head });
  return `${whole.slice(0, -1)},"entries":[`;
}

/** The line of an entry. */
export function logFileEntryLine(entry: LogFileEntry, isFirst: boolean): string {
  return `${isFirst ? '' : ','}${JSON.stringify(entry)}`;
}

/** The last line. */
export function logFileEndLine(end: LogFileEnd): string {
  return `${END}${JSON.stringify(end)}}`;
}

/** What a first line says; undefined when it is none of this format. */
export function readLogFileHead(line: string): LogFileHead | undefined {
  return parsed(headSchema, `${line}]}`)?.head as LogFileHead | undefined;
}

/** The entry of a line; undefined when it is none. */
export function readLogFileEntry(line: string): LogFileEntry | undefined {
  return parsed(entrySchema, line.startsWith(',') ? line.slice(1) : line) as LogFileEntry | undefined;
}

/** The end of a file; undefined for any other line, null for one that is damaged. */
export function readLogFileEnd(line: string): LogFileEnd | null | undefined {
  if (!line.startsWith(END)) return undefined;
  return parsed(endSchema, line.slice(END.length, -1)) ?? null;
}

function parsed<T>(schema: z.ZodMiniType<T>, text: string): T | undefined {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
