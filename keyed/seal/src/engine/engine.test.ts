import { gcm } from '@noble/ciphers/aes.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { strictVerify, type VerifyEd25519 } from '@siegel/journal';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flipped, random } from '../../test-support/samples.ts';
import type { AeadKey, Engine } from './engine.ts';
import { engine as node } from './node.ts';
import { recent } from './recent.ts';
import { engine as web } from './web.ts';

const ENGINES = { node, web };
const bytes = (maxLength: number) => fc.uint8Array({ maxLength });
const exactly = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe.each(Object.entries(ENGINES))('engine %s', (name, engine: Engine) => {
  test('[SL10] seals as an independent AES-256-GCM does, behind a free head, and opens what that one sealed', async () => {
    const given = fc.record({
      key: exactly(32),
      nonce: exactly(12),
      aad: bytes(200),
      text: bytes(500),
      headBytes: fc.nat(40),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ key, nonce, aad, text, headBytes }) => {
        const aead = await engine.importAeadKey(key);
        const oracle = gcm(key, nonce, aad).encrypt(text);
        const sealed = await engine.aeadSeal(aead, { nonce, aad, headBytes }, text);
        expect(sealed.subarray(0, headBytes)).toEqual(new Uint8Array(headBytes));
        expect(sealed.subarray(headBytes)).toEqual(oracle);
        expect(await engine.aeadOpen(aead, { nonce, aad, headBytes }, sealed)).toEqual(text);
        const other = { nonce: flipped(nonce, 3), aad, headBytes };
        expect(await engine.aeadOpen(aead, other, sealed)).toBeUndefined();
        const moved = { nonce, aad: Uint8Array.of(...aad, 0), headBytes };
        expect(await engine.aeadOpen(aead, moved, sealed)).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  test('[SL12] opens no changed, cut or extended ciphertext', async () => {
    const aead = await engine.importAeadKey(random(32));
    const parameters = { nonce: random(12), aad: random(9), headBytes: 13 };
    const sealed = await engine.aeadSeal(aead, parameters, random(21));
    for (let bit = 13 * 8; bit < 8 * sealed.length; bit++)
      expect(await engine.aeadOpen(aead, parameters, flipped(sealed, bit))).toBeUndefined();
    for (let length = 0; length < sealed.length; length++)
      expect(await engine.aeadOpen(aead, parameters, sealed.subarray(0, length))).toBeUndefined();
    expect(await engine.aeadOpen(aead, parameters, Uint8Array.of(...sealed, 0))).toBeUndefined();
  });

  test('[SL10] has read the authenticated bytes when the call returns', async () => {
    const aead = await engine.importAeadKey(random(32));
    const [aad, nonce] = [random(130), random(12)];
    const kept = { nonce, aad: aad.slice(), headBytes: 0 };
    const sealing = engine.aeadSeal(aead, { nonce, aad, headBytes: 0 }, random(5));
    aad.fill(0);
    const sealed = await sealing;
    expect(await engine.aeadOpen(aead, kept, sealed)).toHaveLength(5);
    aad.set(kept.aad);
    const opening = engine.aeadOpen(aead, { nonce, aad, headBytes: 0 }, sealed);
    aad.fill(0);
    expect(await opening).toHaveLength(5);
  });

  test('[SL30] uses a key that the platform holds and does not show', async () => {
    const held = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const aead: AeadKey = await engine.importAeadKey(held);
    const parameters = { nonce: random(12), aad: random(3), headBytes: 0 };
    const sealed = await engine.aeadSeal(aead, parameters, Uint8Array.of(1, 2));
    expect(await engine.aeadOpen(aead, parameters, sealed)).toEqual(Uint8Array.of(1, 2));
  });

  test('[SL2] derives as an independent HKDF-SHA-256 with empty salt does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 100 }), bytes(60), async (secret, info) => {
        const length = 1 + (info.length % 64);
        expect(await engine.hkdf(secret, info, length)).toEqual(hkdf(sha256, secret, undefined, info, length));
      }),
      { numRuns: 100 },
    );
  });

  test('[SL21] hashes as an independent SHA-256 does, at once and in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(bytes(200)), async (pieces) => {
        const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
        const stream = await engine.createSha256();
        const other = await engine.createSha256();
        other.update(Uint8Array.of(1));
        for (const piece of pieces) stream.update(piece);
        expect(engine.sha256(whole)).toEqual(sha256(whole));
        expect(stream.digest()).toEqual(sha256(whole));
        expect(other.digest()).toEqual(sha256(Uint8Array.of(1)));
      }),
      { numRuns: 100 },
    );
    const [first, second] = [engine.sha256(Uint8Array.of(1)), engine.sha256(Uint8Array.of(2))];
    expect(first).toEqual(sha256(Uint8Array.of(1)));
    expect(second).toEqual(sha256(Uint8Array.of(2)));
  });

  test('[SL4] [JT20] signs and checks as an independent Ed25519 does', async () => {
    await fc.assert(
      fc.asyncProperty(exactly(32), bytes(300), fc.nat(511), async (seed, message, bit) => {
        const key = await engine.importSigningKey(seed);
        const signature = await key.sign(message);
        expect(key.publicKey).toEqual(ed25519.getPublicKey(seed));
        expect(signature).toEqual(ed25519.sign(message, seed));
        expect(await engine.verifyEd25519(key.publicKey, message, signature)).toBe(true);
        expect(await engine.verifyEd25519(key.publicKey, message, flipped(signature, bit))).toBe(false);
        expect(await engine.verifyEd25519(key.publicKey, Uint8Array.of(...message, 0), signature)).toBe(false);
        expect(await engine.verifyEd25519(flipped(key.publicKey, bit % 256), message, signature)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  test('[JT20] refuses keys and signatures that are none, and checks well after them', async () => {
    const key = await engine.importSigningKey(random(32));
    const message = random(10);
    const signature = await key.sign(message);
    const plain: VerifyEd25519 = (...given) => engine.verifyEd25519(...given);
    const verify = strictVerify(plain);
    for (const wrong of [
      new Uint8Array(0),
      key.publicKey.subarray(1),
      new Uint8Array(33),
      new Uint8Array(32).fill(255),
    ])
      for (const check of [verify, plain]) expect(await check(wrong, message, signature)).toBe(false);
    for (const wrong of [new Uint8Array(0), signature.subarray(1), new Uint8Array(64), new Uint8Array(65)])
      expect(await engine.verifyEd25519(key.publicKey, message, wrong)).toBe(false);
    expect(await engine.verifyEd25519(key.publicKey, message, signature)).toBe(true);
  });

  test('[JT20] checks many signatures of many keys at once, each to its own verdict', async () => {
    const keys = await Promise.all(Array.from({ length: 12 }, async () => engine.importSigningKey(random(32))));
    const checks = Array.from({ length: 240 }, (_, at) => ({
      key: keys[at % 12] as (typeof keys)[number],
      message: random(50),
      right: at % 5 > 0,
    }));
    const verdicts = await Promise.all(
      checks.map(async ({ key, message, right }) =>
        engine.verifyEd25519(
          key.publicKey,
          message,
          await (right ? key : (keys[11 - keys.indexOf(key)] as typeof key)).sign(message),
        ),
      ),
    );
    expect(verdicts).toEqual(checks.map(({ right }) => right));
  });

  test('[SL10] gives random bytes of the asked length that do not repeat', () => {
    for (const length of [0, 1, 7, 12, 32, 100]) expect(engine.randomBytes(length)).toHaveLength(length);
    const drawn = Array.from({ length: 1_000 }, () => engine.randomBytes(12).join());
    expect(new Set(drawn).size, name).toBe(1_000);
  });
});

test('[SL10] opens in either engine what the other one sealed', async () => {
  const [key, text] = [random(32), random(333)];
  const parameters = { nonce: random(12), aad: random(20), headBytes: 13 };
  for (const [one, other] of [
    [node, web],
    [web, node],
  ] as const) {
    const sealed = await one.aeadSeal(await one.importAeadKey(key), parameters, text);
    expect(await other.aeadOpen(await other.importAeadKey(key), parameters, sealed)).toEqual(text);
  }
});

test('[JT20] keeps the keys used last and makes each once while it is kept', () => {
  const made: string[] = [];
  const keyOf = recent((given) => {
    if (given.length === 0) throw new Error('no key');
    made.push(given.join());
    return given.join();
  }, 2);
  const use = (...given: number[]) => keyOf(Uint8Array.from(given));
  expect([use(1), use(2), use(1), use(3), use(1), use(2)]).toEqual(['1', '2', '1', '3', '1', '2']);
  expect(made).toEqual(['1', '2', '3', '2']);
  expect(() => use()).toThrow('no key');
  expect(() => use()).toThrow('no key');
  expect([use(1, 2), use(12)]).toEqual(['1,2', '12']);
});
