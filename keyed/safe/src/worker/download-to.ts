import type { DownloadTarget } from '../backups/download-backup.ts';

/** Where a download goes, and how it is kept or given up. */
export interface KeptDownload extends DownloadTarget {
  /** @returns what was written, unless it went to a file. */
  keep(): Promise<Blob | undefined>;
  giveUp(): Promise<void>;
}

/** So few pieces that a browser handles them well, so small that one is no burden. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** Writes into a file the user chose: what was in it before stays until `keep`. */
export async function downloadToFile(file: FileSystemFileHandle): Promise<KeptDownload> {
  const out = await file.createWritable();
  return {
    write: (bytes) => out.write(bytes),
    clear: () => out.truncate(0),
    keep: async () => {
      await out.close();
      return undefined;
    },
    // A file that has failed is closed already.
    giveUp: () => out.abort().catch(() => undefined),
  };
}

/** Writes into blobs, which lie where the browser keeps them: on the disk if they are many. */
export function downloadToBlob(type: string): KeptDownload {
  let pieces: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let waitingBytes = 0;
  const gather = () => {
    pieces.push(new Blob(waiting));
    waiting = [];
    waitingBytes = 0;
  };
  return {
    async write(bytes) {
      waiting.push(bytes);
      waitingBytes += bytes.length;
      if (waitingBytes >= PIECE_BYTES) gather();
    },
    async clear() {
      gather();
      pieces = [];
    },
    async keep() {
      gather();
      return new Blob(pieces, { type });
    },
    async giveUp() {
      gather();
      pieces = [];
    },
  };
}
