import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { bytesOfHex, concatBytes } from '@siegel/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStrictEd25519, isStrictPublicKey, strictVerify, type VerifyEd25519 } from './ed25519-strict.ts';

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const platformVerify: VerifyEd25519 = async (publicKey, message, signature) =>
  verify(null, message, { key: concatBytes(SPKI, publicKey) as Buffer, format: 'der', type: 'spki' }, signature);

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const SIGN = 2n ** 255n;

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

function aSignature(message: Uint8Array): { publicKey: Uint8Array; signature: Uint8Array } {
  const pair = generateKeyPairSync('ed25519');
  return {
    publicKey: new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)),
    signature: new Uint8Array(sign(null, message, pair.privateKey)),
  };
}

const { publicKey, signature } = aSignature(new Uint8Array(0));
const withS = (s: bigint) => concatBytes(signature.subarray(0, 32), littleEndian(s));
const withR = (r: Uint8Array) => concatBytes(r, signature.subarray(32));

/** The y of the eight points whose order divides 8; a y of order 8 and its negative are the last two. */
const Y8 = '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05';
const y8 = BigInt(`0x${Buffer.from(bytesOfHex(Y8)!).reverse().toString('hex')}`);
const SMALL_ORDER_Y = [0n, 1n, P - 1n, y8, P - y8];

test('[JT20] takes what the platform signs and refuses every other message', async () => {
  const strict = strictVerify(platformVerify);
  for (let i = 0; i < 200; i++) {
    const message = new Uint8Array(i).fill(i);
    const signed = aSignature(message);
    expect(await strict(signed.publicKey, message, signed.signature)).toBe(true);
    expect(await strict(signed.publicKey, new Uint8Array(i + 1), signed.signature)).toBe(false);
  }
});

test('[JT20] does not ask the platform about what the pre-check refuses', async () => {
  let asked = 0;
  const strict = strictVerify(async () => {
    asked++;
    return true;
  });
  expect(await strict(publicKey, new Uint8Array(0), withS(L))).toBe(false);
  expect(await strict(littleEndian(1n), new Uint8Array(0), signature)).toBe(false);
  expect(asked).toBe(0);
  expect(await strict(publicKey, new Uint8Array(0), signature)).toBe(true);
  expect(asked).toBe(1);
});

test('[JT20] refuses keys and signatures of another length', () => {
  for (const length of [0, 31, 33, 64]) expect(isStrictPublicKey(new Uint8Array(length).fill(5))).toBe(false);
  for (const length of [0, 32, 63, 65, 96])
    expect(isStrictEd25519(publicKey, new Uint8Array(length).fill(5))).toBe(false);
  expect(isStrictEd25519(publicKey.subarray(1), signature)).toBe(false);
});

test('[JT21] takes S below the order and nothing else', () => {
  for (const s of [0n, 1n, L - 1n]) expect(isStrictEd25519(publicKey, withS(s))).toBe(true);
  for (const s of [L, L + 1n, 2n * L, 2n ** 253n, 2n ** 255n, 2n ** 256n - 1n])
    expect(isStrictEd25519(publicKey, withS(s))).toBe(false);
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (s) => {
      expect(isStrictEd25519(publicKey, withS(s))).toBe(s < L);
    }),
  );
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: L - 1n }), (s) => {
      expect(isStrictEd25519(publicKey, withS(s))).toBe(true);
    }),
  );
});

test('[JT21] takes a point in its one spelling: y below p, either sign', () => {
  for (const sign of [0n, SIGN]) {
    // The 19 values from p on are second spellings of 0 to 18.
    for (let y = P; y < SIGN; y++) {
      expect(isStrictPublicKey(littleEndian(y + sign))).toBe(false);
      expect(isStrictEd25519(publicKey, withR(littleEndian(y + sign)))).toBe(false);
    }
    for (const y of [2n, 18n, P - 2n, P - 19n, 2n ** 254n]) {
      expect(isStrictPublicKey(littleEndian(y + sign))).toBe(true);
      expect(isStrictEd25519(publicKey, withR(littleEndian(y + sign)))).toBe(true);
    }
  }
});

test('[JT22] refuses the points of small order as key and as R, in every spelling', () => {
  for (const y of SMALL_ORDER_Y) {
    const spellings = [y, y + P].filter((spelling) => spelling < SIGN);
    for (const spelling of spellings.flatMap((unsigned) => [unsigned, unsigned + SIGN])) {
      expect(isStrictPublicKey(littleEndian(spelling))).toBe(false);
      expect(isStrictEd25519(publicKey, withR(littleEndian(spelling)))).toBe(false);
    }
    for (const neighbour of [y + 2n, y + 1n].filter((n) => n < P && !SMALL_ORDER_Y.includes(n)))
      expect(isStrictPublicKey(littleEndian(neighbour))).toBe(true);
  }
});

test('[JT22] reads no byte outside the key and the signature', () => {
  const buffer = new Uint8Array(200).fill(0xff);
  buffer.set(publicKey, 3);
  buffer.set(signature, 71);
  expect(isStrictEd25519(buffer.subarray(3, 35), buffer.subarray(71, 135))).toBe(true);
});
