import { randomBytes } from 'node:crypto';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { AgeError, openAge } from './open-age.ts';
import { CHUNK_BYTES } from './payload.ts';
import { sealAge } from './seal-age.ts';

async function aKey(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** The same bytes in pieces of other sizes. */
async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 200_000];

test('[BK2] what is sealed opens for each recipient, here and by the library', async () => {
  const [director, drill] = [await aKey(), await aKey()];
  for (const size of SIZES) {
    const plain = randomBytes(size);
    const file = await whole(sealAge(cut(plain, 10_007), [director.recipient, drill.recipient]));
    for (const { identity } of [director, drill]) {
      expect(await whole(openAge(cut(file, 4_099), identity))).toEqual(plain);
      const oracle = new Decrypter();
      oracle.addIdentity(identity);
      expect(Buffer.from(await oracle.decrypt(file))).toEqual(plain);
    }
  }
});

test('[BK2] a backup for nobody, or for something else than an X25519 key, is not begun', async () => {
  for (const recipients of [[], [''], ['age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2yqdj4e']])
    await expect(whole(sealAge([], recipients))).rejects.toThrow('BK2');
});

test('[BK3] a file sealed to others says so, and nothing of it is given out', async () => {
  const file = await whole(sealAge([randomBytes(100)], [(await aKey()).recipient]));
  const given: Uint8Array[] = [];
  const read = async () => {
    for await (const piece of openAge(cut(file, 99), (await aKey()).identity)) given.push(piece);
  };
  await expect(read()).rejects.toMatchObject({ code: 'BACKUP_KEY_WRONG' });
  expect(given).toEqual([]);
});

test('[BK3] [T11] every flipped bit of header and payload, every cut and every exchange of chunks is found', async () => {
  const { identity, recipient } = await aKey();
  const plain = randomBytes(3 * CHUNK_BYTES + 77);
  const file = await whole(sealAge([plain], [recipient]));
  const payload = file.length - (plain.length + 4 * 16);
  const spoilt = async (bytes: Uint8Array) => {
    const error: unknown = await whole(openAge(cut(bytes, 50_000), identity)).catch((thrown: unknown) => thrown);
    return error instanceof AgeError;
  };
  const flipped = (at: number, bit: number) => {
    const copy = Buffer.from(file);
    copy.writeUInt8(copy.readUInt8(at) ^ (1 << bit), at);
    return copy;
  };
  for (let at = 0; at < payload; at++) expect(await spoilt(flipped(at, at % 8)), `byte ${at}`).toBe(true);
  for (let turn = 0; turn < 200; turn++) {
    const at = payload + (randomBytes(4).readUInt32BE() % (file.length - payload));
    expect(await spoilt(flipped(at, turn % 8)), `byte ${at}`).toBe(true);
  }
  const sealedChunk = CHUNK_BYTES + 16;
  const ends = [
    0,
    10,
    payload - 20,
    payload - 16,
    payload,
    payload + 1,
    payload + sealedChunk,
    payload + 3 * sealedChunk,
  ];
  for (const end of [...ends, file.length - 1]) expect(await spoilt(file.subarray(0, end)), `cut at ${end}`).toBe(true);
  const chunk = (n: number) => file.subarray(payload + n * sealedChunk, payload + (n + 1) * sealedChunk);
  const head = file.subarray(0, payload);
  for (const order of [[1, 0, 2, 3], [0, 2, 3], [0, 0, 1, 2, 3], [0, 1, 2, 3, 3], [3]])
    expect(await spoilt(Buffer.concat([head, ...order.map(chunk)])), order.join(' ')).toBe(true);
});

test('[BK2] opens a file of the library', async () => {
  const { identity, recipient } = await aKey();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const plain = randomBytes(2 * CHUNK_BYTES);
  expect(await whole(openAge(cut(await encrypter.encrypt(plain), 1_000), identity))).toEqual(plain);
});
