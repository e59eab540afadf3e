import { bytesOfHex, hexOf } from '@siegel/wire';
import { engine } from '../../keyed/seal/src/engine/web.ts';
import type { VectorOutcome } from '../../tools/testing/src/vector-runners/outcome.ts';
import { webCryptoPrimitives } from '../../tools/testing/src/vector-runners/web-crypto-primitives.ts';
import { enginePlatform } from './engine-platform.ts';
import { wasmArgon2id } from './library-doors.ts';
import { runPlainCctv, VECTOR_SUITES, type VectorPlatform, type VectorSuiteName } from './vector-suites.ts';

// Runs in a worker of a browser (and, for comparison, in Node): every function takes and gives what JSON can say.

const WEB_CRYPTO = { ...webCryptoPrimitives(globalThis.crypto.subtle), sha256: engine.sha256 };
const PLATFORMS: Readonly<Record<'WebCrypto' | 'engine', VectorPlatform>> = {
  WebCrypto: WEB_CRYPTO,
  engine: { ...WEB_CRYPTO, ...enginePlatform(engine) },
};

/** Runs one suite over the browser's WebCrypto or over the engine of keyed/seal that stands on it. */
export async function runSuite(
  name: VectorSuiteName,
  text: string,
  platform: keyof typeof PLATFORMS,
): Promise<VectorOutcome> {
  return VECTOR_SUITES[name].run(text, PLATFORMS[platform]);
}

/** The CCTV edge cases without the pre-check of JT20. */
export function runPlain(text: string): Promise<VectorOutcome> {
  return runPlainCctv(text, PLATFORMS.engine);
}

/** One Argon2id derivation of the browser's library; byte strings in hex. */
export async function argon2id(
  bytes: Readonly<Record<'password' | 'salt', string>>,
  numbers: Readonly<Record<'memoryKiB' | 'iterations' | 'parallelism' | 'sizeBytes', number>>,
): Promise<string> {
  const [password, salt] = [bytesOfHex(bytes.password), bytesOfHex(bytes.salt)];
  const none = new Uint8Array(0);
  if (password === undefined || salt === undefined) throw new Error('argon2id is asked in hex');
  const answer = await wasmArgon2id({ password, salt, secret: none, associatedData: none, ...numbers });
  return hexOf(answer ?? none);
}
