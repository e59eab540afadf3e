import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { argon2id } from 'hash-wasm';
import { createMlKem768 } from 'mlkem';
import type { Argon2id } from '../../tools/testing/src/vector-runners/argon2id-vectors.ts';
import type { HpkeBaseMode, HpkeReceived } from '../../tools/testing/src/vector-runners/hpke-vectors.ts';
import type { MlKem768 } from '../../tools/testing/src/vector-runners/ml-kem-vectors.ts';

/** The answer of a library, or undefined when it throws: its way to refuse. */
function answerOf<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}

const mlKemLibrary = await createMlKem768();

/** ML-KEM-768 of the library under @hpke/hybridkem-x-wing. */
export const mlKem: MlKem768 = {
  keysOfSeed: (seed) =>
    answerOf(() => {
      const [publicKey, privateKey] = mlKemLibrary.deriveKeyPair(seed);
      return { publicKey, privateKey };
    }),
  encapsulate: (publicKey, m) =>
    answerOf(() => {
      const [ciphertext, secret] = mlKemLibrary.encap(publicKey, m);
      return { ciphertext, secret };
    }),
  decapsulate: (ciphertext, privateKey) => answerOf(() => mlKemLibrary.decap(ciphertext, privateKey)),
};

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

/** HPKE of @hpke/core. */
export const hpke: HpkeBaseMode = {
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

/** Argon2id of hash-wasm, which has no associated data. */
export const wasmArgon2id: Argon2id = async (input) =>
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
