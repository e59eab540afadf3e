import { checkpointOrigin, signCheckpoint, type TreeHead } from '@siegel/journal';
import type { Id } from '@siegel/wire';
import { sha256 } from '../platform/hashes.ts';
import type { LogKey } from '../platform/log-key.ts';

/** A tree head of this server and the note in which the log key signed it. */
export interface SignedHead extends TreeHead {
  readonly note: string;
  /** The note as a JSON string in ASCII: written once per commit, and a plain answer is sent faster than one with a dash in it. */
  readonly noteJson: string;
}

/** Signs a head that is durable (JN15). The caller is the one writer, so every head extends the ones before. */
export async function signHead(
  head: TreeHead,
  log: { readonly tenant: Id; readonly instance: Id; readonly logKey: LogKey },
): Promise<SignedHead> {
  const { publicKey, sign } = log.logKey;
  const signer = { publicKey, sign: (message: Uint8Array) => Promise.resolve(sign(message)) };
  const note = await signCheckpoint({ ...head, origin: checkpointOrigin(log.tenant, log.instance) }, signer, sha256);
  const text = Buffer.from(note).toString('utf8');
  return { ...head, note: text, noteJson: JSON.stringify(text).replaceAll('—', '\\u2014') };
}
