import { createHash } from 'node:crypto';
import { hexOf } from '@siegel/wire';
import { expect, test } from 'vitest';
import { openSealedKey, sealKey } from './sealed-key.ts';

const under = new Uint8Array(32).fill(1);
const key = new Uint8Array(32).fill(2);
const place = { under, label: 'siegel/box/slot/1', about: new Uint8Array([1, 2, 3]) };
let drawn = 0;
const random = (length: number) =>
  new Uint8Array(createHash('sha512').update(String(drawn++)).digest()).subarray(0, length);

test('[BX2] [D1] opens what it sealed, and seals the same key differently each time', () => {
  const [first, second] = [sealKey(key, place, random), sealKey(key, place, random)];
  expect(openSealedKey(first, place)).toEqual(key);
  expect(openSealedKey(second, place)).toEqual(key);
  expect(hexOf(first).slice(64)).not.toBe(hexOf(second).slice(64));
  expect(hexOf(first)).not.toContain(hexOf(key));
});

test('[BX2] [D1] opens nothing under another key, for another place, with any bit changed, or cut', () => {
  const sealed = sealKey(key, place, random);
  expect(openSealedKey(sealed, { ...place, under: key })).toBeUndefined();
  expect(openSealedKey(sealed, { ...place, label: 'siegel/box/slot/2' })).toBeUndefined();
  expect(openSealedKey(sealed, { ...place, about: new Uint8Array([1, 2, 4]) })).toBeUndefined();
  for (let at = 0; at < sealed.length; at++) {
    const changed = sealed.slice();
    changed[at]! ^= 1 << (at % 8);
    expect(openSealedKey(changed, place), `byte ${at}`).toBeUndefined();
    expect(openSealedKey(sealed.subarray(0, at), place), `cut at ${at}`).toBeUndefined();
  }
});

test('[BX2] [D1] seals as the specification says', () => {
  const sealed = sealKey(key, place, () => new Uint8Array(32).fill(9));
  // Computed once with another HKDF and HMAC (Python, RFC 5869 by hand).
  expect(hexOf(sealed)).toBe(
    '0909090909090909090909090909090909090909090909090909090909090909' +
      '35667721db47eedeeb935f4cc581911312b2ee42d478a1949ebfe60e2cbd53e4' +
      'adcf0ac04fa9b369ca7172d9ebbe7f838d792e19b1c93bc59281e6e75c702e02',
  );
});
