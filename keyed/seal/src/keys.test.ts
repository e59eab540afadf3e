import { createHmac, hkdfSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { ed25519 } from '@noble/curves/ed25519.js';
import { COMPARTMENTS } from '@siegel/akten';
import { expect, test } from 'vitest';
import { aCaseKey, aGroupKey, flipped, random } from '../test-support/samples.ts';
import { compartmentKey } from './case-key.ts';
import { deriveBytes, keyIdOf } from './derive.ts';
import { deviceKeysOf, makeDeviceKeys } from './device-keys.ts';
import { groupInbox } from './group-key.ts';
import { kitKeys, makeKit } from './kit.ts';
import { COMPARTMENT_LABELS, LABELS, MESSAGE_LABELS } from './labels.ts';
import { matchingSecret } from './matching-secret.ts';
import { reveal, Secret } from './secret.ts';
import { makeUserKey, userKeyOf } from './user-key.ts';
import { sealForXwing, XWING_PUBLIC_BYTES } from './xwing.ts';

const bytesOf = (info: string, secret: Uint8Array) =>
  new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), info, 32));

test('[SL1] names a key by HKDF under "siegel/kid", computed here step by step', async () => {
  const key = random(32);
  const pseudoRandom = createHmac('sha256', new Uint8Array(32)).update(key).digest();
  const expected = createHmac('sha256', pseudoRandom).update('siegel/kid').update(Uint8Array.of(1)).digest();
  expect(await keyIdOf(new Secret(key))).toEqual(new Uint8Array(expected));
});

test('[SL1] takes opened bytes for a key only when they are the key the id commits to', async () => {
  const key = random(32);
  const id = await keyIdOf(new Secret(key));
  expect(reveal((await matchingSecret(key, id)) as Secret)).toEqual(key);
  expect(await matchingSecret(flipped(key, 255), id)).toBeUndefined();
  expect(await matchingSecret(key, flipped(id, 0))).toBeUndefined();
  expect(await matchingSecret(key.subarray(1), id)).toBeUndefined();
  expect(await matchingSecret(undefined, id)).toBeUndefined();
});

test('[SL2] [WR7] uses no label twice, in the table or beside it', () => {
  const labels: string[] = [...Object.values(LABELS), ...Object.values(MESSAGE_LABELS)];
  // 'siegel/part' is the label of `placeAad`, written out in part-aad.ts for speed and held against it in part.test.ts.
  labels.push('siegel/wrap', 'siegel/batch', 'siegel/co-signature', 'siegel/akte');
  for (const file of readdirSync(import.meta.dirname).filter((name) => /^(?!labels|.*\.test).*\.ts$/.test(name))) {
    const source = readFileSync(`${import.meta.dirname}/${file}`, 'utf8');
    labels.push(...[...source.matchAll(/'(siegel\/[^']*)'/g)].map(([, label = '']) => label));
  }
  expect(labels).toContain('siegel/part');
  expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([]);
  expect(new Set(Object.values(COMPARTMENT_LABELS)).size).toBe(COMPARTMENTS.length);
});

test('[SL2] names the derivations of the specification', () => {
  expect(LABELS).toMatchObject({
    keyId: 'siegel/kid',
    kitOrg: 'siegel/kit/org-ed25519',
    kitRecovery: 'siegel/kit/recovery-xwing',
    userXwing: 'siegel/user/xwing',
    userEd25519: 'siegel/user/ed25519',
    groupInbox: 'siegel/group/inbox-xwing',
    slotPassword: 'siegel/slot/password',
    slotRecovery: 'siegel/slot/recovery',
    slotUserKeyFile: 'siegel/slot/user-key-file',
  });
  for (const compartment of COMPARTMENTS)
    expect(COMPARTMENT_LABELS[compartment]).toBe(`siegel/compartment/${compartment}`);
});

test('[SL2] gives unrelated bytes for every label of one key', async () => {
  const key = random(32);
  const derived = await Promise.all(Object.values(LABELS).map((label) => deriveBytes(key, label, 32)));
  expect(new Set(derived.map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(derived.length);
  expect(derived[0]).toEqual(bytesOf('siegel/kid', key));
});

test('[SL3] [SL4] derives signing keys from kit and user key that an independent Ed25519 agrees with', async () => {
  const kit = makeKit(random);
  const { org } = await kitKeys(kit);
  const user = await makeUserKey(random);
  const message = random(100);
  for (const [signing, seed] of [
    [org, bytesOf('siegel/kit/org-ed25519', reveal(kit))],
    [user.signing, bytesOf('siegel/user/ed25519', reveal(user.secret))],
  ] as const) {
    expect(signing.publicKey).toEqual(ed25519.getPublicKey(seed));
    expect(await signing.sign(message)).toEqual(ed25519.sign(message, seed));
  }
});

test('[SL4] makes the same user keys from the same UK, and others from another', async () => {
  const user = await makeUserKey(random);
  const again = await userKeyOf(new Secret(reveal(user.secret)));
  const other = await makeUserKey(random);
  expect(again.signing.publicKey).toEqual(user.signing.publicKey);
  expect(again.xwing.publicKey).toEqual(user.xwing.publicKey);
  expect(other.signing.publicKey).not.toEqual(user.signing.publicKey);
  const info = random(10);
  const sealed = await sealForXwing(user.xwing.publicKey, info, random(32));
  expect(await again.xwing.open(sealed, info)).toHaveLength(32);
  expect(await other.xwing.open(sealed, info)).toBeUndefined();
  expect(await again.xwing.open(sealed, random(10))).toBeUndefined();
});

test('[SL5] gives a device keys of its own that follow from its seeds and from nothing else', async () => {
  const device = await makeDeviceKeys(random);
  const again = await deviceKeysOf(device.device, device.seeds);
  expect(again.signing.publicKey).toEqual(device.signing.publicKey);
  expect(again.xwing.publicKey).toEqual(device.xwing.publicKey);
  expect(device.signing.publicKey).toEqual(ed25519.getPublicKey(reveal(device.seeds.signing)));
  expect(reveal(device.seeds.signing)).not.toEqual(reveal(device.seeds.xwing));
  expect(device.xwing.publicKey).toHaveLength(XWING_PUBLIC_BYTES);
});

test('[SL8] derives one key per compartment, the same below case and group key, named by its id', async () => {
  for (const above of [await aCaseKey(), await aGroupKey()]) {
    const keys = await Promise.all(COMPARTMENTS.map((compartment) => compartmentKey(above, compartment)));
    for (const [at, compartment] of COMPARTMENTS.entries()) {
      const { secret, keyId } = keys[at] as (typeof keys)[number];
      expect(reveal(secret)).toEqual(bytesOf(`siegel/compartment/${compartment}`, reveal(above.secret)));
      expect(keyId).toEqual(bytesOf('siegel/kid', reveal(secret)));
    }
    expect(new Set(keys.map(({ keyId }) => Buffer.from(keyId).toString('hex'))).size).toBe(COMPARTMENTS.length);
  }
});

test('[SL2] prints no secret in text, JSON, inspection or error, and clones none', async () => {
  const bytes = random(32);
  const secret = new Secret(bytes);
  const user = await userKeyOf(secret);
  const group = await aGroupKey();
  await secret.aead();
  const everything = { secret, user, group, device: await makeDeviceKeys(random), inbox: await groupInbox(group) };
  expect([`${secret as unknown as string}`, String(secret), JSON.stringify(secret), inspect(secret)]).toEqual([
    '<redacted>',
    '<redacted>',
    '"<redacted>"',
    '<redacted>',
  ]);
  expect(structuredClone(secret)).toEqual({});
  expect(Object.getOwnPropertyNames(secret)).toEqual([]);
  const printed = `${inspect(everything, { depth: 9, showHidden: true })}${JSON.stringify(everything)}`;
  for (const shown of [Buffer.from(bytes).toString('hex'), Buffer.from(bytes).toString('base64'), bytes.join(',')])
    expect(printed).not.toContain(shown);
  expect(printed).not.toContain([...bytes.subarray(0, 4)].map((byte) => byte.toString(16)).join(' '));
});

test('[SL4] keeps a copy, so that whoever made a key can wipe its bytes, and takes 32 bytes only', () => {
  const bytes = random(32);
  const secret = new Secret(bytes);
  const before = bytes.slice();
  bytes.fill(0);
  expect(reveal(secret)).toEqual(before);
  for (const length of [0, 16, 31, 33, 64]) expect(() => new Secret(new Uint8Array(length))).toThrow('SL4');
});
