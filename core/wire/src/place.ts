import type { Hash, Id } from './bytes.ts';
import { encodeCbor } from './cbor.ts';

/** The only suite (crypto.md S1): AES-256-GCM, HKDF-SHA-256, Ed25519, HPKE X-Wing. Nothing is negotiated. */
export const SUITE = 1;
/** suite 1 | nonce 12 | ciphertext | tag 16. */
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
export const ENVELOPE_OVERHEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** Where a sealed part belongs: the AAD items, in order (WR16). Each never changes while the part is carried. */
export interface Place {
  /** The tenant the record was born in; stays for ever, also in a restored copy. */
  readonly originTenant: Id;
  readonly kind: number;
  readonly record: Id;
  readonly akte: Id;
  readonly compartment: number;
  readonly schemaVersion: number;
  readonly partVersion: number;
  readonly sealingDevice: Id;
  readonly keyId: Hash;
}

/** The additional authenticated data of a part. */
export function placeAad(p: Place): Uint8Array<ArrayBuffer> {
  return encodeCbor([
    'siegel/part',
    SUITE,
    p.originTenant,
    p.kind,
    p.record,
    p.akte,
    p.compartment,
    p.schemaVersion,
    p.partVersion,
    p.sealingDevice,
    p.keyId,
  ]);
}

export const WRAP_PURPOSE = {
  groupKeyToUser: 'group-key/user',
  groupKeyToRecovery: 'group-key/recovery',
  groupKeyToNextVersion: 'group-key/next',
  caseKeyToGroup: 'case-key/group',
  compartmentKeyToGroup: 'compartment-key/group',
  userKeyToDevice: 'user-key/device',
  sealedToInbox: 'inbox',
  messageKeyToUser: 'message-key/user',
  backupKeyToUser: 'backup-key/user',
} as const;
export type WrapPurpose = (typeof WRAP_PURPOSE)[keyof typeof WRAP_PURPOSE];

/** Binds a wrapped key to its use (WR17): HPKE info for public-key wraps, AAD for AES-GCM wraps. */
export interface WrapContext {
  readonly purpose: WrapPurpose;
  /** Key id of the wrapping key: for an X-Wing public key, SHA-256 of it. */
  readonly wrapperKeyId: Hash;
  readonly wrappedKeyId: Hash;
  readonly tenant: Id;
  /** Group, Akte, device or user the wrapped key belongs to. */
  readonly subject: Id;
  readonly version: number;
}

/** The bytes of a wrap context. */
export function wrapInfo(c: WrapContext): Uint8Array<ArrayBuffer> {
  return encodeCbor(['siegel/wrap', SUITE, c.purpose, c.wrapperKeyId, c.wrappedKeyId, c.tenant, c.subject, c.version]);
}
