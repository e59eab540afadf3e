import { type Body, CborError, decodeBody, LayoutError } from '@siegel/wire';

/** The body of an entry that nobody has attributed yet; undefined when it has no valid layout. Such an entry is held back when
 *  it is attributed; until then it must not stop what stands around it (JN23). */
export function readBody(bytes: Uint8Array): Body | undefined {
  try {
    return decodeBody(bytes);
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return undefined;
    throw error;
  }
}
