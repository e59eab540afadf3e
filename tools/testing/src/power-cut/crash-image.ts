import type { DiskEvent } from './read-trace.ts';

/** Bytes of the files of interest, by path. */
export type Files = Map<string, Buffer>;

const SECTOR = 512;

type Change = { readonly offset: number; readonly bytes: Buffer } | { readonly size: number };

/** A file that grows without being copied for every write. */
class DiskFile {
  #bytes: Buffer;
  #size: number;

  constructor(bytes: Buffer) {
    this.#bytes = Buffer.from(bytes);
    this.#size = bytes.length;
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }

  apply(change: Change): void {
    const end = 'size' in change ? change.size : change.offset + change.bytes.length;
    if (end > this.#bytes.length) {
      const grown = Buffer.alloc(Math.max(end, 2 * this.#bytes.length));
      this.bytes.copy(grown);
      this.#bytes = grown;
    }
    if ('size' in change) {
      this.#bytes.fill(0, Math.min(this.#size, end), this.#bytes.length);
      this.#size = end;
    } else {
      change.bytes.copy(this.#bytes, change.offset);
      this.#size = Math.max(this.#size, end);
    }
  }
}

/** A disk that replays what a program did to its files, and may lose power behind any event: everything synced is there; of what
 *  was written since, each 512-byte sector is there or not, in any order; a file may have any length it had since. */
export class CrashDisk {
  readonly #files: Map<string, DiskFile>;
  readonly #events: readonly DiskEvent[];
  readonly #pending = new Map<string, Change[]>();
  #at = 0;

  constructor(before: Files, events: readonly DiskEvent[]) {
    this.#files = new Map([...before].map(([file, bytes]) => [file, new DiskFile(bytes)]));
    this.#events = events;
  }

  /** Goes on to behind event `at`; never back. */
  advance(at: number): void {
    for (; this.#at < at; this.#at++) this.#take(this.#events[this.#at] as DiskEvent);
  }

  /** What the disk holds when the power fails now. `random` in [0, 1). */
  image(random: () => number): Files {
    const files = new Map([...this.#files].map(([file, { bytes }]) => [file, new DiskFile(bytes)]));
    for (const [file, changes] of this.#pending)
      for (const change of changes) for (const piece of torn(change, random)) files.get(file)?.apply(piece);
    return new Map([...files].map(([file, { bytes }]) => [file, bytes]));
  }

  #take(event: DiskEvent): void {
    if (event.event === 'answer' || !this.#files.has(event.file)) return;
    if (event.event === 'unlink') this.#files.delete(event.file);
    else if (event.event === 'sync') {
      for (const change of this.#pending.get(event.file) ?? []) this.#files.get(event.file)?.apply(change);
      this.#pending.delete(event.file);
    } else {
      const changes = this.#pending.get(event.file) ?? [];
      changes.push(event.event === 'write' ? { offset: event.offset, bytes: event.bytes } : { size: event.size });
      this.#pending.set(event.file, changes);
    }
  }
}

function* torn(change: Change, random: () => number): Generator<Change> {
  if ('size' in change) {
    if (random() < 0.5) yield change;
    return;
  }
  for (let from = 0; from < change.bytes.length; ) {
    const until = Math.min(change.bytes.length, from + SECTOR - ((change.offset + from) % SECTOR));
    if (random() < 0.5) yield { offset: change.offset + from, bytes: change.bytes.subarray(from, until) };
    from = until;
  }
}
