import type { Sha256 } from '@siegel/wire';

/** A value that is already there in Node and promised in a browser. Awaiting a value costs nothing measurable, while
 *  Node's promised WebCrypto costs eight times its synchronous calls (ADR 0007). */
export type MaybePromise<T> = T | Promise<T>;

declare const aeadKey: unique symbol;
/** An AES-256-GCM key as the platform keeps it: a KeyObject in Node, a CryptoKey in a browser. */
export interface AeadKey {
  readonly [aeadKey]: never;
}

/** What one AES-256-GCM call needs beside key and content. */
export interface AeadParameters {
  /** 12 bytes, never used twice under one key. */
  readonly nonce: Uint8Array;
  /** Authenticated, not sealed. Read before the call returns: the caller may use the bytes again. */
  readonly aad: Uint8Array;
  /** Bytes of the result to leave free in front of the ciphertext; the caller fills them without another copy. */
  readonly headBytes: number;
}

/** A private Ed25519 key as the platform keeps it, with its public half. */
export interface SigningKey {
  readonly publicKey: Uint8Array;
  /** 64 bytes, deterministic. Source: RFC 8032 §5.1.6. */
  sign(message: Uint8Array): MaybePromise<Uint8Array>;
}

/** SHA-256 over pieces. */
export interface Sha256Stream {
  update(piece: Uint8Array): void;
  /** The 32 bytes; the stream is used up. */
  digest(): Uint8Array;
}

/** The primitives of suite 1 on one platform. Both implementations pass the same tests; nothing else of this package
 *  names a platform. */
export interface Engine {
  randomBytes(length: number): Uint8Array<ArrayBuffer>;
  readonly sha256: Sha256;
  /** The same for much at once; a browser hashes it beside the worker's own thread. */
  digest(bytes: Uint8Array): MaybePromise<Uint8Array>;
  createSha256(): MaybePromise<Sha256Stream>;
  /** HKDF-SHA-256 with empty salt. Source: RFC 5869. */
  hkdf(secret: Uint8Array, info: Uint8Array, length: number): MaybePromise<Uint8Array>;
  /** Takes 32 bytes, or a key the platform already holds and will not show. */
  importAeadKey(key: Uint8Array | CryptoKey): MaybePromise<AeadKey>;
  /** `headBytes` zeros | ciphertext | tag 16. */
  aeadSeal(key: AeadKey, parameters: AeadParameters, plaintext: Uint8Array): MaybePromise<Uint8Array<ArrayBuffer>>;
  /** The plaintext of `sealed` (head | ciphertext | tag), or undefined when anything differs. */
  aeadOpen(key: AeadKey, parameters: AeadParameters, sealed: Uint8Array): MaybePromise<Uint8Array | undefined>;
  importSigningKey(seed: Uint8Array): MaybePromise<SigningKey>;
  /** Plain platform check; wrap with `strictVerify` of core/journal (JT20). */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

/** 32 bytes of an Ed25519 seed as PKCS #8, the only form both platforms import. Source: RFC 8410 §7. */
export function ed25519SeedToPkcs8(seed: Uint8Array): Uint8Array<ArrayBuffer> {
  const pkcs8 = new Uint8Array(48);
  pkcs8.set([0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]);
  pkcs8.set(seed, 16);
  return pkcs8;
}
