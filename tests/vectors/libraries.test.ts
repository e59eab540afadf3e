import { test } from 'vitest';
import { compareArgon2id, runArgon2idVector } from '../../tools/testing/src/vector-runners/argon2id-vectors.ts';
import { wasmArgon2id } from './library-doors.ts';
import { nodeArgon2id } from './node-argon2id.ts';
import { NODE_PLATFORMS } from './node-platforms.ts';
import { expectAgreement, expectSuite, hasSuite, readSuite } from './vector-report.ts';

const LIBRARIES = {
  mlkem_768_keygen_seed: 'makes ML-KEM keys of a seed as published',
  mlkem_768_encaps: 'refuses ML-KEM public keys that are none',
  mlkem_768: 'opens with ML-KEM as published, implicit rejection included',
  mlkem_768_semi_expanded_decaps: 'opens with a written-out ML-KEM key as published',
  'cctv-mlkem modulus': 'refuses every ML-KEM key with a coefficient above the modulus',
  'cctv-mlkem strcmp': 'compares ML-KEM ciphertexts behind a zero byte too',
  hpke: 'seals, opens and exports with HPKE as in RFC 9180',
  opaque: 'speaks OPAQUE as in RFC 9807, up to what the library fixes',
  oprf: 'blinds a password as in RFC 9497',
} as const;

for (const [name, does] of Object.entries(LIBRARIES) as [keyof typeof LIBRARIES, string][]) {
  test.skipIf(!hasSuite(name))(`[JT25, T39] ${does}`, async () => {
    await expectSuite(name, 'Node', NODE_PLATFORMS['node:crypto']);
  });
}

test.skipIf(!hasSuite('argon2id'))('[JT25, T39] gives the Argon2id answer of RFC 9106 with node:crypto', async () => {
  const published: unknown = JSON.parse(readSuite('argon2id'));
  expectAgreement('node:crypto argon2id', await runArgon2idVector(published, nodeArgon2id), 1);
  // The library of the browser has no associated data: it is compared with the one that gave the published answer.
  await expectSuite('argon2id', 'hash-wasm', NODE_PLATFORMS['node:crypto']);
});

test('[JT25, T39] gives the same Argon2id keys with hash-wasm as with node:crypto', async () => {
  expectAgreement('hash-wasm against node:crypto', await compareArgon2id(nodeArgon2id, wasmArgon2id), 14);
});
