import { COMPARTMENTS } from '@siegel/akten';
import { encodeCbor, type WrappedKey, WRAPPER } from '@siegel/wire';
import { expect, test } from 'vitest';
import { aCaseKey, aGroupKey, flipped, random } from '../test-support/samples.ts';
import { compartmentKey, openCaseKey, wrapCaseKey } from './case-key.ts';
import { openCompartmentKey, wrapCompartmentKey } from './compartment-wrap.ts';
import {
  groupInbox,
  openGroupKey,
  openPreviousVersion,
  wrapForRecovery,
  wrapForUser,
  wrapPreviousVersion,
} from './group-key.ts';
import { kitKeys, makeKit } from './kit.ts';
import { reveal, Secret } from './secret.ts';
import { makeUserKey } from './user-key.ts';
import { sealForXwing } from './xwing.ts';

/** The same wrap with one of its named ids changed, or with bytes flipped, cut or extended. */
function spoiltWraps(wrap: WrappedKey): readonly WrappedKey[] {
  const bits = [0, 8, 100, 8 * wrap.bytes.length - 129, 8 * wrap.bytes.length - 1];
  return [
    { ...wrap, wrappedKeyId: flipped(wrap.wrappedKeyId, 0) },
    { ...wrap, wrappedKeyId: random(32) },
    ...bits.map((bit) => ({ ...wrap, bytes: flipped(wrap.bytes, bit) })),
    { ...wrap, bytes: wrap.bytes.subarray(0, -1) },
    { ...wrap, bytes: wrap.bytes.subarray(1) },
    { ...wrap, bytes: Uint8Array.of(...wrap.bytes, 0) },
    { ...wrap, bytes: new Uint8Array(0) },
  ];
}

test.each([0, 1, 2, 3])('[SL6] wraps a group key to %i members and to recovery, for nobody else', async (members) => {
  const key = await aGroupKey();
  const kit = await kitKeys(makeKit(random));
  const users = await Promise.all(Array.from({ length: members }, () => makeUserKey(random)));
  const wraps = await Promise.all(
    users.map((user) => wrapForUser(key, { user: random(16), xwingPublic: user.xwing.publicKey })),
  );
  const forRecovery = await wrapForRecovery(key, kit.recovery.publicKey);
  for (const [at, user] of users.entries())
    for (const [of, wrap] of wraps.entries())
      expect((await openGroupKey(wrap, key, user.xwing))?.keyId).toEqual(at === of ? key.keyId : undefined);
  const recovered = await openGroupKey(forRecovery, key, kit.recovery);
  expect(reveal(recovered?.secret as Secret)).toEqual(reveal(key.secret));
  for (const user of users) expect(await openGroupKey(forRecovery, key, user.xwing)).toBeUndefined();
});

test.each([1, 2, 3])(
  '[SL6] leads from the newest of %i versions back to every older one, never forward',
  async (count) => {
    const { tenant, group } = await aGroupKey();
    const versions = await Promise.all(
      Array.from({ length: count }, (_, at) => aGroupKey({ tenant, group, version: at + 1 })),
    );
    let newest = versions.at(-1) as (typeof versions)[number];
    for (const older of versions.slice(0, -1).toReversed()) {
      const wrap = await wrapPreviousVersion(older, newest, random);
      expect(wrap).toMatchObject({ wrapper: WRAPPER.nextGroupVersion, wrapperKeyId: newest.keyId });
      // The key of the older version opens nothing that was wrapped under the newer one.
      expect(await openPreviousVersion(wrap, { ...older, version: newest.version })).toBeUndefined();
      const opened = await openPreviousVersion(wrap, newest);
      expect(opened).toMatchObject({ version: older.version, keyId: older.keyId, group, tenant });
      expect(reveal(opened?.secret as Secret)).toEqual(reveal(older.secret));
      newest = opened as typeof newest;
    }
  },
);

test('[SL6] opens with the inbox pair what others sealed to the group, the same for every member', async () => {
  const key = await aGroupKey();
  const [mine, colleague] = [
    await groupInbox(key),
    await groupInbox({ ...key, secret: new Secret(reveal(key.secret)) }),
  ];
  expect(mine.publicKey).toEqual(colleague.publicKey);
  const info = random(4);
  const sealed = await sealForXwing(mine.publicKey, info, Uint8Array.of(9));
  expect(await colleague.open(sealed, info)).toEqual(Uint8Array.of(9));
  expect(await (await groupInbox(await aGroupKey())).open(sealed, info)).toBeUndefined();
});

test.each([0, 1, 2, 3])(
  '[SL7] wraps a case key under %i groups, each of which opens its own wrap only',
  async (count) => {
    const key = await aCaseKey();
    const groups = await Promise.all(Array.from({ length: count }, () => aGroupKey({ tenant: key.tenant })));
    const wraps = await Promise.all(groups.map((group) => wrapCaseKey(key, group, random)));
    for (const [at, group] of groups.entries())
      for (const [of, wrap] of wraps.entries())
        expect((await openCaseKey(wrap, key, group))?.keyId).toEqual(at === of ? key.keyId : undefined);
  },
);

test('[SL7] gives a group with part rights one compartment and no way to the others', async () => {
  const key = await aCaseKey();
  const group = await aGroupKey({ tenant: key.tenant });
  for (const compartment of COMPARTMENTS) {
    const wrap = await wrapCompartmentKey(key, compartment, group, random);
    const opened = await openCompartmentKey(wrap, { ...key, compartment }, group);
    expect(opened?.keyId).toEqual((await compartmentKey(key, compartment)).keyId);
    expect(await openCaseKey(wrap, key, group)).toBeUndefined();
    expect(await openCompartmentKey(wrap, { ...key, compartment }, await aGroupKey())).toBeUndefined();
    for (const other of COMPARTMENTS.filter((name) => name !== compartment)) {
      expect(await openCompartmentKey(wrap, { ...key, compartment: other }, group)).toBeUndefined();
      // A server that renames the wrap as well.
      const renamed = { ...wrap, compartment: COMPARTMENTS.indexOf(other) };
      expect(await openCompartmentKey(renamed, { ...key, compartment: other }, group)).toBeUndefined();
    }
    for (const spoilt of spoiltWraps(wrap))
      expect(await openCompartmentKey(spoilt, { ...key, compartment }, group)).toBeUndefined();
    for (const moved of [{ tenant: random(16) }, { akte: random(16) }, { version: 2 }])
      expect(await openCompartmentKey(wrap, { ...key, compartment, ...moved }, group)).toBeUndefined();
  }
});

test('[SL9] refuses a group key whose purpose, wrapper, id, tenant, group or version is another', async () => {
  const key = await aGroupKey();
  const [user, other] = [await makeUserKey(random), await makeUserKey(random)];
  const wrap = await wrapForUser(key, { user: random(16), xwingPublic: user.xwing.publicKey });
  expect(await openGroupKey(wrap, key, user.xwing)).toBeDefined();
  expect(await openGroupKey({ ...wrap, wrapper: WRAPPER.recovery }, key, user.xwing)).toBeUndefined();
  expect(await openGroupKey(wrap, key, { ...user.xwing, publicKey: other.xwing.publicKey })).toBeUndefined();
  for (const moved of [{ tenant: random(16) }, { group: random(16) }, { version: 2 }])
    expect(await openGroupKey(wrap, { ...key, ...moved }, user.xwing)).toBeUndefined();
  for (const spoilt of spoiltWraps(wrap)) expect(await openGroupKey(spoilt, key, user.xwing)).toBeUndefined();
});

test('[SL9] refuses a wrap of the previous version whose purpose, wrapper, id, tenant, group or version is another', async () => {
  const older = await aGroupKey();
  const newer = await aGroupKey({ ...older, version: 2 });
  const wrap = await wrapPreviousVersion(older, newer, random);
  expect(await openPreviousVersion(wrap, newer)).toBeDefined();
  for (const moved of [{ tenant: random(16) }, { group: random(16) }, { version: 3 }, { keyId: random(32) }])
    expect(await openPreviousVersion(wrap, { ...newer, ...moved })).toBeUndefined();
  for (const spoilt of spoiltWraps(wrap)) expect(await openPreviousVersion(spoilt, newer)).toBeUndefined();
  // The purpose: the same bytes offered as a case key of an Akte with the group's id.
  expect(await openCaseKey(wrap, { tenant: older.tenant, akte: older.group, version: 1 }, newer)).toBeUndefined();
});

test('[SL9] refuses a case key whose purpose, wrapper, id, tenant, Akte or version is another', async () => {
  const key = await aCaseKey();
  const group = await aGroupKey({ tenant: key.tenant });
  const wrap = await wrapCaseKey(key, group, random);
  expect(await openCaseKey(wrap, key, group)).toBeDefined();
  for (const moved of [{ tenant: random(16) }, { akte: random(16) }, { version: 2 }])
    expect(await openCaseKey(wrap, { ...key, ...moved }, group)).toBeUndefined();
  expect(await openCaseKey(wrap, key, { ...group, keyId: random(32) })).toBeUndefined();
  expect(await openCaseKey(wrap, key, await aGroupKey({ ...group, version: 2 }))).toBeUndefined();
  for (const spoilt of spoiltWraps(wrap)) expect(await openCaseKey(spoilt, key, group)).toBeUndefined();
  expect(await openPreviousVersion(wrap, { ...group, group: key.akte, version: 2 })).toBeUndefined();
});

test('[SL1] [SL42] refuses a wrap that opens well but holds another key than its id says', async () => {
  // One ciphertext with two meanings needs a key the id does not name: AES-GCM accepts it, the commitment does not.
  const key = await aCaseKey();
  const group = await aGroupKey({ tenant: key.tenant });
  const planted = await wrapCaseKey({ ...key, secret: new Secret(random(32)) }, group, random);
  expect(planted.wrappedKeyId).toEqual(key.keyId);
  expect(await openCaseKey(planted, key, group)).toBeUndefined();
  const user = await makeUserKey(random);
  const forUser = { user: random(16), xwingPublic: user.xwing.publicKey };
  const lied = await wrapForUser({ ...group, secret: new Secret(random(32)) }, forUser);
  expect(await openGroupKey(lied, group, user.xwing)).toBeUndefined();
  const next = await aGroupKey({ ...group, version: 2 });
  const previous = await wrapPreviousVersion({ ...group, secret: new Secret(random(32)) }, next, random);
  expect(await openPreviousVersion(previous, next)).toBeUndefined();
});

test('[SL9] binds every wrap context as one unambiguous array', () => {
  const [a, b] = [random(16), random(16)];
  expect(encodeCbor(['siegel/wrap', a, b])).not.toEqual(encodeCbor(['siegel/wrap', Uint8Array.of(...a, ...b)]));
});
