import { concatBytes } from '@siegel/wire';
import { orientationBlock, orientationOf } from './orientation.ts';

const HEAD_BYTES = 12;
const FRAME_BYTES = 8;
/** Chunks that draw the picture. Source: RFC 9649 §2. */
const DRAWING = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

/** Takes out of a WebP what does not draw it, and everything behind its end; how it is held stays. Undefined when the bytes do not
 *  keep to the form. Rule AT13. */
export function stripWebp(file: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const end = FRAME_BYTES + view.getUint32(4, true);
  if (end > file.length || end < HEAD_BYTES) return undefined;
  const kept: Uint8Array[] = [];
  let held: Uint8Array | undefined;
  for (let at = HEAD_BYTES; at < end; ) {
    if (at + FRAME_BYTES > end) return undefined;
    const type = String.fromCharCode(...file.subarray(at, at + 4));
    const length = view.getUint32(at + 4, true);
    // Chunks are filled up to an even length.
    const next = at + FRAME_BYTES + length + (length & 1);
    if (at + FRAME_BYTES + length > end) return undefined;
    const content = file.subarray(at + FRAME_BYTES, at + FRAME_BYTES + length);
    if (type === 'EXIF') held = orientationBlock(exifOrientation(content));
    if (DRAWING.has(type)) kept.push(file.slice(at, next));
    at = next;
  }
  return assembled(kept, held);
}

function assembled(kept: readonly Uint8Array[], held: Uint8Array | undefined): Uint8Array<ArrayBuffer> {
  const [first] = kept;
  const isExtended = first !== undefined && String.fromCharCode(...first.subarray(0, 4)) === 'VP8X';
  // Only the extended form names what follows; a plain one has no place for how it is held, and no EXIF either.
  if (isExtended && first !== undefined)
    first[FRAME_BYTES] = ((first[FRAME_BYTES] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (held === undefined ? 0 : HAS_EXIF);
  const chunks = concatBytes(...kept, ...(isExtended && held !== undefined ? [riffChunk('EXIF', held)] : []));
  return concatBytes(riffHead(chunks.length + 4), chunks);
}

function riffHead(length: number): Uint8Array {
  return concatBytes(new TextEncoder().encode('RIFF'), littleEndian(length), new TextEncoder().encode('WEBP'));
}

/** A chunk with its length, filled up to an even one. */
export function riffChunk(type: string, content: Uint8Array): Uint8Array {
  const filling = new Uint8Array(content.length & 1);
  return concatBytes(new TextEncoder().encode(type), littleEndian(content.length), content, filling);
}

function littleEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** Some writers put the name of JPEG's segment in front of the block. */
function exifOrientation(content: Uint8Array): number {
  const isNamed = String.fromCharCode(...content.subarray(0, 4)) === 'Exif';
  return orientationOf(isNamed ? content.subarray(6) : content);
}
