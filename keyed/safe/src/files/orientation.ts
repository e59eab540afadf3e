/** The tag of EXIF that says how a picture is held (TIFF 6.0, 274); the only one that draws the picture. */
const ORIENTATION_TAG = 0x0112;
const UPRIGHT = 1;
const LAST = 8;
const ENTRY_BYTES = 12;
const SHORT = 3;

/** How a picture is held, 1..8, as a TIFF block of EXIF says it; 1 when it says nothing readable. Reads the first directory and
 *  follows no pointer. */
export function orientationOf(tiff: Uint8Array): number {
  if (tiff.length < 14) return UPRIGHT;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return UPRIGHT;
  const little = order === 0x4949;
  if (view.getUint16(2, little) !== 42) return UPRIGHT;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return UPRIGHT;
  const count = view.getUint16(directory, little);
  for (let i = 0; i < count; i++) {
    const at = directory + 2 + i * ENTRY_BYTES;
    if (at + ENTRY_BYTES > tiff.length) return UPRIGHT;
    if (view.getUint16(at, little) !== ORIENTATION_TAG || view.getUint16(at + 2, little) !== SHORT) continue;
    const value = view.getUint16(at + 8, little);
    return value >= UPRIGHT && value <= LAST ? value : UPRIGHT;
  }
  return UPRIGHT;
}

/** A TIFF block that says nothing but how the picture is held; undefined when it is upright. 26 bytes. */
export function orientationBlock(orientation: number): Uint8Array | undefined {
  if (orientation === UPRIGHT) return undefined;
  const block = new Uint8Array(26);
  const view = new DataView(block.buffer);
  view.setUint16(0, 0x4d4d);
  view.setUint16(2, 42);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, ORIENTATION_TAG);
  view.setUint16(12, SHORT);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return block;
}
