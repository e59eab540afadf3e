/** Limits of the protocol. A change is a change of the protocol version. */
export const LIMITS = {
  /** Entries in one batch. */
  batchEntries: 1_000,
  /** Parts of one entry: one per compartment. */
  parts: 8,
  coSignatures: 8,
  bodyBytes: 8 * 1024,
  openFieldsBytes: 256 * 1024,
  /** Sealed bytes of one part. Larger content is an attachment. */
  envelopeBytes: 1024 * 1024,
  wrapsPerEntry: 4_096,
  wrapBytes: 4_096,
  /** One append request. */
  appendBytes: 16 * 1024 * 1024,
  /** One JSON control message. */
  controlBytes: 64 * 1024,
  /** One sealed attachment, and the pieces it is sent in. */
  blobBytes: 2 * 1024 * 1024 * 1024,
  blobPieceBytes: 4 * 1024 * 1024,
  /** Akten named in one fetch. */
  fetchAkten: 500,
  /** Entries of one journal page; a larger wish is answered in several pages. */
  pageEntries: 200_000,
  integer: Number.MAX_SAFE_INTEGER,
} as const;
