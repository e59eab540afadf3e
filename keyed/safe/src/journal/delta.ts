const MOST_RUN = 255;
/** Two counts stand before the bytes of a run: shorter stretches that are alike are written along. */
const RUN_HEAD_BYTES = 2;

/** What of `bytes` is not as in `base`: runs of a count of bytes that are alike, a count of bytes that are not, and these bytes, until the
 *  whole length is told. @param base as long as `bytes`. @param into where the delta is written, as long as `bytes`.
 *  @returns the delta, a view of `into`; undefined when it would save less than a quarter. */
export function deltaOf(bytes: Uint8Array, base: Uint8Array, into: Uint8Array): Uint8Array | undefined {
  const most = bytes.length - (bytes.length >> 2);
  let end = 0;
  for (let at = 0; at < bytes.length; ) {
    const from = nextUnlike(bytes, base, at);
    const alike = Math.min(from - at, MOST_RUN);
    const to = alike < from - at ? from : endOfUnlike(bytes, base, from);
    const unlike = alike < from - at ? 0 : to - from;
    if (end + RUN_HEAD_BYTES + unlike > most) return undefined;
    into[end++] = alike;
    into[end++] = unlike;
    for (let i = from; i < from + unlike; i++) into[end++] = bytes[i] as number;
    at += alike + unlike;
  }
  return into.subarray(0, end);
}

function nextUnlike(bytes: Uint8Array, base: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] === base[at]) at++;
  return at;
}

function endOfUnlike(bytes: Uint8Array, base: Uint8Array, start: number): number {
  const most = Math.min(bytes.length, start + MOST_RUN);
  let end = start;
  for (let at = start; at < most && at - end <= RUN_HEAD_BYTES; at++) if (bytes[at] !== base[at]) end = at + 1;
  return end;
}

/** Makes of a base what its delta was made from. @param chunk holds the delta from `start` on. @param target the base; as long as what
 *  comes out. */
export function applyDelta(chunk: Uint8Array, start: number, target: Uint8Array): void {
  let from = start;
  for (let at = 0; at < target.length; ) {
    at += chunk[from++] as number;
    const end = at + (chunk[from++] as number);
    for (; at < end; at++) target[at] = chunk[from++] as number;
  }
}
