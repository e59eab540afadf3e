/** What a file is, by its first bytes; `other` is everything that is never shown, only handed out. */
export type FileKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'pdf' | 'other';

/** How many bytes `fileKindOf` looks at. */
export const HEAD_BYTES = 1024;

/** Media types under which opened files reach the page. None of them is one a browser would run (AT15). */
export const MEDIA_TYPES: Readonly<Record<FileKind, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  pdf: 'application/pdf',
  other: 'application/octet-stream',
};

/** Brands of pictures in the container of ISO 14496-12, its first box. */
const BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1', 'avif', 'avis'] as const;

/** Tells a file by its bytes, never by its name (AT15). A PDF may begin within the first 1,024 bytes; only one that begins at
 *  once counts here, so that nothing else hides in front of it. */
export function fileKindOf(head: Uint8Array): FileKind {
  if (begins(head, 0, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (begins(head, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (begins(head, 0, ascii('RIFF')) && begins(head, 8, ascii('WEBP'))) return 'webp';
  if (begins(head, 0, ascii('GIF87a')) || begins(head, 0, ascii('GIF89a'))) return 'gif';
  return begins(head, 0, ascii('%PDF-')) ? 'pdf' : 'other';
}

/** True for pictures as cameras and telephones write them beside JPEG: TIFF and the family of HEIC and AVIF. They say as much about
 *  place and time, and nothing here takes it out (AT14). */
export function isCamera(head: Uint8Array): boolean {
  const isTiff = begins(head, 0, [0x49, 0x49, 0x2a, 0]) || begins(head, 0, [0x4d, 0x4d, 0, 0x2a]);
  return isTiff || (begins(head, 4, ascii('ftyp')) && BRANDS.some((brand) => begins(head, 8, ascii(brand))));
}

function begins(head: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, i) => head[at + i] === byte);
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
