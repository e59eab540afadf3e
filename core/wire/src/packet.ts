import type { Hash, Id, Sha256 } from './bytes.ts';
import { concatBytes, HASH_BYTES, ID_BYTES, SIGNATURE_BYTES } from './bytes.ts';
import { type CborValue, decodeCbor, encodeCbor } from './cbor.ts';
import { LIMITS } from './limits.ts';
import { fixedBytes, LayoutError, list, natural, nullable, someBytes, tuple } from './shape.ts';
import type { SignedStatement } from './statement.ts';

export const SALT_BYTES = 16;

/** The readable fields of an entry with their salt; they lie beside the body and can be erased (WR18). */
export interface OpenFields {
  readonly salt: Uint8Array;
  /** Deterministic CBOR map: field name to value. */
  readonly bytes: Uint8Array;
}

/** Who a wrapped key is sealed for. */
export const WRAPPER = { user: 0, recovery: 1, group: 2, nextGroupVersion: 3 } as const;

/** A key sealed for someone; lies in the key table beside the journal, never in a body (WR19). */
export interface WrappedKey {
  readonly wrapper: (typeof WRAPPER)[keyof typeof WRAPPER];
  /** User or group id; ZERO_ID for recovery. */
  readonly wrapperId: Id;
  readonly wrapperKeyId: Hash;
  readonly wrappedKeyId: Hash;
  /** 255: the whole key; otherwise the one compartment it opens. */
  readonly compartment: number;
  readonly bytes: Uint8Array;
}

export const WHOLE_KEY = 255;

/** One entry on its way to the server: the body and everything that lies beside it. */
export interface EntryPacket {
  readonly body: Uint8Array;
  readonly open: OpenFields | null;
  /** Sealed bytes of the new parts, in the order of the body's parts; carried parts are not sent again. */
  readonly envelopes: readonly Uint8Array[];
  readonly wraps: readonly WrappedKey[];
}

/** The value of `openHash`: SHA-256(salt16 | open fields). */
export function hashOpenFields(open: OpenFields, sha256: Sha256): Hash {
  return sha256(concatBytes(open.salt, open.bytes));
}

/** Packs open fields; `salt` is 16 random bytes of the author. */
export function packOpenFields(fields: { readonly [name: string]: CborValue }, salt: Uint8Array): OpenFields {
  return { salt, bytes: encodeCbor(fields) };
}

/** The fields as a map. Throws CborError or LayoutError. */
export function unpackOpenFields(open: OpenFields): { readonly [name: string]: CborValue } {
  const fields = decodeCbor(open.bytes);
  if (fields === null || typeof fields !== 'object' || Array.isArray(fields) || fields instanceof Uint8Array)
    throw new LayoutError('open fields: map expected');
  return fields as { readonly [name: string]: CborValue };
}

/** Open fields as a CBOR item. */
export function openFieldsToCbor(open: OpenFields | null): CborValue {
  return open === null ? null : [open.salt, open.bytes];
}

/** Reads open fields from a CBOR item. Throws LayoutError. */
export function openFieldsOfCbor(value: CborValue | undefined): OpenFields | null {
  return nullable(value, (item) => {
    const [salt, bytes] = tuple(item, 2, 'open fields');
    return {
      salt: fixedBytes(salt, SALT_BYTES, 'salt'),
      bytes: someBytes(bytes, LIMITS.openFieldsBytes, 'open fields'),
    };
  });
}

/** A wrapped key as a CBOR item. */
export function wrappedKeyToCbor(w: WrappedKey): CborValue {
  return [w.wrapper, w.wrapperId, w.wrapperKeyId, w.wrappedKeyId, w.compartment, w.bytes];
}

/** Reads a wrapped key from a CBOR item. Throws LayoutError. */
export function wrappedKeyOfCbor(value: CborValue): WrappedKey {
  const [wrapper, wrapperId, wrapperKeyId, wrappedKeyId, compartment, bytes] = tuple(value, 6, 'wrapped key');
  return {
    wrapper: natural(wrapper, 3, 'wrapper') as WrappedKey['wrapper'],
    wrapperId: fixedBytes(wrapperId, ID_BYTES, 'wrapper id'),
    wrapperKeyId: fixedBytes(wrapperKeyId, HASH_BYTES, 'wrapper key id'),
    wrappedKeyId: fixedBytes(wrappedKeyId, HASH_BYTES, 'wrapped key id'),
    compartment: natural(compartment, 255, 'compartment'),
    bytes: someBytes(bytes, LIMITS.wrapBytes, 'wrapped key'),
  };
}

function packetToCbor(packet: EntryPacket): CborValue {
  return [packet.body, openFieldsToCbor(packet.open), packet.envelopes, packet.wraps.map(wrappedKeyToCbor)];
}

function packetOfCbor(value: CborValue): EntryPacket {
  const [body, open, envelopes, wraps] = tuple(value, 4, 'packet');
  return {
    body: someBytes(body, LIMITS.bodyBytes, 'body'),
    open: openFieldsOfCbor(open),
    envelopes: list(envelopes, LIMITS.parts, 'envelopes').map((e) => someBytes(e, LIMITS.envelopeBytes, 'envelope')),
    wraps: list(wraps, LIMITS.wrapsPerEntry, 'wraps').map(wrappedKeyOfCbor),
  };
}

/** A batch on its way to the server: `application/cbor-seq`, statement first, then one item per entry (WR20). */
export interface AppendRequest {
  readonly statement: SignedStatement;
  readonly packets: readonly EntryPacket[];
}

/** A signed statement as a CBOR item. */
export function signedStatementToCbor(statement: SignedStatement): CborValue {
  return [statement.bytes, statement.signature];
}

/** Reads a signed statement from a CBOR item. Throws LayoutError. */
export function signedStatementOfCbor(value: CborValue): SignedStatement {
  const [bytes, signature] = tuple(value, 2, 'signed statement');
  return {
    bytes: someBytes(bytes, 512, 'statement'),
    signature: fixedBytes(signature, SIGNATURE_BYTES, 'signature'),
  };
}

/** The request as the items of a CBOR sequence. */
export function appendRequestToItems(request: AppendRequest): CborValue[] {
  return [signedStatementToCbor(request.statement), ...request.packets.map(packetToCbor)];
}

/** Reads an append request. Throws LayoutError; counts against the statement are checked by core/journal. */
export function appendRequestOfItems(items: readonly CborValue[]): AppendRequest {
  const [first, ...rest] = items;
  if (first === undefined || rest.length === 0 || rest.length > LIMITS.batchEntries)
    throw new LayoutError('append: a statement and 1..1000 entries expected');
  return { statement: signedStatementOfCbor(first), packets: rest.map(packetOfCbor) };
}
