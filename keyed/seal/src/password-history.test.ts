import { expect, test } from 'vitest';
import { isAmong, openPasswordHistory, passwordMark, sealPasswordHistory } from './password-history.ts';
import { platformRandom } from './random.ts';
import { Secret } from './secret.ts';

const userKey = new Secret(platformRandom(32));
const place = { tenant: platformRandom(16), user: platformRandom(16), slotId: platformRandom(16) };

test('[PW9] recognises a former password under this user key, and under no other', async () => {
  const mark = await passwordMark('Lindenhof im Regen 7', userKey);
  expect(isAmong(await passwordMark('Lindenhof im Regen 7', userKey), [mark], 5)).toBe(true);
  expect(isAmong(await passwordMark('Lindenhof im Regen 8', userKey), [mark], 5)).toBe(false);
  expect(isAmong(await passwordMark('Lindenhof im Regen 7', new Secret(platformRandom(32))), [mark], 5)).toBe(false);
  expect(isAmong(mark, [platformRandom(32), mark], 1)).toBe(false);
});

test('[PW9] seals one as large as twenty-four, and opens only unchanged, at its place', async () => {
  const marks = Array.from({ length: 30 }, () => platformRandom(32));
  const one = await sealPasswordHistory(marks.slice(0, 1), place, { userKey });
  const many = await sealPasswordHistory(marks, place, { userKey });
  expect(one.length).toBe(many.length);
  expect(await openPasswordHistory(many, place, userKey)).toEqual(marks.slice(0, 24));
  expect(await openPasswordHistory(one, place, userKey)).toEqual(marks.slice(0, 1));
  expect(await openPasswordHistory(one, { ...place, user: platformRandom(16) }, userKey)).toBeUndefined();
  expect(await openPasswordHistory(one, place, new Secret(platformRandom(32)))).toBeUndefined();
  for (let at = 0; at < one.length; at += 7) {
    const flipped = one.slice();
    flipped[at] = (flipped[at] as number) ^ 1;
    expect(await openPasswordHistory(flipped, place, userKey)).toBeUndefined();
  }
});
