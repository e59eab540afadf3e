import { checkpointOrigin, signCheckpoint, type TreeHead } from '@siegel/journal';
import type { Id } from '@siegel/wire';
import { sha256 } from '../platform/hashes.ts';
import type { LogKey } from '../platform/log-key.ts';

/** A tree head of this server and the note in which the log key signed it. */
export interface SignedHead extends TreeHead {
  readonly note: string;
}

/** Signs a head that is durable (JN15). The caller is the one writer, so every head extends the ones before. */
export async function signHead(
  head: TreeHead,
  log: { readonly tenant: Id; readonly instance: Id; readonly logKey: LogKey },
): Promise<SignedHead> {
  const { publicKey, sign } = log.logKey;
  const signer = { publicKey, sign: (message: Uint8Array) => Promise.resolve(sign(message)) };
  const note = await signCheckpoint({ ...head, origin: checkpointOrigin(log.tenant, log.instance) }, signer, sha256);
  return { ...head, note: Buffer.from(note).toString('utf8') };
}
