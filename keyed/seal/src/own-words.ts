import { encodeCbor, type Id, SUITE } from '@siegel/wire';
import { deriveSecret } from './derive.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import type { Secret } from './secret.ts';

/** Seals what a user keeps for nobody else, within a record of the house. */
export interface OwnWordsSealer {
  seal(record: Id, words: Uint8Array): Promise<Uint8Array>;
  /** Undefined when it was changed, belongs to another record, or to somebody else. */
  open(record: Id, sealed: Uint8Array): Promise<Uint8Array | undefined>;
}

/** A sealer whose key follows from the user key: colleagues who open the record find sealed bytes in it (TB5). */
export async function ownWordsSealer(userKey: Secret, tenant: Id): Promise<OwnWordsSealer> {
  const key = await deriveSecret(userKey, LABELS.ownWords);
  const aad = (record: Id) => encodeCbor([MESSAGE_LABELS.ownWords, SUITE, tenant, record]);
  return {
    seal: async (record, words) => sealEnvelope(key, aad(record), words),
    open: async (record, sealed) => openEnvelope(key, aad(record), sealed),
  };
}
