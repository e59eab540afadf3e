import { expect, test } from 'vitest';
import { flipped, random } from '../test-support/samples.ts';
import {
  type AttachmentKey,
  AttachmentTampered,
  CHUNK_BYTES,
  makeAttachmentKey,
  openAttachment,
  sealAttachment,
  sealedSize,
} from './attachment.ts';
import { padmeSize } from './padding.ts';

const SEALED_CHUNK = CHUNK_BYTES + 16;
const SIZES = [0, 1, 65_535, 65_536, 65_537, 3 * CHUNK_BYTES, 3 * CHUNK_BYTES + 1, 200_000];

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collected(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece.slice());
  return new Uint8Array(Buffer.concat(all));
}

const content = (size: number) => Uint8Array.from({ length: size }, (_, at) => (at * 7 + (at >> 8)) & 255);
const sealed = (bytes: Uint8Array, key: AttachmentKey) => collected(sealAttachment(inPieces(bytes, 50_000), key));
const opened = (bytes: Uint8Array, key: AttachmentKey) => collected(openAttachment(inPieces(bytes, 60_001), key));

/** A file of three whole chunks and one more byte's bucket, sealed. */
async function aSealedFile() {
  const bytes = content(3 * CHUNK_BYTES);
  const key = makeAttachmentKey(bytes.length, random);
  return { bytes, key, file: await sealed(bytes, key) };
}

test.each(SIZES)('[SL20] opens a file of %i bytes again, sealed to its bucket with a tag per chunk', async (size) => {
  const bytes = content(size);
  const key = makeAttachmentKey(size, random);
  const file = await sealed(bytes, key);
  expect(file.length).toBe(sealedSize(size));
  expect(file.length).toBe(padmeSize(size) + 16 * Math.max(1, Math.ceil(padmeSize(size) / CHUNK_BYTES)));
  expect(await opened(file, key)).toEqual(bytes);
});

test.each([1, 13, 4_096, 65_536, 65_552, 65_553, 1_000_000])(
  '[SL20] gives the same bytes whether sealed and opened whole or in pieces of %i bytes',
  async (size) => {
    const bytes = content(size === 1 ? 1_000 : 150_000);
    const key = makeAttachmentKey(bytes.length, random);
    const file = await sealed(bytes, key);
    expect(await collected(sealAttachment(inPieces(bytes, size), key))).toEqual(file);
    expect(await collected(openAttachment(inPieces(file, size), key))).toEqual(bytes);
  },
);

test('[SL20] refuses a file cut anywhere: at every chunk border, inside chunks, to nothing', async () => {
  const { key, file } = await aSealedFile();
  const cuts = [0, 1, 15, 16, 17, SEALED_CHUNK - 1, SEALED_CHUNK, SEALED_CHUNK + 1];
  for (const cut of [...cuts, 2 * SEALED_CHUNK, 3 * SEALED_CHUNK - 1, file.length - 1])
    await expect(opened(file.subarray(0, cut), key), `cut at ${cut}`).rejects.toThrow(AttachmentTampered);
});

test('[SL20] refuses chunks in another order, repeated, left out or taken from another file', async () => {
  const { key, file } = await aSealedFile();
  const chunks = [0, 1, 2].map((at) => file.subarray(at * SEALED_CHUNK, (at + 1) * SEALED_CHUNK));
  const joined = (order: readonly number[]) => Buffer.concat(order.map((at) => chunks[at] as Uint8Array));
  expect(await opened(joined([0, 1, 2]), key)).toHaveLength(3 * CHUNK_BYTES);
  for (const order of [
    [1, 0, 2],
    [0, 2, 1],
    [2, 1, 0],
    [0, 0, 2],
    [0, 1, 1],
    [0, 1],
    [0, 2],
    [1, 2],
    [0, 1, 2, 2],
    [2],
  ])
    await expect(opened(joined(order), key), order.join()).rejects.toThrow(AttachmentTampered);
  const other = await aSealedFile();
  const foreign = Buffer.concat([chunks[0] as Uint8Array, other.file.subarray(SEALED_CHUNK)]);
  await expect(opened(foreign, key)).rejects.toThrow(AttachmentTampered);
});

test('[SL20] refuses a file that was extended, by zeros or by a chunk', async () => {
  const { key, file } = await aSealedFile();
  for (const more of [new Uint8Array(1), new Uint8Array(SEALED_CHUNK), file.subarray(0, SEALED_CHUNK)])
    await expect(opened(Buffer.concat([file, more]), key)).rejects.toThrow(AttachmentTampered);
});

test('[SL20] refuses flipped bits in every chunk and in every tag', async () => {
  const { key, file } = await aSealedFile();
  for (const chunk of [0, 1, 2])
    for (const at of [0, 1, 40_000, CHUNK_BYTES - 1, CHUNK_BYTES, SEALED_CHUNK - 1])
      await expect(opened(flipped(file, 8 * (chunk * SEALED_CHUNK + at) + 3), key)).rejects.toThrow(AttachmentTampered);
});

test('[SL20] refuses another key, another prefix and another size, also one of the same bucket', async () => {
  const bytes = content(100_001);
  const key = makeAttachmentKey(bytes.length, random);
  const file = await sealed(bytes, key);
  await expect(opened(file, { ...key, fileKey: random(32) })).rejects.toThrow(AttachmentTampered);
  await expect(opened(file, { ...key, prefix: random(7) })).rejects.toThrow(AttachmentTampered);
  const sameBucket = [100_000, 100_002, padmeSize(100_001)];
  for (const sizeBytes of [...sameBucket, 0, 1, 65_536, 200_000])
    await expect(opened(file, { ...key, sizeBytes }), `${sizeBytes}`).rejects.toThrow(AttachmentTampered);
});

test('[SL20] takes a chunk for the last one only under the last flag', async () => {
  // A file of one whole chunk and the first chunk of a longer file differ in the flag of their nonce alone.
  const key = makeAttachmentKey(CHUNK_BYTES, random);
  const short = await sealed(content(CHUNK_BYTES), key);
  const long = await sealed(content(2 * CHUNK_BYTES), { ...key, sizeBytes: 2 * CHUNK_BYTES });
  await expect(opened(long.subarray(0, SEALED_CHUNK), key)).rejects.toThrow(AttachmentTampered);
  await expect(
    opened(Buffer.concat([short, long.subarray(SEALED_CHUNK)]), { ...key, sizeBytes: 2 * CHUNK_BYTES }),
  ).rejects.toThrow(AttachmentTampered);
});

test('[SL20] ends without an error only when the whole file was there', async () => {
  const { key, file } = await aSealedFile();
  const released: number[] = [];
  const reading = async () => {
    for await (const chunk of openAttachment(inPieces(file.subarray(0, -1), 7_000), key)) released.push(chunk.length);
    return 'complete';
  };
  await expect(reading()).rejects.toThrow(AttachmentTampered);
  expect(released).toEqual([CHUNK_BYTES, CHUNK_BYTES]);
});

test('[SL20] seals no other number of bytes than announced, and no impossible size', async () => {
  const key = makeAttachmentKey(100, random);
  for (const size of [0, 99, 101]) await expect(sealed(content(size), key)).rejects.toThrow('SL20');
  for (const size of [-1, 1.5, Number.NaN, 2 ** 48 + 1]) expect(() => makeAttachmentKey(size)).toThrow();
});

test('[SL20] [SL21] draws a fresh key for every attachment, so the same file twice has two blob ids', async () => {
  const bytes = content(1_000);
  const files = await Promise.all([1, 2].map(() => sealed(bytes, makeAttachmentKey(bytes.length))));
  expect(files[0]).not.toEqual(files[1]);
  // The blob id is SHA-256 over these bytes: it says nothing about the content.
  expect(files[0]).toHaveLength(files[1]?.length as number);
});
