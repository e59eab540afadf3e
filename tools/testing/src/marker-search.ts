import type { Marker } from './canary.ts';
import { packedMembers } from './packed-members.ts';

/** A marker found where nothing readable may be. */
export interface CanaryHit {
  readonly where: string;
  readonly form: string;
  readonly marker: string;
}

/** Looks for markers in `bytes`, also inside gzip and ZIP members. `where` names the place in a report. */
export type MarkerSearch = (where: string, bytes: Buffer) => CanaryHit[];

interface Needle {
  readonly bytes: Buffer;
  readonly form: string;
  readonly marker: string;
}

const BLOCK_BYTES = 3;
/** A memory image holds packed members within packed members only by accident. */
const MOST_LEVELS = 3;

/** Searches `bytes` once; `markerSearch` is for whoever searches more than once. */
export function searchMarkers(where: string, bytes: Buffer, markers: readonly Marker[]): CanaryHit[] {
  return markerSearch(markers)(where, bytes);
}

/** Prepares the search of many places for many markers: thousands of needles in one pass over the bytes, which takes about as long as
 *  looking for one. Each form of a marker is reported once per place.
 *  Source: Wu and Manber, A fast algorithm for multi-pattern searching, 1994. */
export function markerSearch(markers: readonly Marker[]): MarkerSearch {
  const needles = markers.flatMap(({ text, forms }) =>
    [...forms].map(([form, bytes]): Needle => ({ bytes, form, marker: text })),
  );
  const table = tableOf(needles);
  const search = (where: string, bytes: Buffer, level: number): CanaryHit[] => {
    const hits = [...needlesIn(bytes, table)].map(({ form, marker }) => ({ where, form, marker }));
    if (level < MOST_LEVELS)
      for (const { kind, content } of packedMembers(bytes))
        hits.push(...search(`${where} (${kind})`, content, level + 1));
    return hits;
  };
  return (where, bytes) => search(where, bytes, 0);
}

interface Table {
  /** Every needle is looked for by its first so many bytes. */
  readonly windowBytes: number;
  readonly mask: number;
  /** By the last block of a window: how far the window may move on without passing over a needle. */
  readonly moves: Uint8Array;
  readonly needlesByBlock: ReadonlyMap<number, readonly Needle[]>;
}

function tableOf(needles: readonly Needle[]): Table {
  const windowBytes = Math.min(64, ...needles.map(({ bytes }) => bytes.length));
  if (windowBytes < BLOCK_BYTES) throw new Error('a marker of less than three bytes is found everywhere');
  const mask = (needles.length > 500 ? 1 << 20 : 1 << 16) - 1;
  const moves = new Uint8Array(mask + 1).fill(windowBytes - BLOCK_BYTES + 1);
  const needlesByBlock = new Map<number, Needle[]>();
  for (const needle of needles) {
    for (let end = BLOCK_BYTES - 1; end < windowBytes; end++) {
      const block = blockAt(needle.bytes, end, mask);
      moves[block] = Math.min(moves[block] as number, windowBytes - 1 - end);
    }
    const last = blockAt(needle.bytes, windowBytes - 1, mask);
    needlesByBlock.set(last, [...(needlesByBlock.get(last) ?? []), needle]);
  }
  return { windowBytes, mask, moves, needlesByBlock };
}

function blockAt(bytes: Uint8Array, end: number, mask: number): number {
  const block = ((bytes[end - 2] as number) << 16) | ((bytes[end - 1] as number) << 8) | (bytes[end] as number);
  // Text differs in the low bits of its bytes: spread them over the table.
  return (Math.imul(block, 0x9e3779b1) >>> 12) & mask;
}

function needlesIn(bytes: Buffer, { windowBytes, mask, moves, needlesByBlock }: Table): ReadonlySet<Needle> {
  const found = new Set<Needle>();
  let end = windowBytes - 1;
  while (end < bytes.length) {
    const block = blockAt(bytes, end, mask);
    const move = moves[block] as number;
    if (move === 0) {
      const start = end - windowBytes + 1;
      for (const needle of needlesByBlock.get(block) ?? [])
        if (
          bytes.compare(
            needle.bytes,
            0,
            needle.bytes.length,
            start,
            Math.min(bytes.length, start + needle.bytes.length),
          ) === 0
        )
          found.add(needle);
    }
    end += Math.max(1, move);
  }
  return found;
}
