import type { Hash, Id } from './bytes.ts';
import { HASH_BYTES, ID_BYTES, SIGNATURE_BYTES } from './bytes.ts';
import { type CborValue, decodeCbor, encodeCbor } from './cbor.ts';
import { LIMITS } from './limits.ts';
import { fixedBytes, LayoutError, list, natural, nullable, tuple } from './shape.ts';

/** One sealed compartment of one record version (WR12). Byte for byte the parent's when carried. */
export interface PartDescriptor {
  /** 0 identity, 1 clinical, 2 restricted, 3 admin. */
  readonly compartment: number;
  /** 1 for the first version; a new part has its parent's + 1. */
  readonly partVersion: number;
  readonly schemaVersion: number;
  readonly keyId: Hash;
  readonly sealingDevice: Id;
  readonly envelopeHash: Hash;
  readonly sizeBytes: number;
}

export const SIGNER = { user: 0, kit: 1 } as const;

/** A user key or the kit key agreeing to this very body (WR13). */
export interface CoSignature {
  readonly signer: (typeof SIGNER)[keyof typeof SIGNER];
  /** User id; ZERO_ID for the kit. */
  readonly signerId: Id;
  readonly signature: Uint8Array;
}

/** What an entry says and what its hash covers (WR11). No author signature enters it: that is the batch's. */
export interface Body {
  readonly tenant: Id;
  readonly kind: number;
  readonly record: Id;
  /** ZERO_ID for entries of the house. */
  readonly akte: Id;
  /** ZERO_ID for the house and for Stammakten. */
  readonly site: Id;
  readonly parts: readonly PartDescriptor[];
  /** SHA-256(salt16 | open fields), or null when the entry has none. */
  readonly openHash: Hash | null;
  /** Entry hash of the version this one replaces, or null. */
  readonly parent: Hash | null;
  readonly author: Id;
  /** The author's clock, ms since 1970. */
  readonly authoredAt: number;
  /** The import or seeding this entry belongs to, or null. */
  readonly run: Id | null;
  readonly coSignatures: readonly CoSignature[];
}

const BODY_VERSION = 1;

function partToCbor(part: PartDescriptor): CborValue {
  return [
    part.compartment,
    part.partVersion,
    part.schemaVersion,
    part.keyId,
    part.sealingDevice,
    part.envelopeHash,
    part.sizeBytes,
  ];
}

function bodyToCbor(body: Body, coSignatures: readonly CoSignature[]): CborValue {
  return [
    BODY_VERSION,
    body.tenant,
    body.kind,
    body.record,
    body.akte,
    body.site,
    body.parts.map(partToCbor),
    body.openHash,
    body.parent,
    body.author,
    body.authoredAt,
    body.run,
    coSignatures.map((c) => [c.signer, c.signerId, c.signature]),
  ];
}

/** The bytes whose SHA-256 is the entry hash. */
export function encodeBody(body: Body): Uint8Array<ArrayBuffer> {
  return encodeCbor(bodyToCbor(body, body.coSignatures));
}

/** The bytes a co-signer signs: label, who signs, and the body without its co-signatures (WR13). */
export function coSignatureMessage(body: Body, signer: number, signerId: Id): Uint8Array<ArrayBuffer> {
  return encodeCbor(['siegel/co-signature', signer, signerId, encodeCbor(bodyToCbor(body, []))]);
}

function partOfCbor(value: CborValue): PartDescriptor {
  const [compartment, partVersion, schemaVersion, keyId, sealingDevice, envelopeHash, sizeBytes] = tuple(
    value,
    7,
    'part',
  );
  return {
    compartment: natural(compartment, LIMITS.parts - 1, 'compartment'),
    partVersion: natural(partVersion, LIMITS.integer, 'part version'),
    schemaVersion: natural(schemaVersion, 65_535, 'schema version'),
    keyId: fixedBytes(keyId, HASH_BYTES, 'key id'),
    sealingDevice: fixedBytes(sealingDevice, ID_BYTES, 'sealing device'),
    envelopeHash: fixedBytes(envelopeHash, HASH_BYTES, 'envelope hash'),
    sizeBytes: natural(sizeBytes, LIMITS.envelopeBytes, 'size'),
  };
}

function coSignatureOfCbor(value: CborValue): CoSignature {
  const [signer, signerId, signature] = tuple(value, 3, 'co-signature');
  return {
    signer: natural(signer, 1, 'signer') as CoSignature['signer'],
    signerId: fixedBytes(signerId, ID_BYTES, 'signer id'),
    signature: fixedBytes(signature, SIGNATURE_BYTES, 'signature'),
  };
}

function partsOfCbor(value: CborValue | undefined): PartDescriptor[] {
  const parts = list(value, LIMITS.parts, 'parts').map(partOfCbor);
  for (let i = 1; i < parts.length; i++) {
    const [before, here] = [parts[i - 1], parts[i]];
    if (before !== undefined && here !== undefined && before.compartment >= here.compartment)
      throw new LayoutError('parts: one per compartment, ascending');
  }
  return parts;
}

const readHash = (value: CborValue) => fixedBytes(value, HASH_BYTES, 'hash');
const readId = (value: CborValue) => fixedBytes(value, ID_BYTES, 'id');

/** Reads a body. Byte fields are views into `bytes`. Throws CborError or LayoutError; never repairs. WR11. */
export function decodeBody(bytes: Uint8Array): Body {
  if (bytes.length > LIMITS.bodyBytes) throw new LayoutError('body too large');
  const items = tuple(decodeCbor(bytes), 13, 'body');
  if (items[0] !== BODY_VERSION) throw new LayoutError('body version');
  return {
    tenant: fixedBytes(items[1], ID_BYTES, 'tenant'),
    kind: natural(items[2], 4095, 'kind'),
    record: fixedBytes(items[3], ID_BYTES, 'record'),
    akte: fixedBytes(items[4], ID_BYTES, 'akte'),
    site: fixedBytes(items[5], ID_BYTES, 'site'),
    parts: partsOfCbor(items[6]),
    openHash: nullable(items[7], readHash),
    parent: nullable(items[8], readHash),
    author: fixedBytes(items[9], ID_BYTES, 'author'),
    authoredAt: natural(items[10], LIMITS.integer, 'authored at'),
    run: nullable(items[11], readId),
    coSignatures: list(items[12], LIMITS.coSignatures, 'co-signatures').map(coSignatureOfCbor),
  };
}
