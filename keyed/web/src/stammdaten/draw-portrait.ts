import { PORTRAIT_MOST_BYTES } from '@siegel/akten';
import { fail, ok, type Result } from '@siegel/wire';

/** Larger files are not even looked at. */
const FILE_MOST_BYTES = 30 * 1024 * 1024;
/** Edges and qualities, tried one after the other until the picture is small enough. */
const TRIES = [
  [360, 0.85],
  [360, 0.7],
  [300, 0.6],
  [200, 0.5],
] as const;

/** What of a picture is kept: a square, its middle moved by parts of what is left over, from -1 to 1, and how near. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  /** 1 shows as much as fits into a square. */
  readonly zoom: number;
}

export const MIDDLE: Crop = { x: 0, y: 0, zoom: 1 };

/** The picture of a file, turned as it was taken. PORTRAIT_WRONG for what no browser reads as a picture. */
export async function loadPortrait(file: Blob): Promise<Result<ImageBitmap>> {
  if (file.size > FILE_MOST_BYTES) return fail('PORTRAIT_WRONG');
  try {
    return ok(await createImageBitmap(file, { imageOrientation: 'from-image' }));
  } catch {
    return fail('PORTRAIT_WRONG');
  }
}

/** The square of a picture that `crop` names, in its own dots. */
export function squareOf(
  { width, height }: { readonly width: number; readonly height: number },
  { x, y, zoom }: Crop,
): { readonly left: number; readonly top: number; readonly edge: number } {
  const edge = Math.min(width, height) / Math.max(1, zoom);
  const within = (part: number) => Math.min(1, Math.max(-1, part));
  return {
    left: ((width - edge) / 2) * (1 + within(x)),
    top: ((height - edge) / 2) * (1 + within(y)),
    edge,
  };
}

/** Draws the square anew as a JPEG: what comes out holds dots and nothing else of the file (PE20). PORTRAIT_WRONG. */
export async function drawPortrait(picture: ImageBitmap | HTMLVideoElement, crop: Crop): Promise<Result<Uint8Array>> {
  const size =
    picture instanceof HTMLVideoElement ? { width: picture.videoWidth, height: picture.videoHeight } : picture;
  const { left, top, edge } = squareOf(size, crop);
  for (const [most, quality] of TRIES) {
    const to = Math.max(1, Math.min(most, Math.round(edge)));
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: to, height: to });
    const context = canvas.getContext('2d');
    if (context === null) return fail('PORTRAIT_WRONG');
    // What is clear in a picture is white on paper.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, to, to);
    context.drawImage(picture, left, top, edge, edge, 0, 0, to, to);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', quality);
    });
    if (blob !== null && blob.size <= PORTRAIT_MOST_BYTES) return ok(new Uint8Array(await blob.arrayBuffer()));
  }
  return fail('PORTRAIT_WRONG');
}
