import type { Id } from '@siegel/wire';
import { expect, test } from 'vitest';
import { makeMessageKey, openMessageKey, wrapMessageKey } from './message-key.ts';
import { platformRandom } from './random.ts';
import { makeUserKey } from './user-key.ts';

const id = () => platformRandom(16) as Id;

test('[NA2] [K4] a message key opens for its recipient and its message, and for nobody else', async () => {
  const [recipient, other] = [await makeUserKey(), await makeUserKey()];
  const place = { tenant: id(), message: id() };
  const key = await makeMessageKey();
  const wrapped = await wrapMessageKey(key, place, recipient.xwing.publicKey);
  expect((await openMessageKey(wrapped, place, recipient.xwing))?.keyId).toEqual(key.keyId);
  expect(await openMessageKey(wrapped, place, other.xwing)).toBeUndefined();
  expect(await openMessageKey(wrapped, { ...place, message: id() }, recipient.xwing)).toBeUndefined();
  expect(await openMessageKey(wrapped, { ...place, tenant: id() }, recipient.xwing)).toBeUndefined();
  const forged = wrapped.slice();
  forged[0] = (forged[0] ?? 0) ^ 1;
  expect(await openMessageKey(forged, place, recipient.xwing)).toBeUndefined();
});
