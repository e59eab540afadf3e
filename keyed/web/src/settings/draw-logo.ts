import { LOGO_MOST_BYTES } from '@siegel/akten';
import { fail, ok, type Result } from '@siegel/wire';

/** Larger files are not even looked at. */
const FILE_MOST_BYTES = 2 * 1024 * 1024;
/** Edges of the drawn picture, tried one after the other until it is small enough. */
const EDGES = [480, 360, 256, 160, 96] as const;
const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47];

/** Draws a PNG or SVG anew as a small PNG: what comes out holds dots and nothing else of the file, neither metadata nor script
 *  (EI6). An SVG is drawn as a picture: a browser runs nothing in it and loads nothing for it. LOGO_NOT_TAKEN. */
export async function drawLogo(file: Blob): Promise<Result<Uint8Array>> {
  if (file.size > FILE_MOST_BYTES) return fail('LOGO_NOT_TAKEN');
  const kind = kindOf(new Uint8Array(await file.slice(0, 1_024).arrayBuffer()));
  const picture = kind === undefined ? undefined : await loadPicture(new Blob([file], { type: kind }));
  if (picture === undefined) return fail('LOGO_NOT_TAKEN');
  for (const edge of EDGES) {
    const png = await drawAt(picture, edge);
    if (png !== undefined && png.length <= LOGO_MOST_BYTES) return ok(png);
  }
  return fail('LOGO_NOT_TAKEN');
}

/** By what is in it, never by its name. */
function kindOf(head: Uint8Array): 'image/png' | 'image/svg+xml' | undefined {
  if (PNG_HEAD.every((byte, at) => head[at] === byte)) return 'image/png';
  return /^\s*(?:<\?xml|<!--|<!doctype svg|<svg)/i.test(new TextDecoder().decode(head)) ? 'image/svg+xml' : undefined;
}

async function loadPicture(blob: Blob): Promise<HTMLImageElement | undefined> {
  const url = URL.createObjectURL(blob);
  const picture = new Image();
  picture.src = url;
  try {
    await picture.decode();
    return picture;
  } catch {
    return undefined;
  } finally {
    // Decoded: the page holds the dots from here on.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}

async function drawAt(picture: HTMLImageElement, edge: number): Promise<Uint8Array | undefined> {
  // An SVG without a size of its own is drawn as a square.
  const [width, height] = [picture.naturalWidth || edge, picture.naturalHeight || edge];
  const scale = Math.min(edge / width, edge / height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  return blob === null ? undefined : new Uint8Array(await blob.arrayBuffer());
}
