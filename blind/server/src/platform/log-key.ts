import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

/** The server log key of one tenant (SERVER_SECRETS): signs checkpoints and server-authored batches, opens nothing. */
export interface LogKey {
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_BYTES = 32;

/** The Ed25519 key of a 32-byte seed (RFC 8032). */
export function logKeyOfSeed(seed: Uint8Array): LogKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  return { publicKey: publicOf(privateKey), sign: (message) => sign(null, message, privateKey) };
}

function publicOf(privateKey: KeyObject): Uint8Array {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(spki.length - PUBLIC_BYTES));
}
