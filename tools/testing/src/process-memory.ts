import { open, readFile } from 'node:fs/promises';

const CHUNK_BYTES = 64 * 1024 * 1024;
const PAGE_BYTES = 4096;
/** Longer than any needle: what lies across two pieces is in one of them as a whole. */
const OVERLAP_BYTES = 4096;

/** Everything writable in the memory of an own child process, as a core dump would hold it, in pieces that overlap. A dump by
 *  gdb also writes the gigabytes the engine only reserves; reading the mappings leaves them out. Rejects where the kernel
 *  forbids ptrace. The process is stopped meanwhile. */
export async function* processMemory(pid: number): AsyncGenerator<Buffer> {
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8');
  const memory = await open(`/proc/${pid}/mem`, 'r');
  process.kill(pid, 'SIGSTOP');
  try {
    for (const line of maps.split('\n')) {
      const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      if (from !== undefined && to !== undefined)
        yield* region(memory, Number.parseInt(from, 16), Number.parseInt(to, 16));
    }
  } finally {
    process.kill(pid, 'SIGCONT');
    await memory.close();
  }
}

async function* region(memory: Awaited<ReturnType<typeof open>>, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += CHUNK_BYTES - OVERLAP_BYTES) {
    const length = Math.min(CHUNK_BYTES, to - at);
    const buffer = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      // A page that was reserved and never touched cannot be read; it holds nothing either.
      const { bytesRead } = await memory
        .read(buffer, filled, length - filled, at + filled)
        .catch(() => ({ bytesRead: 0 }));
      filled += bytesRead > 0 ? bytesRead : PAGE_BYTES;
    }
    yield buffer;
  }
}
