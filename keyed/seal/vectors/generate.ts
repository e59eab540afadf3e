import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Hash, hexOf } from '@siegel/wire';
import { deviceKeysOf, makeDeviceKeys } from '../src/device-keys.ts';
import { makeGroupKey, wrapForUser } from '../src/group-key.ts';
import { sealHandOver } from '../src/hand-over.ts';
import { sealPart } from '../src/part.ts';
import { compartmentKey, makeCaseKey } from '../src/case-key.ts';
import { Secret } from '../src/secret.ts';
import { sealPasswordSlot } from '../src/slot.ts';
import { makeUserKey } from '../src/user-key.ts';
import { flipped, seeded } from '../test-support/samples.ts';

// `node keyed/seal/vectors/generate.ts [folder]` writes the inputs of the committed vectors (SL50), the same at every run but
// for what HPKE sealed (`forUser`, `passwordSlot`, `handOver`), which draws its own randomness. The outputs are filled in by tools/testing/src/vector-runners/seal.test.ts with SIEGEL_WRITE_VECTORS=1.
const [folder] = process.argv.slice(2);
const random = seeded('siegel vectors 1');

function written(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $: hexOf(value) };
  if (Array.isArray(value)) return value.map(written);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, written(item)]));
}

function write(operation: string, inputs: Readonly<Record<string, object>>): void {
  const vectors = Object.entries(inputs).map(([name, given]) => ({ name, in: written(given), out: null }));
  const name = `${operation}.vectors.json`;
  writeFileSync(join(folder ?? import.meta.dirname, name), `${JSON.stringify({ operation, vectors }, null, 1)}\n`);
}

async function aPart(
  compartment: 'identity' | 'clinical' | 'restricted' | 'admin',
  fields: Record<string, string | number>,
  numbers: object,
) {
  const [key, nonce] = [random(32), random(12)];
  const ids = { originTenant: random(16), record: random(16), akte: random(16), sealingDevice: random(16) };
  const place = { ...ids, kind: 66, compartment: 1, schemaVersion: 1, partVersion: 1, ...numbers };
  const above = await makeCaseKey({ tenant: nonce, akte: nonce, version: 1 }, () => key);
  const sealing = await compartmentKey(above, compartment);
  const at = { ...place, keyId: sealing.keyId };
  const whole = await sealPart(fields, at, sealing, () => nonce);
  const elsewhere = await sealPart(fields, { ...at, partVersion: at.partVersion + 1 }, sealing, () => nonce);
  const refused = [
    flipped(whole, 0),
    flipped(whole, 50),
    flipped(whole, 8 * whole.length - 1),
    whole.slice(0, -1),
    elsewhere,
  ];
  return { key, compartment, place, fields, nonce, refused };
}

async function aWrap() {
  const [groupKey, wrappedKey, userKey, nonce] = [random(32), random(32), random(32), random(12)];
  const ids = [random(16), random(16), random(16)] as const;
  const newer = await makeGroupKey({ tenant: ids[0], group: ids[1], version: 2 }, () => groupKey);
  const user = await makeUserKey(() => userKey);
  const forUser = await wrapForUser(newer, { user: ids[2], xwingPublic: user.xwing.publicKey });
  return { groupKey, wrappedKey, userKey, nonce, ids, forUser };
}

async function publicHalves() {
  const { signing, xwing } = await makeDeviceKeys(random);
  return { ed25519Public: signing.publicKey, xwingPublic: xwing.publicKey };
}

async function anArrival() {
  const [device, signing, xwing] = [random(16), random(32), random(32)];
  const keys = await deviceKeysOf(device, { signing: new Secret(signing), xwing: new Secret(xwing) });
  const place = { tenant: random(16), user: random(16), slotId: random(16) };
  const [exportKey, nonce] = [random(64), random(12)];
  const content = { userKey: new Secret(random(32)), orgPublic: random(32) };
  const passwordSlot = await sealPasswordSlot(
    content,
    { ...place, kind: 'password' },
    { exportKey, deviceXwingPublic: keys.xwing.publicKey, random: () => nonce },
  );
  const { signing: approving, xwing: theirs } = await makeDeviceKeys(random);
  // Not drawn: what comes behind keeps its inputs.
  const attested = { size: 4_711, root: new Uint8Array(32).fill(7) as Hash };
  const handOver = await sealHandOver({ ...content, attested }, place, {
    newcomer: { ed25519Public: keys.signing.publicKey, xwingPublic: keys.xwing.publicKey },
    approver: approving,
  });
  const approver = { ed25519Public: approving.publicKey, xwingPublic: theirs.publicKey };
  return { device, signing, xwing, exportKey, passwordSlot, place, approver, handOver };
}

write('kit', {
  zeros: { seed: new Uint8Array(32), tenant: new Uint8Array(16) },
  ones: { seed: new Uint8Array(32).fill(255), tenant: new Uint8Array(16).fill(255) },
  random: { seed: random(32), tenant: random(16) },
});
write('keys', {
  zeros: { key: new Uint8Array(32), ids: [new Uint8Array(16), new Uint8Array(16)] },
  random: { key: random(32), ids: [random(16), random(16)] },
});
write('parts', {
  'no field': await aPart('clinical', {}, {}),
  'one field': await aPart('identity', { familienname: 'Brandt-Özdemir' }, { compartment: 0, kind: 64 }),
  '300 bytes': await aPart('clinical', { text: 'RR 140/85, Puls 72 regelmäßig. '.repeat(9) }, {}),
  'large numbers': await aPart(
    'admin',
    { zahl: 9_007_199_254_740_991 },
    { kind: 4_095, partVersion: 65_536, schemaVersion: 256 },
  ),
});
write('wraps', { 'group, case and compartment': await aWrap() });
write('slots', {
  'recovery code and key file': {
    code: random(16),
    userKey: random(32),
    orgPublic: random(32),
    place: { tenant: random(16), user: random(16), slotId: random(16) },
    nonce: random(12),
    keyFile: random(32),
  },
});
write(
  'attachments',
  Object.fromEntries(
    [0, 1, 65_535, 65_536, 65_537, 200_000].map((sizeBytes) => [
      `${sizeBytes} bytes`,
      { fileKey: random(32), prefix: random(7), sizeBytes },
    ]),
  ),
);
write('approvals', {
  'two devices': {
    newcomer: { ...(await publicHalves()), device: new Uint8Array(16).fill(9) },
    approver: await publicHalves(),
    nonces: [random(32), random(32)],
    scanKey: new Uint8Array(16).fill(5),
  },
});
write('devices', {
  'an approved device': {
    device: random(16),
    signing: random(32),
    xwing: random(32),
    userKey: random(32),
    salt: random(16),
    nonce: random(12),
    secret: random(32),
    ids: [random(16), random(16), random(16)],
    passphrase: 'Grüße aus der Praxis 7',
    authoredAt: 1_795_000_000_000,
  },
});
write('arrivals', { 'password slot and hand-over': await anArrival() });
const founded = { tenant: random(16), instance: random(16), logPublic: random(32), authoredAt: 1_795_000_000_000 };
write('foundings', {
  'a practice': {
    ...founded,
    seed: random(32),
    profile: 'practice',
    names: ['Praxis am Lindenhof', 'Hauptstelle', 'Dr. Jana Lindner'],
  },
});
