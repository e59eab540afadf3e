import { constants, inflateRawSync } from 'node:zlib';

/** Something that lay compressed between other bytes. */
export interface PackedMember {
  readonly kind: 'gzip' | 'zip';
  readonly content: Buffer;
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
const ZIP = Buffer.from('PK\u0003\u0004');
const GZIP_HEADER_BYTES = 10;
const ZIP_HEADER_BYTES = 30;
const DEFLATED = 8;
const OPTIONS = {
  maxOutputLength: 64 * 1024 * 1024,
  // What was cut off is readable up to the cut.
  finishFlush: constants.Z_SYNC_FLUSH,
};

/** The content of every gzip and every deflated ZIP member that begins somewhere in `bytes`. Names of ZIP members lie open in `bytes`. */
export function* packedMembers(bytes: Buffer): Generator<PackedMember> {
  for (const at of placesOf(GZIP, bytes)) yield* unpacked('gzip', bytes, gzipContentAt(bytes, at));
  for (const at of placesOf(ZIP, bytes)) yield* unpacked('zip', bytes, zipContentAt(bytes, at));
}

function* placesOf(begin: Buffer, bytes: Buffer): Generator<number> {
  for (let at = bytes.indexOf(begin); at >= 0; at = bytes.indexOf(begin, at + 1)) yield at;
}

/** Where the deflated bytes of a local header begin. Source: APPNOTE.TXT 4.3.7. */
function zipContentAt(bytes: Buffer, at: number): number | undefined {
  if (at + ZIP_HEADER_BYTES > bytes.length || bytes.readUInt16LE(at + 8) !== DEFLATED) return undefined;
  return at + ZIP_HEADER_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
}

/** Where the deflated bytes begin behind the head of a gzip member and what stands in it. Source: RFC 1952 section 2.3. */
function gzipContentAt(bytes: Buffer, at: number): number | undefined {
  const flags = bytes[at + 3];
  if (flags === undefined || at + GZIP_HEADER_BYTES + 2 > bytes.length) return undefined;
  let start = at + GZIP_HEADER_BYTES;
  if ((flags & 4) !== 0) start += 2 + bytes.readUInt16LE(start);
  for (const text of [8, 16]) if ((flags & text) !== 0) start = bytes.indexOf(0, start) + 1;
  return start + ((flags & 2) === 0 ? 0 : 2);
}

/** Deflate says itself where it ends: neither what follows nor a wrong checksum keeps its content from being read. */
function* unpacked(kind: PackedMember['kind'], bytes: Buffer, start: number | undefined): Generator<PackedMember> {
  if (start === undefined) return;
  try {
    yield { kind, content: inflateRawSync(bytes.subarray(start), OPTIONS) };
  } catch {
    // Bytes that only look like the beginning of a member.
  }
}
