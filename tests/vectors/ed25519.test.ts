import { createHash } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { strictVerify, type VerifyEd25519 } from '@siegel/journal';
import { concatBytes } from '@siegel/wire';
import { describe, expect, test } from 'vitest';
import {
  type CctvEd25519Case,
  isAcceptedCctvCase,
  runCctvEd25519Vectors,
  runWycheproofEd25519Vectors,
} from '../../tools/testing/src/vector-runners/ed25519-vectors.ts';
import { hex } from '../../tools/testing/src/vector-runners/vector-bytes.ts';
import { NODE_PLATFORMS } from './node-platforms.ts';
import { expectAgreement, expectSuite, hasSuite, readSuite } from './vector-report.ts';
import { runPlainCctv } from './vector-suites.ts';

const hasBoth = hasSuite('ed25519') && hasSuite('cctv-ed25519');
const wycheproof = (): unknown => JSON.parse(readSuite('ed25519'));
const cctv = (): unknown => JSON.parse(readSuite('cctv-ed25519'));

const numberOf = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);

/** The cofactorless equation [S]B = R + [k]A with a curve library that takes any spelling of a point: as lax as a
 *  platform can be that is not wrong. */
const laxVerify: VerifyEd25519 = async (publicKey, message, signature) => {
  try {
    const [encodedR, s] = [signature.slice(0, 32), numberOf(signature.slice(32))];
    const [a, r] = [ed25519.Point.fromBytes(publicKey, true), ed25519.Point.fromBytes(encodedR, true)];
    const digest = createHash('sha512')
      .update(concatBytes(encodedR, publicKey, message))
      .digest();
    const k = numberOf(digest) % ed25519.Point.Fn.ORDER;
    return ed25519.Point.BASE.multiplyUnsafe(s % ed25519.Point.Fn.ORDER).equals(r.add(a.multiplyUnsafe(k)));
  } catch {
    return false;
  }
};

/** The rule of JT20 to JT22 by that library's own checks, without our pre-check. */
const libraryVerify: VerifyEd25519 = async (publicKey, message, signature) => {
  try {
    const points = [publicKey, signature.slice(0, 32)].map((bytes) => ed25519.Point.fromBytes(bytes, false));
    if (points.some((point) => point.isSmallOrder()) || signature.length !== 64) return false;
    return numberOf(signature.slice(32)) < ed25519.Point.Fn.ORDER && laxVerify(publicKey, message, signature);
  } catch {
    return false;
  }
};

describe.each(Object.entries(NODE_PLATFORMS))('%s', (on, platform) => {
  test.skipIf(!hasSuite('ed25519'))('[JT23, T39] accepts exactly the valid cases of Wycheproof', async () => {
    await expectSuite('ed25519', on, platform);
  });

  test.skipIf(!hasSuite('cctv-ed25519'))(
    '[JT23, T39] accepts exactly the edge cases of CCTV without a refused flag',
    async () => {
      await expectSuite('cctv-ed25519', on, platform);
    },
  );

  test.skipIf(!hasSuite('cctv-ed25519'))('[JT20] says where the platform alone would differ', async () => {
    // None with OpenSSL 3.5; OpenSSL 3.0 and Chromium 156 accept 96 cases of small order or non-canonical A more.
    const plain = await runPlainCctv(readSuite('cctv-ed25519'), platform);
    console.log(`${on} without the pre-check: ${plain.failed.length} of 546 cases differ`);
    expect(plain.failed.every((found) => /low_order_[AR]\b|non_canonical/.test(found))).toBe(true);
  });
});

test.skipIf(!hasSuite('cctv-ed25519'))('[JT20] brings a lax platform to the rule', async () => {
  const alone = await runCctvEd25519Vectors(cctv(), { verifyEd25519: laxVerify });
  expect(alone.failed.length).toBeGreaterThan(100);
  const strict = { verifyEd25519: strictVerify(laxVerify) };
  expectAgreement('lax platform, strict', await runCctvEd25519Vectors(cctv(), strict), 546);
});

test.skipIf(!hasBoth)('[JT23] expects what the cofactorless equation of a curve library gives', async () => {
  const library = { verifyEd25519: libraryVerify };
  expectAgreement('library cctv-ed25519', await runCctvEd25519Vectors(cctv(), library), 546);
  expectAgreement('library ed25519', await runWycheproofEd25519Vectors(wycheproof(), library), 83);
});

test.skipIf(!hasSuite('cctv-ed25519'))(
  '[JT22] accepts components of small order that cancel out, and says how many',
  () => {
    const cases = (cctv() as CctvEd25519Case[]).filter(isAcceptedCctvCase);
    const flags = new Set(cases.flatMap((vector) => vector.flags ?? []));
    console.log(`cctv-ed25519: ${cases.length} of 546 cases accepted, their flags: ${[...flags].sort().join(', ')}`);
    expect([...flags].sort()).toEqual(['low_order_component_A', 'low_order_component_R']);
    for (const { key, sig } of cases) expect(hex(key).length + hex(sig).length).toBe(96);
  },
);
