/** Bytes of a file from `start` to before `end`. */
export type ReadPart = (start: number, end: number) => Promise<Uint8Array>;

interface Wanted {
  readonly piece: number;
  readonly start: number;
  readonly length: number;
}

/** What lies between two pieces is read along up to here: asking once more costs as much. */
const GAP_BYTES = 64 << 10;
const READ_BYTES = 4 << 20;

/** Reads pieces of a file in its order, neighbours in one go. */
export async function readPieces(wanted: readonly Wanted[], read: ReadPart): Promise<ReadonlyMap<number, Uint8Array>> {
  const inOrder = wanted.toSorted((a, b) => a.start - b.start);
  const bytesByPiece = new Map<number, Uint8Array>();
  for (let from = 0; from < inOrder.length; ) {
    const neighbours = neighboursFrom(inOrder, from);
    const start = neighbours[0]?.start ?? 0;
    const bytes = await read(start, endOf(neighbours.at(-1)));
    // Copied, so that what lies between them does not stay.
    for (const { piece, start: at, length } of neighbours)
      bytesByPiece.set(piece, bytes.slice(at - start, at - start + length));
    from += neighbours.length;
  }
  return bytesByPiece;
}

function neighboursFrom(inOrder: readonly Wanted[], from: number): readonly Wanted[] {
  const start = inOrder[from]?.start ?? 0;
  let next = from + 1;
  for (; next < inOrder.length; next++) {
    const gap = (inOrder[next]?.start ?? 0) - endOf(inOrder[next - 1]);
    if (gap > GAP_BYTES || endOf(inOrder[next]) - start > READ_BYTES) break;
  }
  return inOrder.slice(from, next);
}

function endOf(piece: Wanted | undefined): number {
  return piece === undefined ? 0 : piece.start + piece.length;
}
