import { ID_BYTES, type Id } from '@siegel/wire';

/** The fields of a body that stand at fixed places: enough to find its record, Akte, site and class. */
export interface BodyPeek {
  readonly kind: number;
  readonly record: Id;
  readonly akte: Id;
  readonly site: Id;
}

// array of 13 | version 1 | head of tenant | tenant 16
const KIND_AT = 3 + ID_BYTES;
const ONE_BYTE_UINT = 24;
const TWO_BYTE_UINT = 25;

/** Reads kind, record, Akte and site of a kept body without decoding it: views into `body`. Only for bytes that were
 *  decoded once before they were kept; a body has one encoding, so the places are fixed (WR1, WR11). */
export function peekBody(body: Uint8Array): BodyPeek {
  const head = body[KIND_AT] as number;
  const kindBytes = head < ONE_BYTE_UINT ? 1 : head - ONE_BYTE_UINT + 2;
  const kind = kindBytes === 1 ? head : kindOf(body, head);
  // Each id is preceded by the one-byte head of a 16-byte string.
  const recordAt = KIND_AT + kindBytes + 1;
  const akteAt = recordAt + ID_BYTES + 1;
  const siteAt = akteAt + ID_BYTES + 1;
  return {
    kind,
    record: body.subarray(recordAt, recordAt + ID_BYTES),
    akte: body.subarray(akteAt, akteAt + ID_BYTES),
    site: body.subarray(siteAt, siteAt + ID_BYTES),
  };
}

function kindOf(body: Uint8Array, head: number): number {
  const first = body[KIND_AT + 1] as number;
  return head === TWO_BYTE_UINT ? first * 256 + (body[KIND_AT + 2] as number) : first;
}
