import { concatBytes } from '@siegel/wire';
import { pngChunk } from '../src/files/strip-png.ts';
import { riffChunk } from '../src/files/strip-webp.ts';

/** What no file may say any more after it was cleaned. */
export const SECRET = 'GPS 52.5163 N 13.3777 E, iPhone von Katrin';

const bytesOf = (...lines: readonly string[]) => new Uint8Array(Buffer.from(lines.join(''), 'base64'));
const ascii = (text: string) => new TextEncoder().encode(text);

/** Pictures of 8 x 4 pixels, left half blue, right half red, as Chromium writes them: nothing beside the picture in them. */
export const PLAIN = {
  jpeg: bytesOf(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh',
    'Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB',
    'UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA',
    'AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y',
    'WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM',
    'ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBC',
    'YFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSk',
    'pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAEAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/',
    'xAAXEAEAAwAAAAAAAAAAAAAAAAAABEKB/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAX/xAAbEQABBAMAAAAAAAAAAAAAAAAAAgSBsQEz',
    'NP/aAAwDAQACEQMRAD8AkxrYAP8AoVFYLTLQmbP/2Q==',
  ),
  png: bytesOf(
    'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAYAAACzzX7wAAAAI0lEQVR4AaSKoQ0AAAzCmv3/M0NuBgMJomkHpPsHFg6I64MFAAD/',
    '/6jUFLQAAAAGSURBVAMALFEP+XIBaRgAAAAASUVORK5CYII=',
  ),
  webp: bytesOf(
    'UklGRi4CAABXRUJQVlA4WAoAAAAgAAAABwAAAwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh',
    'Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB',
    'UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA',
    'AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y',
    'WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM',
    'ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDggQAAAAJACAJ0BKggABAAEAGglqAJ0ugFAA+wC',
    'v/9wABwYAP7tZ/fcfd/s7/MnZD+4W7jrlmH+bp8p3/oSZnYRPfqAAAA=',
  ),
} as const;

/** A TIFF block as cameras write it: how the picture is held, and a text about who took it where. */
export function exifBlock(orientation: number, order: 'II' | 'MM' = 'II'): Uint8Array {
  const text = ascii(`${SECRET}\0`);
  const little = order === 'II';
  const block = new Uint8Array(8 + 2 + 2 * 12 + 4 + text.length);
  const view = new DataView(block.buffer);
  block.set(ascii(order));
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  view.setUint16(8, 2, little);
  // ImageDescription (270), ASCII (2)
  view.setUint16(10, 270, little);
  view.setUint16(12, 2, little);
  view.setUint32(14, text.length, little);
  view.setUint32(18, 38, little);
  // Orientation (274), SHORT (3)
  view.setUint16(22, 274, little);
  view.setUint16(24, 3, little);
  view.setUint32(26, 1, little);
  view.setUint16(30, orientation, little);
  block.set(text, 38);
  return block;
}

function segment(marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return concatBytes(Uint8Array.of(0xff, marker, length >> 8, length & 0xff), content);
}

/** The JPEG with EXIF, XMP, IPTC, a comment, an unknown segment, and a second picture behind its end. */
export function talkativeJpeg(orientation = 1): Uint8Array {
  const { jpeg } = PLAIN;
  // Behind SOI and the APP0 segment (JFIF, 16 bytes and its marker).
  const at = 2 + 18;
  return concatBytes(
    jpeg.subarray(0, at),
    segment(0xe1, concatBytes(ascii('Exif\0\0'), exifBlock(orientation))),
    segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${SECRET}</x:xmpmeta>`)),
    segment(0xed, ascii(`Photoshop 3.0\0${SECRET}`)),
    segment(0xe2, ascii(`MPF\0${SECRET}`)),
    segment(0xfe, ascii(SECRET)),
    jpeg.subarray(at),
    jpeg,
    ascii(SECRET),
  );
}

/** The PNG with EXIF, texts in three forms, a time, an unknown chunk, and bytes behind its end. */
export function talkativePng(orientation = 1): Uint8Array {
  const { png } = PLAIN;
  // Behind signature and IHDR (13 bytes and 12 around them).
  const at = 8 + 25;
  return concatBytes(
    png.subarray(0, at),
    pngChunk('eXIf', exifBlock(orientation, 'MM')),
    pngChunk('tEXt', ascii(`Author\0${SECRET}`)),
    pngChunk('iTXt', ascii(`XML:com.adobe.xmp\0\0\0\0\0${SECRET}`)),
    pngChunk('zTXt', ascii(`Comment\0\0${SECRET}`)),
    pngChunk('tIME', Uint8Array.of(7, 234, 11, 22, 10, 0, 0)),
    pngChunk('siEG', ascii(SECRET)),
    png.subarray(at),
    ascii(SECRET),
  );
}

/** The WebP with EXIF, XMP, an unknown chunk, and bytes behind its end. */
export function talkativeWebp(orientation = 1): Uint8Array {
  const { webp } = PLAIN;
  const chunks = concatBytes(
    webp.subarray(12),
    riffChunk('EXIF', exifBlock(orientation)),
    riffChunk('XMP ', ascii(`<x:xmpmeta>${SECRET}</x:xmpmeta>`)),
    riffChunk('SIEG', ascii(SECRET)),
  );
  const file = concatBytes(webp.subarray(0, 12), chunks, ascii(SECRET));
  new DataView(file.buffer).setUint32(4, chunks.length + 4, true);
  // VP8X says what follows: EXIF and XMP.
  file[20] = (file[20] ?? 0) | 0x0c;
  return file;
}
