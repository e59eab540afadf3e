import { type EntryHasher, inclusionPathOf } from '@siegel/journal';
import { logFileMessage, platformHasher, platformSha256Stream } from '@siegel/seal';
import {
  classOfKind,
  concatBytes,
  encodeLeaf,
  FIRST_RECORD_KIND,
  type Hash,
  hexOf,
  LEAF_CLASS,
  logFileEndLine,
  type LogFileEntry,
  logFileEntryLine,
  logFileHeadLine,
  type LogFileWords,
  moreOfFields,
} from '@siegel/wire';
import type { LogFilePart, LogFilter, LogRow } from '../channel/log-api.ts';
import { readOpen } from '../journal/read-open.ts';
import type { Safe } from '../safe/safe.ts';
import { base64urlOf } from '../server/base64url.ts';
import { LogTree } from './log-tree.ts';
import { readLog } from './read-log.ts';

const HOUSE_AT_ONCE = 200;

/** What a log file is made from. */
export interface LogFileGiven {
  readonly safe: Safe;
  readonly filter: LogFilter;
  /** A row in words, as on screen. */
  readonly rowAt: (seq: number) => Promise<LogRow>;
  readonly labelOf: (row: LogRow) => string;
}

/** Writes the rows that fit a filter as a file that proves itself (LG13, LG14), piece by piece: the pieces are asked for one after the
 *  other, and whoever asks no more has stopped it. Everything is proven under the one head the file begins with. */
export class LogFile {
  readonly #given: LogFileGiven;
  readonly #tree: LogTree;
  readonly #checkpoint: Uint8Array;
  readonly #digest: Awaited<ReturnType<typeof platformSha256Stream>>;
  readonly #written = new Set<number>();
  readonly #batchPaths = new BatchPaths();
  #house = 0;
  #before: number | null;
  #rows = 0;
  #isBegun = false;

  private constructor(given: LogFileGiven, tree: LogTree, start: Pick<LogFileStart, 'checkpoint' | 'digest'>) {
    this.#given = given;
    this.#tree = tree;
    this.#checkpoint = start.checkpoint;
    this.#digest = start.digest;
    this.#before = tree.size;
  }

  /** Takes the journal as it stands now; `pause` is called every few thousand entries. */
  static async begin(given: LogFileGiven, pause: (done: number) => Promise<void>): Promise<LogFile> {
    const { follower } = given.safe;
    const { checkpoint, head } = follower;
    const tree = await LogTree.over(follower.columns, head.size, pause);
    return new LogFile(given, tree, { checkpoint, digest: await platformSha256Stream() });
  }

  /** Entries of the journal it is made from. */
  get size(): number {
    return this.#tree.size;
  }

  /** The next piece. */
  async part(): Promise<LogFilePart> {
    if (!this.#isBegun) return this.#said([this.#headLine()]);
    if (this.#house < this.#tree.size) return this.#said(this.#houseLines());
    if (this.#before !== null) return this.#said(await this.#rowLines(this.#before));
    return { text: await this.#endLine(), rows: this.#rows, isDone: true };
  }

  #said(lines: readonly string[]): LogFilePart {
    const text = lines.map((line) => `${line}\n`).join('');
    this.#digest.update(new TextEncoder().encode(text));
    return { text, rows: this.#rows, isDone: false };
  }

  #headLine(): string {
    this.#isBegun = true;
    const { given, follower } = this.#given.safe;
    const instance = follower.membership.logAt(this.#tree.size)?.instance ?? given.instance;
    const head = {
      tenant: hexOf(given.tenant),
      instance: hexOf(instance),
      orgPublic: base64urlOf(given.orgPublic),
      device: hexOf(given.device.device),
      madeAt: new Date(given.now()).toISOString(),
      size: this.#tree.size,
      checkpoint: new TextDecoder().decode(this.#checkpoint),
      filter: this.#given.filter,
    };
    return logFileHeadLine(head);
  }

  /** Who is who, by which every row is attributed: all entries of the house, in order. */
  #houseLines(): readonly string[] {
    const { columns } = this.#given.safe.follower;
    const lines: string[] = [];
    for (; this.#house < this.#tree.size && lines.length < HOUSE_AT_ONCE; this.#house++) {
      const kind = columns.kindAt(this.#house);
      if (kind === undefined || classOfKind(kind) !== LEAF_CLASS.house) continue;
      lines.push(this.#line('house', this.#house));
    }
    return lines;
  }

  async #rowLines(before: number): Promise<readonly string[]> {
    const { seqs, next } = readLog(this.#given.safe, this.#given.filter, before);
    this.#before = next;
    const lines: string[] = [];
    for (const seq of seqs) {
      for (const needed of this.#needed(seq)) if (!this.#written.has(needed)) lines.push(this.#line('before', needed));
      const row = await this.#given.rowAt(seq);
      lines.push(this.#line('row', seq, this.#words(row)));
      this.#rows++;
    }
    return lines;
  }

  /** What the rules hold a record against: the version before it, and the key that founded its Akte. */
  #needed(seq: number): readonly number[] {
    const { columns } = this.#given.safe.follower;
    const place = columns.placeAt(seq);
    if (place === undefined || classOfKind(place.kind) !== LEAF_CLASS.records) return [];
    const parent = columns.seqsOfRecord(place.record).findLast((earlier) => earlier < seq);
    const founding = place.kind >= FIRST_RECORD_KIND ? columns.seqsOfAkte(place.akte)[0] : undefined;
    return [parent, founding].filter((needed) => needed !== undefined && needed !== seq) as number[];
  }

  #words(row: LogRow): LogFileWords {
    return {
      at: new Date(row.atMs).toISOString(),
      kind: row.kind,
      label: this.#given.labelOf(row),
      purpose: row.purpose ?? '',
      address: row.address,
      who: row.userName,
      device: row.deviceName,
      persons: row.persons.map(({ name }) => name),
      details: row.details ?? '',
      more: moreOfFields(readOpen(this.#given.safe.follower.columns.openAt(row.seq))),
    };
  }

  #line(part: LogFileEntry['part'], seq: number, said?: LogFileWords): string {
    const { columns } = this.#given.safe.follower;
    const entry = columns.entryAt(seq);
    const batch = columns.batchOf(seq);
    if (entry === undefined || batch === undefined) throw new Error('LG13: a row is an entry this device holds');
    const line: LogFileEntry = {
      part,
      seq,
      leaf: base64urlOf(encodeLeaf(columns.leafAt(seq))),
      path: base64urlOf(concatBytes(...this.#tree.pathOf(seq))),
      body: base64urlOf(entry.body),
      open: entry.open === null ? null : { salt: base64urlOf(entry.open.salt), fields: base64urlOf(entry.open.bytes) },
      batch: {
        first: batch.firstSeq,
        count: batch.count,
        statement: base64urlOf(batch.statement.bytes),
        signature: base64urlOf(batch.statement.signature),
        path: base64urlOf(concatBytes(...this.#batchPaths.of(batch, seq, (at) => columns.hashAt(at)))),
      },
      ...(said !== undefined && { said }),
    };
    const isFirst = this.#written.size === 0;
    this.#written.add(seq);
    return logFileEntryLine(line, isFirst);
  }

  async #endLine(): Promise<string> {
    const { tenant, device } = this.#given.safe.given;
    const digest = this.#digest.digest();
    const signature = await device.signing.sign(logFileMessage(tenant, digest, this.#rows));
    const end = { rows: this.#rows, digest: hexOf(digest), signature: base64urlOf(signature) };
    return `${logFileEndLine(end)}\n`;
  }
}

interface LogFileStart {
  readonly checkpoint: Uint8Array;
  readonly digest: Awaited<ReturnType<typeof platformSha256Stream>>;
}

/** Paths from entries to the root their author signed. The batch asked for last is remembered: it may have a thousand rows. */
class BatchPaths {
  #last: { readonly firstSeq: number; readonly leaves: readonly Hash[] } | undefined;

  of(
    { firstSeq, count }: { readonly firstSeq: number; readonly count: number },
    seq: number,
    hashAt: (seq: number) => Hash,
  ): readonly Hash[] {
    const hasher: EntryHasher = platformHasher;
    if (count === 1) return [];
    if (this.#last?.firstSeq !== firstSeq)
      this.#last = { firstSeq, leaves: Array.from({ length: count }, (_, i) => hasher.leaf(hashAt(firstSeq + i))) };
    return inclusionPathOf(hasher, this.#last.leaves, seq - firstSeq);
  }
}
