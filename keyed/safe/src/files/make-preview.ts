import { fileKindOf, HEAD_BYTES } from './file-kind.ts';

const SIDE_PX = 96;
const MOST_BYTES = 16_384;
const QUALITY = 0.6;

/** A small picture of a picture (AT20), made by the browser out of the cleaned file. Undefined where there is no browser to make
 *  it, for files that are no pictures, and for pictures it cannot read. */
export async function makePreview(file: Blob): Promise<Uint8Array | undefined> {
  const kind = fileKindOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (kind === 'pdf' || kind === 'other' || typeof OffscreenCanvas === 'undefined') return undefined;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE_PX / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(picture.width * scale)),
      Math.max(1, Math.round(picture.height * scale)),
    );
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const small = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
    return small.size <= MOST_BYTES ? new Uint8Array(await small.arrayBuffer()) : undefined;
  } catch (error) {
    // A picture the browser cannot read is attached without a preview.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
