import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Id } from '@siegel/wire';
import { expect, test } from 'vitest';
import {
  backupPartKey,
  isBackupPair,
  makeBackupPair,
  makeBackupPartKey,
  openBackupKey,
  wrapBackupKey,
} from './backup-key.ts';
import { makeMessageKey, openMessageKey, wrapMessageKey } from './message-key.ts';
import { platformRandom } from './random.ts';
import { Secret } from './secret.ts';
import { xwingOfSecret } from './xwing.ts';

const anId = () => platformRandom(16) as Id;
const aUser = () => xwingOfSecret(new Secret(platformRandom(32)));

test('[BK25] [D3] a pair is what age calls one, and each is another', async () => {
  const pairs = await Promise.all(Array.from({ length: 20 }, () => makeBackupPair()));
  for (const { identity, recipient } of pairs) {
    expect(identity).toMatch(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/);
    expect(await identityToRecipient(identity)).toBe(recipient);
  }
  expect(new Set(pairs.map(({ identity }) => identity)).size).toBe(20);
});

test('[BK23] [D3] two halves of different keys are no pair, and what is no half is none', async () => {
  const [own, other] = [await makeBackupPair(), await makeBackupPair()];
  expect(await isBackupPair(own)).toBe(true);
  const theirs = await generateX25519Identity();
  expect(await isBackupPair({ identity: theirs, recipient: await identityToRecipient(theirs) })).toBe(true);
  const { recipient, identity } = own;
  const not = [other.identity, recipient, '', 'AGE-SECRET-KEY-1', identity.slice(0, -1), `${identity.slice(0, -1)}Q`];
  for (const wrong of not.filter((one) => one !== identity))
    expect(await isBackupPair({ recipient, identity: wrong }), wrong).toBe(false);
  expect(await isBackupPair({ recipient: identity.toLowerCase(), identity })).toBe(false);
});

test('[BK23] the key of the part opens for its holder, in its entry, and nowhere else', async () => {
  const [holder, other] = [await aUser(), await aUser()];
  const place = { tenant: anId(), record: anId() };
  const key = await makeBackupPartKey();
  const wrapped = await wrapBackupKey(key, place, holder.publicKey);
  expect(wrapped).toHaveLength(1201);
  const opened = await openBackupKey(wrapped, place, holder);
  expect(opened?.keyId).toEqual(key.keyId);
  expect((await backupPartKey(key)).keyId).toEqual((await backupPartKey(opened!)).keyId);
  expect(await openBackupKey(wrapped, place, other)).toBeUndefined();
  expect(await openBackupKey(wrapped, { ...place, record: anId() }, holder)).toBeUndefined();
  expect(await openBackupKey(wrapped, { ...place, tenant: anId() }, holder)).toBeUndefined();
  for (const at of [0, 31, 33, 1200]) {
    const changed = wrapped.with(at, (wrapped[at] ?? 0) ^ 1);
    expect(await openBackupKey(changed, place, holder), String(at)).toBeUndefined();
  }
});

test('[BK23] a key wrapped for a message is no key of backups, and the other way round', async () => {
  const holder = await aUser();
  const [tenant, record] = [anId(), anId()];
  const message = await wrapMessageKey(await makeMessageKey(), { tenant, message: record }, holder.publicKey);
  expect(await openBackupKey(message, { tenant, record }, holder)).toBeUndefined();
  const backup = await wrapBackupKey(await makeBackupPartKey(), { tenant, record }, holder.publicKey);
  expect(await openMessageKey(backup, { tenant, message: record }, holder)).toBeUndefined();
});
