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

/** Tells a file by its bytes, never by its name (AT15). A PDF may begin within the first 1,024 bytes; only one that begins at
 *  once counts here, so that nothing else hides in front of it. */
export function fileKindOf(head: Uint8Array): FileKind {
  if (begins(head, 0, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (begins(head, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (begins(head, 0, ascii('RIFF')) && begins(head, 8, ascii('WEBP'))) return 'webp';
  if (begins(head, 0, ascii('GIF87a')) || begins(head, 0, ascii('GIF89a'))) return 'gif';
  return begins(head, 0, ascii('%PDF-')) ? 'pdf' : 'other';
}

function begins(head: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, i) => head[at + i] === byte);
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
