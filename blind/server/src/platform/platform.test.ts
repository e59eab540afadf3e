import { seededRandom, testKey } from '@siegel/testing';
import { expect, test } from 'vitest';
import { ExpiringMap } from './expiring-map.ts';
import { allVerified, verifySignature } from './verify.ts';
import { packChecks, unpackChecks } from './verify-packing.ts';

const random = seededRandom('platform');
const key = testKey(random(32));
const checkOf = (length: number) => {
  const message = random(length);
  return { publicKey: key.publicKey, message, signature: key.sign(message) };
};

test('[JT20] gives the same verdicts alone, in a batch on a thread, and mixed', async () => {
  const checks = Array.from({ length: 200 }, (_, i) => checkOf(i));
  const verdicts = await Promise.all(
    checks.map(({ publicKey, message, signature }, i) =>
      verifySignature(publicKey, message, i % 3 === 0 ? signature.with(10, (signature[10] ?? 0) ^ 1) : signature),
    ),
  );
  expect(verdicts).toEqual(checks.map((_, i) => i % 3 !== 0));
  const [one] = checks;
  expect(await verifySignature(one!.publicKey, one!.message, one!.signature)).toBe(true);
  expect(await allVerified([])).toBe(true);
  expect(await allVerified(checks)).toBe(true);
  expect(await allVerified([...checks, { ...checks[0]!, message: random(3) }])).toBe(false);
});

test('[JT20] says no to what is no key and no signature', async () => {
  const { message, signature } = checkOf(40);
  expect(await verifySignature(new Uint8Array(31), message, signature)).toBe(false);
  expect(await verifySignature(new Uint8Array(32).fill(0xff), message, signature)).toBe(false);
  expect(await verifySignature(key.publicKey, message, signature.subarray(1))).toBe(false);
  // 32 bytes in canonical form that are no point of the curve: only the platform sees it, on a thread as well.
  const noPoint = new Uint8Array(32).with(0, 2);
  const verdicts = await Promise.all(Array.from({ length: 5 }, () => verifySignature(noPoint, message, signature)));
  expect(verdicts).toEqual(Array<boolean>(5).fill(false));
});

test('[JT20] packs checks of any length and gets them back', () => {
  const checks = [checkOf(0), checkOf(1), checkOf(70_000)];
  expect(unpackChecks(packChecks(checks)).map((check) => Buffer.from(check.message).toString('hex'))).toEqual(
    checks.map((check) => Buffer.from(check.message).toString('hex')),
  );
});

test('[SV16] forgets values after their time, after use, and when there are too many', () => {
  let now = 0;
  const map = new ExpiringMap<number>(100, 3, { elapsed: () => now });
  map.put('a', 1);
  expect([map.get('a'), map.take('a'), map.get('a')]).toEqual([1, 1, undefined]);
  for (const name of ['b', 'c', 'd', 'e']) map.put(name, now);
  expect(map.get('b')).toBeUndefined();
  expect(map.values()).toHaveLength(3);
  now = 100;
  expect(map.values()).toEqual([]);
});
