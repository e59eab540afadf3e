type Bytes = Uint8Array<ArrayBuffer>;

/** One use of AES-GCM with a 128-bit tag. `text` is the plaintext to seal or, with its tag behind it, the text to open. */
export interface AesGcmInput {
  readonly key: Bytes;
  readonly nonce: Bytes;
  readonly aad: Bytes;
  readonly text: Bytes;
}

/** One derivation of `sizeBytes`. */
interface HkdfInput {
  readonly ikm: Bytes;
  readonly salt: Bytes;
  readonly info: Bytes;
  readonly sizeBytes: number;
}

/** The primitives of one platform, behind one face: node:crypto, WebCrypto in Node, WebCrypto in a browser.
 *  Each answers undefined (or false) when the platform refuses its input, and never rejects. */
export interface PlatformPrimitives {
  readonly verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>;
  readonly sealAesGcm: (input: AesGcmInput) => Promise<Uint8Array | undefined>;
  readonly openAesGcm: (input: AesGcmInput) => Promise<Uint8Array | undefined>;
  readonly hkdfSha256: (input: HkdfInput) => Promise<Uint8Array | undefined>;
  readonly x25519: (privateKey: Uint8Array, publicKey: Uint8Array) => Promise<Uint8Array | undefined>;
}
