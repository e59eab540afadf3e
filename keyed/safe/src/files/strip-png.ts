import { concatBytes } from '@siegel/wire';
import { crc32 } from './crc32.ts';
import { orientationBlock, orientationOf } from './orientation.ts';

const SIGNATURE_BYTES = 8;
/** Length, type and checksum around the content of a chunk. */
const FRAME_BYTES = 12;
/** Chunks beside the critical ones that draw the picture: colour, transparency, density, animation.
 *  Source: PNG (Third Edition) §11.3, which also names what is dropped: tEXt, zTXt, iTXt, tIME, eXIf, hIST, sPLT. */
const DRAWING = new Set('tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '));

/** Takes out of a PNG what does not draw it, and everything behind its end; how it is held stays. Undefined when the bytes do not
 *  keep to the form. Rule AT13. */
export function stripPng(file: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const kept: Uint8Array[] = [file.subarray(0, SIGNATURE_BYTES)];
  let held: Uint8Array | undefined;
  for (let at = SIGNATURE_BYTES; ; ) {
    const chunk = chunkAt(file, at);
    if (chunk === undefined) return undefined;
    at += chunk.bytes.length;
    if (chunk.type === 'eXIf') held = orientationBlock(orientationOf(chunk.content));
    if (isCritical(chunk.type) || DRAWING.has(chunk.type)) kept.push(chunk.bytes);
    if (chunk.type === 'IEND') break;
  }
  const end = kept.pop();
  return concatBytes(
    ...kept,
    ...(held === undefined ? [] : [pngChunk('eXIf', held)]),
    ...(end === undefined ? [] : [end]),
  );
}

interface Chunk {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

function chunkAt(file: Uint8Array, at: number): Chunk | undefined {
  if (at + FRAME_BYTES > file.length) return undefined;
  const length = new DataView(file.buffer, file.byteOffset).getUint32(at);
  const end = at + FRAME_BYTES + length;
  const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
  if (end > file.length || !/^[A-Za-z]{4}$/.test(type)) return undefined;
  return { type, bytes: file.subarray(at, end), content: file.subarray(at + 8, at + 8 + length) };
}

/** A chunk whose first letter is a capital must be understood to draw the picture. */
function isCritical(type: string): boolean {
  return type.charCodeAt(0) < 0x61;
}

/** A chunk with its length and checksum. */
export function pngChunk(type: string, content: Uint8Array): Uint8Array {
  const named = concatBytes(new TextEncoder().encode(type), content);
  const frame = new DataView(new ArrayBuffer(8));
  frame.setUint32(0, content.length);
  frame.setUint32(4, crc32(named));
  const bytes = new Uint8Array(frame.buffer);
  return concatBytes(bytes.subarray(0, 4), named, bytes.subarray(4));
}
