import { describe, test } from 'vitest';
import { runAesGcmVectors } from '../../tools/testing/src/vector-runners/aes-gcm-vectors.ts';
import { runHkdfVectors } from '../../tools/testing/src/vector-runners/hkdf-vectors.ts';
import { acceptsJson, runJsonVectors } from '../../tools/testing/src/vector-runners/json-vectors.ts';
import { webCryptoPrimitives } from '../../tools/testing/src/vector-runners/web-crypto-primitives.ts';
import { runX25519Vectors } from '../../tools/testing/src/vector-runners/x25519-vectors.ts';
import { hasVectors, readVectorFolder, readVectors } from '../../tools/testing/src/vectors.ts';
import { nodeCryptoPrimitives } from '../../tools/testing/src/vectors-node-crypto.ts';
import { expectAgreement } from './vector-report.ts';

const AES_GCM = 'wycheproof/aes_gcm_test.json';
const HKDF = 'wycheproof/hkdf_sha256_test.json';
const X25519 = 'wycheproof/x25519_test.json';
const platforms = { 'node:crypto': nodeCryptoPrimitives, WebCrypto: webCryptoPrimitives(globalThis.crypto.subtle) };

describe.each(Object.entries(platforms))('%s', (name, primitives) => {
  test.skipIf(!hasVectors(AES_GCM))('[JT25, T39] seals and opens AES-GCM as published', async () => {
    expectAgreement(`${name} aes_gcm`, await runAesGcmVectors(readVectors(AES_GCM), primitives, [128, 256]), 70);
  });

  test.skipIf(!hasVectors(HKDF))('[JT25, T39] derives with HKDF-SHA-256 as published', async () => {
    expectAgreement(`${name} hkdf_sha256`, await runHkdfVectors(readVectors(HKDF), primitives), 56);
  });

  test.skipIf(!hasVectors(X25519))('[JT25, T39] agrees on X25519 and refuses the all-zero secret', async () => {
    expectAgreement(`${name} x25519`, await runX25519Vectors(readVectors(X25519), primitives), 306);
  });
});

test.skipIf(!hasVectors('jsontestsuite'))('[JT26, T39] reads JSON as JSONTestSuite demands', () => {
  expectAgreement('jsontestsuite', runJsonVectors(readVectorFolder('jsontestsuite'), acceptsJson), 186);
});
