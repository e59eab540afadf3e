/** The same bytes in pieces of exactly `size` bytes; the last one may be shorter, and nothing at all gives no piece.
 *  A piece is a view where the source's pieces allow it, otherwise a copy. */
export async function* exactChunks(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let held = 0;
  for await (const piece of source) {
    let rest = piece;
    while (held + rest.length >= size) {
      const needed = size - held;
      yield held === 0 ? rest.subarray(0, size) : Buffer.concat([...parts, rest.subarray(0, needed)], size);
      rest = rest.subarray(needed);
      parts = [];
      held = 0;
    }
    if (rest.length === 0) continue;
    parts.push(rest);
    held += rest.length;
  }
  if (held > 0) yield Buffer.concat(parts, held);
}
