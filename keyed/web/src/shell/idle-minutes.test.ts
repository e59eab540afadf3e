import { expect, test } from 'vitest';
import { chooseIdleMinutes, idleMinutes, ownIdleMinutes } from './idle-minutes.ts';

test('[AZ10] waits as the rule says, as long as a browser has chosen, and never longer than allowed', () => {
  expect(idleMinutes(undefined, undefined)).toBe(15);
  expect(idleMinutes(undefined, 60)).toBe(15);
  const rule = { minutes: 10, mostMinutes: 30 };
  expect([idleMinutes(rule, undefined), idleMinutes(rule, 3), idleMinutes(rule, 20)]).toEqual([10, 3, 20]);
  expect(idleMinutes(rule, 60)).toBe(30);
});

test('[AZ10] keeps the choice in this browser and takes nothing that is none', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  expect(ownIdleMinutes(storage)).toBeUndefined();
  chooseIdleMinutes(5, storage);
  expect(ownIdleMinutes(storage)).toBe(5);
  for (const nonsense of ['0', '-3', 'x', '1.5', '']) {
    kept.set([...kept.keys()][0] ?? '', nonsense);
    expect(ownIdleMinutes(storage), nonsense).toBeUndefined();
  }
  chooseIdleMinutes(undefined, storage);
  expect(ownIdleMinutes(storage)).toBeUndefined();
});
