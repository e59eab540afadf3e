import { argon2Sync } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import * as opaque from '@serenity-kit/opaque';
import { argon2id } from 'hash-wasm';
import { createMlKem768 } from 'mlkem';
import { test } from 'vitest';
import {
  type Argon2id,
  compareArgon2id,
  runArgon2idVector,
} from '../../tools/testing/src/vector-runners/argon2id-vectors.ts';
import {
  type HpkeBaseMode,
  type HpkeReceived,
  runHpkeVectors,
} from '../../tools/testing/src/vector-runners/hpke-vectors.ts';
import * as mlKemRunners from '../../tools/testing/src/vector-runners/ml-kem-vectors.ts';
import { runOpaqueVectors, runOprfVectors } from '../../tools/testing/src/vector-runners/opaque-vectors.ts';
import { hasVectors, readVectors, readVectorText } from '../../tools/testing/src/vectors.ts';
import { expectAgreement } from './vector-report.ts';

/** The answer of a library, or undefined when it throws: its way to refuse. */
function answerOf<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}

// --- ML-KEM-768: the library under @hpke/hybridkem-x-wing

const library = await createMlKem768();
const mlKem: mlKemRunners.MlKem768 = {
  keysOfSeed: (seed) =>
    answerOf(() => {
      const [publicKey, privateKey] = library.deriveKeyPair(seed);
      return { publicKey, privateKey };
    }),
  encapsulate: (publicKey, m) =>
    answerOf(() => {
      const [ciphertext, secret] = library.encap(publicKey, m);
      return { ciphertext, secret };
    }),
  decapsulate: (ciphertext, privateKey) => answerOf(() => library.decap(ciphertext, privateKey)),
};

const ML_KEM = [
  ['wycheproof/mlkem_768_keygen_seed_test.json', mlKemRunners.runMlKemKeygenVectors, 60],
  ['wycheproof/mlkem_768_encaps_test.json', mlKemRunners.runMlKemEncapsVectors, 167],
  ['wycheproof/mlkem_768_test.json', mlKemRunners.runMlKemVectors, 115],
  ['wycheproof/mlkem_768_semi_expanded_decaps_test.json', mlKemRunners.runMlKemDecapsVectors, 4],
] as const;

for (const [file, run, count] of ML_KEM) {
  test.skipIf(!hasVectors(file))(`[JT25, T39] agrees with ${file}`, () => {
    expectAgreement(file, run(readVectors(file), mlKem), count);
  });
}

const MODULUS = 'cctv-mlkem/modulus-ML-KEM-768.txt.gz';
test.skipIf(!hasVectors(MODULUS))('[JT25, T39] refuses every ML-KEM key with a coefficient above the modulus', () => {
  expectAgreement('cctv-mlkem modulus', mlKemRunners.runMlKemModulusVectors(readVectorText(MODULUS), mlKem), 780);
});

const STRCMP = 'cctv-mlkem/strcmp-ML-KEM-768.txt';
test.skipIf(!hasVectors(STRCMP))('[JT25, T39] compares ML-KEM ciphertexts behind a zero byte too', () => {
  expectAgreement('cctv-mlkem strcmp', mlKemRunners.runMlKemStrcmpVector(readVectorText(STRCMP), mlKem), 1);
});

// --- HPKE: @hpke/core

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const publicKeyOf = (raw: Uint8Array<ArrayBuffer>) => suite.kem.importKey('raw', raw.buffer, true);
const privateKeyOf = (raw: Uint8Array<ArrayBuffer>) => suite.kem.importKey('raw', raw.buffer, false);
const pairOf = async (keys: { publicKey: Uint8Array<ArrayBuffer>; privateKey: Uint8Array<ArrayBuffer> }) => ({
  publicKey: await publicKeyOf(keys.publicKey),
  privateKey: await privateKeyOf(keys.privateKey),
});
const receive = async ({ recipient, encapsulated, info }: HpkeReceived) =>
  suite.createRecipientContext({ recipientKey: await pairOf(recipient), enc: encapsulated, info });
const orUndefined = <T>(answer: Promise<T>): Promise<T | undefined> => answer.catch(() => undefined);

const hpke: HpkeBaseMode = {
  async sealAll({ recipient, ephemeral, info, messages }) {
    const recipientPublicKey = await publicKeyOf(recipient.publicKey);
    const sender = await suite.createSenderContext({ recipientPublicKey, info, ekm: await pairOf(ephemeral) });
    const sealed: Uint8Array[] = [];
    for (const { plaintext, aad } of messages) sealed.push(new Uint8Array(await sender.seal(plaintext, aad)));
    return { encapsulated: new Uint8Array(sender.enc), sealed };
  },
  openAll: ({ messages, ...received }) =>
    orUndefined(
      (async () => {
        const recipient = await receive(received);
        const opened: Uint8Array[] = [];
        for (const { sealed, aad } of messages) opened.push(new Uint8Array(await recipient.open(sealed, aad)));
        return opened;
      })(),
    ),
  exportSecret: ({ context, sizeBytes, ...received }) =>
    orUndefined((async () => new Uint8Array(await (await receive(received)).export(context, sizeBytes)))()),
};

const HPKE = 'hpke-rfc9180/vectors.json';
test.skipIf(!hasVectors(HPKE))('[JT25, T39] seals, opens and exports with HPKE as in RFC 9180', async () => {
  expectAgreement('hpke-rfc9180', await runHpkeVectors(readVectors(HPKE), hpke), 18);
});

// --- Argon2id: hash-wasm, by way of node:crypto

const nodeArgon2id: Argon2id = async (input) =>
  new Uint8Array(
    argon2Sync('argon2id', {
      message: input.password,
      nonce: input.salt,
      secret: input.secret,
      associatedData: input.associatedData,
      memory: input.memoryKiB,
      passes: input.iterations,
      parallelism: input.parallelism,
      tagLength: input.sizeBytes,
    }),
  );
const wasmArgon2id: Argon2id = async (input) =>
  input.associatedData.length > 0
    ? undefined
    : argon2id({
        password: input.password,
        salt: input.salt,
        secret: input.secret,
        memorySize: input.memoryKiB,
        iterations: input.iterations,
        parallelism: input.parallelism,
        hashLength: input.sizeBytes,
        outputType: 'binary',
      });

const ARGON2ID = 'argon2id-rfc9106/kat.json';
test.skipIf(!hasVectors(ARGON2ID))('[JT25, T39] gives the Argon2id answer of RFC 9106 with node:crypto', async () => {
  expectAgreement('node:crypto argon2id', await runArgon2idVector(readVectors(ARGON2ID), nodeArgon2id), 1);
  // The library of the browser has no associated data: it is compared with the one that gave the published answer.
  expectAgreement('hash-wasm argon2id', await runArgon2idVector(readVectors(ARGON2ID), wasmArgon2id), 0);
});

test('[JT25, T39] gives the same Argon2id keys with hash-wasm as with node:crypto', async () => {
  expectAgreement('hash-wasm against node:crypto', await compareArgon2id(nodeArgon2id, wasmArgon2id), 14);
});

// --- OPAQUE: @serenity-kit/opaque

await opaque.ready;

const OPAQUE = 'opaque-rfc9807/vectors.json';
test.skipIf(!hasVectors(OPAQUE))('[JT25, T39] speaks OPAQUE as in RFC 9807, up to what the library fixes', () => {
  expectAgreement('opaque-rfc9807', runOpaqueVectors(readVectors(OPAQUE), opaque), 4);
});

const OPRF = 'oprf-rfc9497/allVectors.json';
test.skipIf(!hasVectors(OPRF))('[JT25, T39] blinds a password as in RFC 9497', () => {
  expectAgreement('oprf-rfc9497', runOprfVectors(readVectors(OPRF), opaque), 2);
});
