import type { AeadParameters, Engine } from '../../keyed/seal/src/engine/engine.ts';
import type { AesGcmInput } from '../../tools/testing/src/vector-runners/primitives.ts';
import type { VectorPlatform } from './vector-suites.ts';

/** The primitives of keyed/seal (ADR 0007) as a platform of the vectors. X25519 is not among them: HPKE brings its own. */
export function enginePlatform(engine: Engine): Omit<VectorPlatform, 'x25519'> {
  const gcm = async ({ key, nonce, aad }: AesGcmInput): Promise<readonly [Key, AeadParameters]> => [
    await engine.importAeadKey(key),
    { nonce, aad, headBytes: 0 },
  ];
  return {
    sha256: engine.sha256,
    onlySuite1: true,
    verifyEd25519: (...given) => engine.verifyEd25519(...given),
    sealAesGcm: (input) => answerOf(async () => engine.aeadSeal(...(await gcm(input)), input.text)),
    openAesGcm: (input) => answerOf(async () => engine.aeadOpen(...(await gcm(input)), input.text)),
    hkdfSha256: ({ ikm, info, sizeBytes }) => answerOf(async () => engine.hkdf(ikm, info, sizeBytes)),
  };
}

type Key = Parameters<Engine['aeadSeal']>[0];

/** An engine throws at a length that no suite has; the vectors call that refusing. */
async function answerOf<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch {
    return undefined;
  }
}
