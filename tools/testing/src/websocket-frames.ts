/** Whole frames at the beginning of what a WebSocket said: their payloads without mask, and what is not whole yet.
 *  Source: RFC 6455 section 5.2. */
export function framesOf(said: Buffer): { readonly payloads: readonly Buffer[]; readonly rest: Buffer } {
  const payloads: Buffer[] = [];
  let rest = said;
  for (;;) {
    const frame = firstFrame(rest);
    if (frame === undefined) return { payloads, rest };
    payloads.push(frame.payload);
    rest = rest.subarray(frame.bytes);
  }
}

function firstFrame(said: Buffer): { readonly payload: Buffer; readonly bytes: number } | undefined {
  if (said.length < 2) return undefined;
  const second = said.readUInt8(1);
  const isMasked = second >= 0x80;
  const short = second & 0x7f;
  const lengthBytes = short === 127 ? 8 : short === 126 ? 2 : 0;
  const start = 2 + lengthBytes + (isMasked ? 4 : 0);
  if (said.length < start) return undefined;
  const length = lengthBytes === 0 ? short : said.readUIntBE(lengthBytes === 8 ? 4 : 2, lengthBytes === 8 ? 6 : 2);
  if (said.length < start + length) return undefined;
  const payload = Buffer.from(said.subarray(start, start + length));
  if (isMasked)
    for (let at = 0; at < payload.length; at++)
      payload[at] = (payload[at] as number) ^ said.readUInt8(start - 4 + (at % 4));
  return { payload, bytes: start + length };
}
