import { platformSha256Stream } from '@siegel/seal';
import { hexOf } from '@siegel/wire';

/** A file to be imported, wherever it lies: parts of it are read when they are needed, never the whole of a large one. */
export interface ImportFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Bytes from `start` to before `end`; fewer at the end of the file. Rejects when the file cannot be read any more. */
  read(start: number, end: number): Promise<Uint8Array>;
}

const CHUNK_BYTES = 1 << 20;

/** Thrown by a file that is not read any further because somebody stopped it. */
export class ImportStopped extends Error {}

/** A file whose reading stops when `isStopped` says so: formats that go through all of it before they give anything are
 *  stopped as quickly as the others. */
export function stoppableFile(file: ImportFile, isStopped: () => boolean): ImportFile {
  return {
    ...file,
    async read(start, end) {
      if (isStopped()) throw new ImportStopped();
      return file.read(start, end);
    },
  };
}

/** A file the user chose in the browser. */
export function fileOfBlob(name: string, blob: Blob): ImportFile {
  return {
    name,
    sizeBytes: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  };
}

/** The file in pieces of 1 MiB, in order. */
export async function* chunksOf(file: ImportFile): AsyncGenerator<Uint8Array> {
  const { sizeBytes } = file;
  for (let at = 0; at < sizeBytes; at += CHUNK_BYTES) yield await file.read(at, Math.min(at + CHUNK_BYTES, sizeBytes));
}

/** SHA-256 of a file of any size, hex. */
export async function fingerprintOf(file: ImportFile, onRead?: (bytes: number) => void): Promise<string> {
  const hash = await platformSha256Stream();
  let read = 0;
  for await (const chunk of chunksOf(file)) {
    hash.update(chunk);
    onRead?.((read += chunk.length));
  }
  return hexOf(hash.digest());
}
