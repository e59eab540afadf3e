import { deriveBytes } from './derive.ts';
import { LABELS } from './labels.ts';

const PROOF_BYTES = 32;

/** What a recovery code shows the server of itself where a second factor is lost (ZF21). It opens no slot: the slot's key comes from
 *  the same code under another label.
 *  @param code the 16 bytes of the code. */
export function recoveryProof(code: Uint8Array): Promise<Uint8Array> {
  return deriveBytes(code, LABELS.recoveryProof, PROOF_BYTES);
}
