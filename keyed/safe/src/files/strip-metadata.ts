import { fileKindOf, HEAD_BYTES, isCamera } from './file-kind.ts';
import { stripJpeg } from './strip-jpeg.ts';
import { stripPng } from './strip-png.ts';
import { stripWebp } from './strip-webp.ts';

/** What was done about what a picture says beside itself: taken out; nothing known to be in such a file; or the file does not
 *  keep to its form, and goes as it is (AT14). */
export type Cleaning = 'cleaned' | 'not-needed' | 'not-possible';

const STRIPPERS = { jpeg: stripJpeg, png: stripPng, webp: stripWebp } as const;
/** A picture beyond this is no photograph; it would have to be held in memory whole. */
const MOST_PICTURE_BYTES = 256 * 1024 * 1024;

/** The file without what pictures say about place, time, device and person (AT13). Reads pictures whole, other files not at all. */
export async function stripMetadata(file: Blob): Promise<{ readonly file: Blob; readonly cleaning: Cleaning }> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const kind = fileKindOf(head);
  if (!(kind in STRIPPERS)) return { file, cleaning: kind === 'gif' || isCamera(head) ? 'not-possible' : 'not-needed' };
  if (file.size > MOST_PICTURE_BYTES) return { file, cleaning: 'not-possible' };
  const stripped = strippedBytes(kind as keyof typeof STRIPPERS, new Uint8Array(await file.arrayBuffer()));
  return stripped === undefined
    ? { file, cleaning: 'not-possible' }
    : { file: new Blob([stripped]), cleaning: 'cleaned' };
}

function strippedBytes(kind: keyof typeof STRIPPERS, bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  try {
    return STRIPPERS[kind](bytes);
  } catch (error) {
    // A length that points beyond the file.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
