import { decode as oracleDecode, encode as oracleEncode } from 'cbor2';
import { cdeDecodeOptions, cdeEncodeOptions } from 'cbor2';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CBOR_MAX_DEPTH, CborError, type CborValue, decodeCbor, encodeCbor } from './cbor.ts';

const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }).filter((n) => !Object.is(n, -0)),
  fc.integer({ min: -30, max: 70000 }),
  fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
  fc.uint8Array({ maxLength: 300 }),
);
const value = fc
  .letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('any'), { maxLength: 30 }),
      fc.dictionary(fc.string(), tie('any'), { maxKeys: 30 }),
    ),
  }))
  .any.filter((v) => !JSON.stringify(v, replaceBytes).includes('__proto__')) as fc.Arbitrary<CborValue>;

function replaceBytes(_: string, v: unknown) {
  return v instanceof Uint8Array ? '' : v;
}

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

test('[WR1] encodes the same value to the same bytes whatever the order of keys', () => {
  expect(encodeCbor({ b: 1, a: 2, aa: 3 })).toEqual(encodeCbor({ aa: 3, a: 2, b: 1 }));
  expect(Buffer.from(encodeCbor({ aa: 3, b: 1, a: 2 })).toString('hex')).toBe('a36161026162016261' + '6103');
});

test('[WR2] decodes what it encoded, and encodes again to the same bytes', () => {
  fc.assert(
    fc.property(value, (v) => {
      const bytes = encodeCbor(v);
      expect(decodeCbor(bytes)).toEqual(v);
      expect(encodeCbor(decodeCbor(bytes))).toEqual(bytes);
    }),
    { numRuns: 500 },
  );
});

test('[WR2] accepts arbitrary bytes only when they are the one encoding of a value', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
      let decoded: CborValue;
      try {
        decoded = decodeCbor(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(CborError);
        return;
      }
      expect(encodeCbor(decoded)).toEqual(bytes);
    }),
    { numRuns: 20_000 },
  );
});

test('[WR2] a mutated encoding is refused or is the encoding of another value', () => {
  fc.assert(
    fc.property(value, fc.nat(), fc.integer({ min: 1, max: 255 }), (v, position, flip) => {
      const bytes = encodeCbor(v);
      const at = position % bytes.length;
      bytes[at] = (bytes[at] as number) ^ flip;
      try {
        expect(encodeCbor(decodeCbor(bytes))).toEqual(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(CborError);
      }
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ['float 16', 'f93c00'],
  ['float 64', 'fb3ff0000000000000'],
  ['undefined', 'f7'],
  ['simple value', 'e0'],
  ['tag', 'c000'],
  ['indefinite bytes', '5f4101ff'],
  ['indefinite array', '9f01ff'],
  ['long head for 1', '1801'],
  ['long head for 255', '1900ff'],
  ['long head for 65535', '1a0000ffff'],
  ['long head for 2^32-1', '1b00000000ffffffff'],
  ['2^53', '1b0020000000000000'],
  ['-2^53-1', '3b0020000000000000'],
  ['unsorted keys', 'a2616201616101'],
  ['repeated keys', 'a2616101616102'],
  ['key that is no text', 'a10101'],
  ['overlong UTF-8', '62c080'],
  ['surrogate in UTF-8', '63eda080'],
  ['trailing byte', '0000'],
  ['cut-off text', '6361'],
  ['cut-off array', '8201'],
  ['huge array', '9bffffffffffffffff'],
  ['huge text', '7b001fffffffffffff'],
  ['nothing', ''],
  ['__proto__ key', 'a1695f5f70726f746f5f5f01'],
])('[WR3] refuses %s', (_, hex) => {
  expect(() => decodeCbor(bytesOf(hex))).toThrow(CborError);
});

test('[WR3] refuses more than 16 levels, in both directions', () => {
  let deep: CborValue = 1;
  for (let i = 0; i < CBOR_MAX_DEPTH; i++) deep = [deep];
  expect(decodeCbor(encodeCbor(deep))).toEqual(deep);
  expect(() => encodeCbor([deep])).toThrow(CborError);
  const bytes = new Uint8Array(CBOR_MAX_DEPTH + 2).fill(0x81);
  bytes[bytes.length - 1] = 1;
  expect(() => decodeCbor(bytes)).toThrow(CborError);
});

test('[WR3] refuses to encode floats, unsafe integers, lone surrogates, undefined and -0', () => {
  for (const bad of [1.5, 2 ** 53, Number.NaN, -0, '\ud800', undefined, 1n])
    expect(() => encodeCbor(bad as CborValue)).toThrow(CborError);
});

test('[WR4] every truncation is refused and a length bomb costs nothing', () => {
  const bytes = encodeCbor({ akte: [1, 'ä', new Uint8Array(5)], n: null });
  for (let end = 0; end < bytes.length; end++) expect(() => decodeCbor(bytes.subarray(0, end))).toThrow(CborError);
  expect(() => decodeCbor(bytesOf('9a7fffffff'))).toThrow(CborError);
  expect(() => decodeCbor(bytesOf('ba7fffffff'))).toThrow(CborError);
});

test('[WR5] agrees with cbor2 in both directions', () => {
  fc.assert(
    fc.property(value, (v) => {
      const ours = encodeCbor(v);
      expect(Buffer.from(oracleEncode(v, cdeEncodeOptions)).equals(Buffer.from(ours))).toBe(true);
      expect(oracleDecode(ours, cdeDecodeOptions)).toEqual(v);
    }),
    { numRuns: 500 },
  );
});
