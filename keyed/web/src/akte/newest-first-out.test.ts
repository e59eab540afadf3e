import { expect, test } from 'vitest';
import { newestFirstOut } from './newest-first-out.ts';

test('[DV40] hands on the first at once and then the newest, in order, whatever fails in between', async () => {
  const handed: string[] = [];
  const ends: (() => void)[] = [];
  const handOn = newestFirstOut<string>((key, value) => {
    handed.push(`${key}${value}`);
    return new Promise((resolve, reject) => ends.push(handed.length === 1 ? () => reject(new Error()) : resolve));
  });
  for (const value of ['1', '2', '3']) handOn('a', value);
  handOn('b', '1');
  expect(handed).toEqual(['a1', 'b1']);
  ends[0]?.();
  await new Promise((resolve) => setTimeout(resolve));
  expect(handed).toEqual(['a1', 'b1', 'a3']);
});
