const CHUNK_BYTES = 1 << 20;

/** Bytes one behind the other in large chunks: kept piece by piece, they would cost more memory and more collecting than they are
 *  long. What is forgotten leaves its room unused. */
export class ByteChunks {
  readonly #chunks: Uint8Array[] = [];
  #end = CHUNK_BYTES;

  /** Makes room for `length` bytes behind the last ones. @returns the chunk's number, and where in it they are to stand. */
  take(length: number): { readonly chunk: number; readonly at: number; readonly bytes: Uint8Array } {
    if (this.#end + length > (this.#chunks.at(-1)?.length ?? 0)) {
      this.#chunks.push(new Uint8Array(Math.max(CHUNK_BYTES, length)));
      this.#end = 0;
    }
    const at = this.#end;
    this.#end += length;
    return { chunk: this.#chunks.length - 1, at, bytes: this.#chunks.at(-1) as Uint8Array };
  }

  /** The chunk with this number, whole; not to be written to. */
  chunk(number: number): Uint8Array {
    return this.#chunks[number] as Uint8Array;
  }

  /** A view of bytes that were put in; not to be written to. */
  view(chunk: number, at: number, length: number): Uint8Array {
    return (this.#chunks[chunk] as Uint8Array).subarray(at, at + length);
  }
}

/** A longer copy of a column of numbers. */
export function wider<T extends Uint32Array | Int32Array>(column: T, into: T): T {
  into.set(column);
  return into;
}
