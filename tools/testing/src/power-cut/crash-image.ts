import type { DiskEvent } from './read-trace.ts';

/** Bytes of the files of interest, by path. */
export type Files = Map<string, Buffer>;

const SECTOR = 512;

interface Pending {
  readonly offset: number;
  readonly bytes: Buffer;
}

/** Builds what a disk may hold after the power fails behind event `at`: everything synced is there; of what was written since,
 *  each 512-byte sector is there or not, in any order; a file may have any length it had since. `random` in [0, 1). */
export function crashImage(before: Files, events: readonly DiskEvent[], at: number, random: () => number): Files {
  const durable = new Map([...before].map(([file, bytes]) => [file, Buffer.from(bytes)]));
  const pending = new Map<string, (Pending | { readonly size: number })[]>();
  for (const event of events.slice(0, at)) {
    if (event.event === 'answer' || (event.event !== 'unlink' && !durable.has(event.file))) continue;
    if (event.event === 'unlink') durable.delete(event.file);
    else if (event.event === 'sync') {
      for (const change of pending.get(event.file) ?? []) apply(durable, event.file, change);
      pending.delete(event.file);
    } else {
      const changes = pending.get(event.file) ?? [];
      changes.push(event.event === 'write' ? { offset: event.offset, bytes: event.bytes } : { size: event.size });
      pending.set(event.file, changes);
    }
  }
  for (const [file, changes] of pending) for (const change of changes) applyTorn(durable, file, change, random);
  return durable;
}

function apply(files: Files, file: string, change: Pending | { readonly size: number }): void {
  const bytes = files.get(file) ?? Buffer.alloc(0);
  if ('size' in change) files.set(file, resized(bytes, change.size));
  else {
    const grown = resized(bytes, Math.max(bytes.length, change.offset + change.bytes.length));
    change.bytes.copy(grown, change.offset);
    files.set(file, grown);
  }
}

function applyTorn(
  files: Files,
  file: string,
  change: Pending | { readonly size: number },
  random: () => number,
): void {
  if ('size' in change) {
    if (random() < 0.5) apply(files, file, change);
    return;
  }
  for (let from = 0; from < change.bytes.length; ) {
    const until = Math.min(change.bytes.length, from + SECTOR - ((change.offset + from) % SECTOR));
    if (random() < 0.5) apply(files, file, { offset: change.offset + from, bytes: change.bytes.subarray(from, until) });
    from = until;
  }
}

function resized(bytes: Buffer, size: number): Buffer {
  if (bytes.length === size) return bytes;
  const grown = Buffer.alloc(size);
  bytes.copy(grown);
  return grown;
}
