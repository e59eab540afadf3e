import { encodeCbor, SUITE } from '@siegel/wire';
import { deriveSecret } from './derive.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import type { Secret } from './secret.ts';

/** Seals pages of a device's local store: nothing readable lies on the device's disk. */
export interface PageSealer {
  seal(name: string, page: Uint8Array): Promise<Uint8Array>;
  /** Undefined when the page was changed, moved to another name, or belongs to another user. */
  open(name: string, sealed: Uint8Array): Promise<Uint8Array | undefined>;
}

/** A sealer whose key follows from the user key: without the user there is nothing to read. */
export async function pageSealer(userKey: Secret): Promise<PageSealer> {
  const key = await deriveSecret(userKey, LABELS.localPages);
  const aad = (name: string) => encodeCbor([MESSAGE_LABELS.localPage, SUITE, name]);
  return {
    seal: async (name, page) => sealEnvelope(key, aad(name), page),
    open: async (name, sealed) => openEnvelope(key, aad(name), sealed),
  };
}
