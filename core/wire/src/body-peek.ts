import { type Id, ID_BYTES } from './bytes.ts';

/** Where a body stands, read without decoding the rest: following a journal of 100,000 entries must not cost 100,000
 *  decodings. The full layout is checked when an entry is attributed or opened (JN20). */
export interface BodyPlace {
  readonly kind: number;
  readonly record: Id;
  readonly akte: Id;
  readonly site: Id;
}

const BODY_HEAD = 0x8d;
const BODY_VERSION = 1;
const BYTES_16 = 0x50;

/** Reads kind, record, Akte and site from the fixed beginning of a body (WR11), or undefined when it is no body of `tenant`. */
export function peekBody(body: Uint8Array, tenant: Id): BodyPlace | undefined {
  if (body[0] !== BODY_HEAD || body[1] !== BODY_VERSION || body[2] !== BYTES_16) return undefined;
  for (let i = 0; i < ID_BYTES; i++) if (body[3 + i] !== tenant[i]) return undefined;
  const kind = peekKind(body, 3 + ID_BYTES);
  if (kind === undefined) return undefined;
  const record = 3 + ID_BYTES + kind.bytes;
  const akte = record + 1 + ID_BYTES;
  const site = akte + 1 + ID_BYTES;
  if (body[record] !== BYTES_16 || body[akte] !== BYTES_16 || body[site] !== BYTES_16) return undefined;
  if (body.length < site + 1 + ID_BYTES) return undefined;
  return {
    kind: kind.value,
    record: body.subarray(record + 1, record + 1 + ID_BYTES),
    akte: body.subarray(akte + 1, akte + 1 + ID_BYTES),
    site: body.subarray(site + 1, site + 1 + ID_BYTES),
  };
}

function peekKind(body: Uint8Array, at: number): { value: number; bytes: number } | undefined {
  const head = body[at] ?? 0xff;
  if (head < 24) return { value: head, bytes: 1 };
  if (head === 24) return { value: body[at + 1] ?? 0, bytes: 2 };
  return head === 25 ? { value: ((body[at + 1] ?? 0) << 8) | (body[at + 2] ?? 0), bytes: 3 } : undefined;
}
