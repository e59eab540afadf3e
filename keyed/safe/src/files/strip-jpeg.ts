import { concatBytes } from '@siegel/wire';
import { orientationBlock, orientationOf } from './orientation.ts';

const EXIF = 'Exif\0\0';
const ICC = 'ICC_PROFILE\0';
const ADOBE = 'Adobe';
const JFIF = 'JFIF\0';
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;
const APP0 = 0xe0;
const APP15 = 0xef;

/** Takes out of a JPEG what does not draw it: EXIF, XMP, IPTC, comments, previews, further pictures behind its end. What stays:
 *  the picture, its colour profile, the Adobe mark (without it colours turn), its density, and how it is held. Undefined when
 *  the bytes do not keep to the form. Source: ITU-T T.81 Annex B; AT13. */
export function stripJpeg(file: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const kept: Uint8Array[] = [];
  let orientation = 1;
  let at = 2;
  for (;;) {
    const segment = segmentAt(file, at);
    if (segment === undefined) return undefined;
    const { marker, bytes, content } = segment;
    at += bytes.length;
    if (marker === EOI) break;
    if (marker === SOS) {
      const end = endOfScan(file, at);
      if (end === undefined) return undefined;
      kept.push(bytes, file.subarray(at, end));
      at = end;
    } else if (marker >= APP0 && marker <= APP15) {
      orientation = exifOrientation(content) ?? orientation;
      const application = keptApplication(marker, bytes, content);
      if (application !== undefined) kept.push(application);
    } else if (marker !== COM) kept.push(bytes);
  }
  const block = orientationBlock(orientation);
  const held = block === undefined ? [] : [exifSegment(block)];
  return concatBytes(Uint8Array.of(0xff, SOI), ...held, ...kept, Uint8Array.of(0xff, EOI));
}

interface Segment {
  readonly marker: number;
  /** Marker, length and content. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

function segmentAt(file: Uint8Array, from: number): Segment | undefined {
  let at = from;
  // Fill bytes may stand before a marker.
  while (file[at] === 0xff && file[at + 1] === 0xff) at++;
  const marker = file[at + 1];
  if (file[at] !== 0xff || marker === undefined || !mayBegin(marker)) return undefined;
  if (marker === EOI) return { marker, bytes: file.subarray(from, at + 2), content: new Uint8Array(0) };
  const length = ((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0);
  const end = at + 2 + length;
  if (length < 2 || end > file.length) return undefined;
  return { marker, bytes: file.subarray(from, end), content: file.subarray(at + 4, end) };
}

/** Where the coded data of a scan ends: at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(file: Uint8Array, from: number): number | undefined {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next === undefined) return undefined;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return undefined;
}

function keptApplication(marker: number, bytes: Uint8Array, content: Uint8Array): Uint8Array | undefined {
  if (marker === APP0 && startsWith(content, JFIF) && content.length >= 14) {
    // Version and density stay; the small picture that may follow does not.
    const head = content.slice(0, 14);
    head[12] = 0;
    head[13] = 0;
    return concatBytes(Uint8Array.of(0xff, APP0, 0, 16), head);
  }
  const isProfile = marker === APP0 + 2 && startsWith(content, ICC);
  const isAdobe = marker === APP0 + 14 && startsWith(content, ADOBE);
  return isProfile || isAdobe ? bytes : undefined;
}

function exifOrientation(content: Uint8Array): number | undefined {
  return startsWith(content, EXIF) ? orientationOf(content.subarray(EXIF.length)) : undefined;
}

function exifSegment(block: Uint8Array): Uint8Array {
  const name = new TextEncoder().encode(EXIF);
  const length = 2 + name.length + block.length;
  return concatBytes(Uint8Array.of(0xff, APP0 + 1, length >> 8, length & 0xff), name, block);
}

function startsWith(content: Uint8Array, text: string): boolean {
  return content.length >= text.length && Array.from(text).every((letter, i) => content[i] === letter.charCodeAt(0));
}

/** Markers of segments: not those that stand inside a scan, nor the beginning of another picture. */
function mayBegin(marker: number): boolean {
  return marker >= 0xc0 && (marker < 0xd0 || marker > SOI);
}
