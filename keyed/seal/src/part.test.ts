import { type CborValue, encodeCbor, ENVELOPE_OVERHEAD_BYTES, NONCE_BYTES, type Place, placeAad } from '@siegel/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aPlace, flipped, placesBeside, random } from '../test-support/samples.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { padmeSize, padPart, unpadPart } from './padding.ts';
import { partAad } from './part-aad.ts';
import { openPart, sealPart } from './part.ts';
import { countSeal, MOST_SEALS } from './seal-count.ts';
import { reveal, Secret } from './secret.ts';

const TAMPERED = { ok: false, error: { code: 'OPEN_TAMPERED' } };
const FIELDS = { text: 'RR 140/85' };
const night = process.env['SIEGEL_NIGHT'] !== undefined;

test('[SL10] opens what it sealed, laid out as suite, nonce, ciphertext and tag', async () => {
  const { key, place } = await aPlace();
  const envelope = await sealPart(FIELDS, place, key, () => new Uint8Array(NONCE_BYTES).fill(7));
  expect(envelope[0]).toBe(1);
  expect(envelope.subarray(1, 13)).toEqual(new Uint8Array(12).fill(7));
  expect(envelope).toHaveLength(ENVELOPE_OVERHEAD_BYTES + padmeSize(4 + encodeCbor(FIELDS).length));
  expect(await openPart(envelope, place, key)).toEqual({ ok: true, value: FIELDS });
});

test('[SL10] gives back every value that has an encoding', async () => {
  const { key, place } = await aPlace();
  const plain = fc.letrec<{ value: CborValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: 'binary' }),
      fc.maxSafeInteger().map((n) => n + 0),
      fc.boolean(),
      fc.uint8Array(),
      fc.array(tie('value')),
      fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
    ),
  })).value;
  const fields = fc.dictionary(fc.string(), plain, { noNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(fields, async (value) => {
      fc.pre(!JSON.stringify(value).includes('__proto__'));
      const opened = await openPart(await sealPart(value as typeof FIELDS, place, key), place, key);
      expect(opened.ok && encodeCbor(opened.value as CborValue)).toEqual(encodeCbor(value));
    }),
    { numRuns: night ? 5_000 : 300 },
  );
});

test('[SL10] [SL12] refuses a part at a place that differs in any one item of its AAD', async () => {
  const { key, place } = await aPlace();
  const envelope = await sealPart(FIELDS, place, key);
  const beside = placesBeside(place);
  expect(beside.map(([item]) => item)).toHaveLength(9);
  for (const [item, other] of beside) {
    expect(await openPart(envelope, other, key), item).toEqual(TAMPERED);
    // The key id is held against the key before opening; with both changed alike, the AAD still refuses.
    expect(await openPart(envelope, other, { ...key, keyId: other.keyId }), item).toEqual(TAMPERED);
  }
});

test('[SL10] [WR16] authenticates exactly the bytes of `placeAad`, for every place', () => {
  const id = fc.uint8Array({ minLength: 16, maxLength: 16 });
  const number = fc.oneof(fc.nat(30), fc.nat(300), fc.nat(70_000), fc.nat(Number.MAX_SAFE_INTEGER));
  const place = fc.record<Place>({
    originTenant: id,
    record: id,
    akte: id,
    sealingDevice: id,
    keyId: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    kind: number,
    compartment: number,
    schemaVersion: number,
    partVersion: number,
  });
  fc.assert(
    fc.property(place, (given) => {
      expect(partAad(given)).toEqual(placeAad(given));
    }),
  );
});

test('[SL12] refuses every single flipped bit of an envelope', async () => {
  const { key, place } = await aPlace();
  const envelope = await sealPart({ a: 1 }, place, key);
  for (let bit = 0; bit < 8 * envelope.length; bit++)
    expect(await openPart(flipped(envelope, bit), place, key), `bit ${bit}`).toEqual(TAMPERED);
});

test('[SL12] refuses every truncation at either end and every extension', async () => {
  const { key, place } = await aPlace();
  const envelope = await sealPart(FIELDS, place, key);
  for (let length = 0; length < envelope.length; length++) {
    expect(await openPart(envelope.subarray(0, length), place, key)).toEqual(TAMPERED);
    expect(await openPart(envelope.subarray(envelope.length - length), place, key)).toEqual(TAMPERED);
  }
  for (const more of [1, 15, 16, 17, envelope.length])
    for (const rest of [new Uint8Array(more), envelope.subarray(0, more)])
      expect(await openPart(Uint8Array.of(...envelope, ...rest), place, key)).toEqual(TAMPERED);
});

test('[SL10] refuses a part under another key, and every suite but 1', async () => {
  const { key, place } = await aPlace();
  const { key: other } = await aPlace();
  const envelope = await sealPart(FIELDS, place, key);
  expect(await openPart(envelope, place, other)).toEqual(TAMPERED);
  expect(await openPart(envelope, place, { ...other, keyId: key.keyId })).toEqual(TAMPERED);
  for (const suite of [0, 2, 255]) {
    envelope[0] = suite;
    expect(await openPart(envelope, place, key)).toEqual(TAMPERED);
  }
});

test('[SL1] [SL42] opens under no key whose id is not the one of the descriptor, though its bytes would fit', async () => {
  // AES-GCM does not commit to its key: a ciphertext made for two keys has two meanings. The id of the key does commit,
  // and it stands in the descriptor, so the second key is refused before it is tried.
  const { key, place } = await aPlace();
  const envelope = await sealPart(FIELDS, place, key);
  expect(await openPart(envelope, place, { secret: key.secret, keyId: random(32) })).toEqual(TAMPERED);
  await expect(sealPart(FIELDS, { ...place, keyId: random(32) }, key)).rejects.toThrow('SL8');
});

/** An envelope whose authenticated content is exactly `padded`. */
async function sealedRaw(padded: Uint8Array) {
  const { key, place } = await aPlace();
  const envelope = await sealEnvelope(key.secret, placeAad(place), padded);
  return {
    opened: await openPart(envelope, place, key),
    plain: await openEnvelope(key.secret, placeAad(place), envelope),
  };
}

test('[SL11] refuses every bit set in the padding and every other length, though the seal is whole', async () => {
  const padded = padPart(encodeCbor({ text: 'x'.repeat(65) }));
  const content = 4 + encodeCbor({ text: 'x'.repeat(65) }).length;
  expect(padded.length).toBeGreaterThan(content);
  expect((await sealedRaw(padded)).opened.ok).toBe(true);
  for (let bit = 8 * content; bit < 8 * padded.length; bit++) {
    const { opened, plain } = await sealedRaw(flipped(padded, bit));
    expect(plain).toBeDefined();
    expect(opened).toEqual(TAMPERED);
  }
  for (let bit = 0; bit < 32; bit++) expect((await sealedRaw(flipped(padded, bit))).opened).toEqual(TAMPERED);
  for (const rest of [[], [0], [0, 0, 0], [0, 0, 0, 0]])
    expect((await sealedRaw(Uint8Array.from(rest))).opened).toEqual(TAMPERED);
  expect((await sealedRaw(Uint8Array.of(...padded, 0))).opened).toEqual(TAMPERED);
  expect((await sealedRaw(padded.subarray(0, -1))).opened).toEqual(TAMPERED);
});

test('[SL11] pads to the Padmé size: known values, at most 12 % more, few different sizes', () => {
  // Worked out by hand from the paper's rule: E = floor(log2 L), S = floor(log2 E) + 1, the last E - S bits are zero.
  const known = [0, 1, 2, 3, 8, 9, 10, 17, 100, 129, 1000, 1025, 65_537, 2 ** 32 + 1].map((n) => [n, padmeSize(n)]);
  expect(known).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [8, 8],
    [9, 10],
    [10, 10],
    [17, 18],
    [100, 104],
    [129, 144],
    [1000, 1024],
    [1025, 1088],
    [65_537, 67_584],
    [2 ** 32 + 1, 2 ** 32 + 2 ** 26],
  ]);
  for (let length = 0; length < 70_000; length += 7) {
    expect(padmeSize(length)).toBeGreaterThanOrEqual(length);
    expect(padmeSize(length)).toBeLessThanOrEqual(Math.max(length * 1.12, length + 1));
    expect(padmeSize(padmeSize(length))).toBe(padmeSize(length));
  }
  expect(new Set(Array.from({ length: 100_000 }, (_, length) => padmeSize(length))).size).toBeLessThan(200);
  for (const wrong of [-1, 1.5, Number.NaN, 2 ** 53]) expect(() => padmeSize(wrong)).toThrow('SL11');
});

test('[SL11] unpads what it padded, for every length up to 2,000', () => {
  for (let length = 0; length <= 2_000; length++) {
    const content = new Uint8Array(length).fill(255);
    expect(unpadPart(padPart(content))?.length).toBe(length);
  }
});

test('[SL10] draws a nonce of its own for each of 100,000 seals', async () => {
  const { key, place } = await aPlace();
  const nonces = new Set<string>();
  for (let i = 0; i < 100_000; i++) {
    const envelope = await sealPart(FIELDS, place, key);
    nonces.add(String.fromCharCode(...envelope.subarray(1, 13)));
  }
  expect(nonces.size).toBe(100_000);
});

test('[SL13] seals no more under a key that has sealed 2^32 parts, and counts every key apart', async () => {
  const { key, place } = await aPlace();
  countSeal(key.secret, MOST_SEALS - 2);
  await expect(sealPart(FIELDS, place, key)).resolves.toBeDefined();
  await expect(sealPart(FIELDS, place, key)).rejects.toThrow('SL13');
  await expect(sealPart(FIELDS, place, key)).rejects.toThrow('SL13');
  const { key: other, place: there } = await aPlace();
  await expect(sealPart(FIELDS, there, other)).resolves.toBeDefined();
});

test('[SL10] [SL12] opens no mutated packet to anything', async () => {
  const { key, place } = await aPlace();
  const envelope = await sealPart(FIELDS, place, key);
  const mutation = fc.array(fc.tuple(fc.nat(envelope.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(mutation, async (changes) => {
      const mutated = envelope.slice();
      for (const [at, by] of changes) mutated[at] = (mutated[at] as number) ^ by;
      fc.pre(mutated.some((byte, at) => byte !== envelope[at]));
      expect(await openPart(mutated, place, key)).toEqual(TAMPERED);
    }),
    { numRuns: night ? 20_000 : 1_000 },
  );
});

test('[SL10] opens any bytes to nothing, and throws at none', async () => {
  const { key, place } = await aPlace();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      expect(await openPart(bytes, place, key)).toEqual(TAMPERED);
      bytes[0] = 1;
      expect(await openPart(bytes, place, { ...key, secret: new Secret(reveal(key.secret)) })).toEqual(TAMPERED);
    }),
    { numRuns: 500 },
  );
});
