/** Bytes `start` to `end` - 1 of something of a known size. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const SINGLE = /^bytes=(\d{0,16})-(\d{0,16})$/;

/** The range a header asks for (RFC 9110 §14.2): one range, from-to, from- or -last. Without a header the whole; undefined for
 *  anything else and beyond the end: lists of ranges are not served. */
export function byteRangeOf(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  if (header === undefined) return { start: 0, end: sizeBytes };
  const [, from = '', to = ''] = SINGLE.exec(header) ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? sizeBytes : Math.min(sizeBytes, Number(to) + 1);
  return start < end ? { start, end } : undefined;
}
