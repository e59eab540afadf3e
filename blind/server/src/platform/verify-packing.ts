import type { SignatureCheck } from '@siegel/journal';
import { SIGNATURE_BYTES } from '@siegel/wire';

const KEY_BYTES = 32;
const LENGTH_BYTES = 4;
const HEAD_BYTES = KEY_BYTES + SIGNATURE_BYTES + LENGTH_BYTES;

/** Checks in one buffer of their own, so that they change threads without a copy: key 32 | signature 64 | length 4 | message.
 *  Only checks that passed the strict pre-check: keys and signatures have their lengths. */
export function packChecks(checks: readonly SignatureCheck[]): Uint8Array<ArrayBuffer> {
  const size = checks.reduce((sum, { message }) => sum + HEAD_BYTES + message.length, 0);
  const packed = new Uint8Array(size);
  const view = new DataView(packed.buffer);
  let at = 0;
  for (const { publicKey, message, signature } of checks) {
    packed.set(publicKey, at);
    packed.set(signature, at + KEY_BYTES);
    view.setUint32(at + KEY_BYTES + SIGNATURE_BYTES, message.length);
    packed.set(message, at + HEAD_BYTES);
    at += HEAD_BYTES + message.length;
  }
  return packed;
}

/** The checks of a packed buffer, as views. */
export function unpackChecks(packed: Uint8Array): SignatureCheck[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const checks: SignatureCheck[] = [];
  for (let at = 0; at < packed.length; ) {
    const length = view.getUint32(at + KEY_BYTES + SIGNATURE_BYTES);
    const messageAt = at + HEAD_BYTES;
    checks.push({
      publicKey: packed.subarray(at, at + KEY_BYTES),
      signature: packed.subarray(at + KEY_BYTES, at + KEY_BYTES + SIGNATURE_BYTES),
      message: packed.subarray(messageAt, messageAt + length),
    });
    at = messageAt + length;
  }
  return checks;
}
