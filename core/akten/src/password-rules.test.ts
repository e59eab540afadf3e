import { expect, test } from 'vitest';
import { blockedWordsOf, passwordFaults, passwordRulesOf } from './password-rules.ts';

const floors = { argonMemoryKiB: 65_536, argonPasses: 3, passwordLength: 12 };
const NONE = { length: 12, strength: 9, kinds: [], validDays: undefined, history: 0 };

test('[PW1] [PW3] asks by default for length and strength alone: no kinds, no end, no history', () => {
  expect(passwordRulesOf({ floors })).toEqual(NONE);
  const password = { length: 14, strength: 12, kinds: ['digit', 'lower'], validDays: 180, history: 5 };
  expect(passwordRulesOf({ floors, password })).toEqual({ ...password, kinds: ['lower', 'digit'] });
});

test('[PW2] never goes below what is compiled in, whatever a policy and its floors say', () => {
  const low = { floors: { ...floors, passwordLength: 4 }, password: { length: 1, strength: 1 } };
  expect(passwordRulesOf(low)).toEqual(NONE);
  expect(passwordRulesOf(undefined)).toEqual(NONE);
  const high = { floors: { ...floors, passwordLength: 20, passwordStrength: 11 }, password: { length: 14 } };
  expect(passwordRulesOf(high)).toMatchObject({ length: 20, strength: 11 });
});

test('[PW5] names every rule a password breaks, with what would satisfy it', () => {
  const rules = { ...NONE, length: 14, kinds: ['upper', 'digit', 'sign'] as const };
  expect(passwordFaults('lindenhof', rules, ['Linden', 'Praxis'])).toEqual([
    { fault: 'length', least: 14 },
    { fault: 'kind', kind: 'upper' },
    { fault: 'kind', kind: 'digit' },
    { fault: 'kind', kind: 'sign' },
    { fault: 'blocked', word: 'Linden' },
  ]);
  expect(passwordFaults('Ähren im Regen, 7 Uhr', rules, ['Praxis'])).toEqual([]);
});

test('[PW5] counts signs as people do, and takes every script and blank', () => {
  expect(passwordFaults('🌲🌲🌲🌲🌲🌲🌲🌲🌲🌲🌲🌲', NONE, [])).toEqual([]);
  expect(passwordFaults('🌲🌲🌲🌲🌲🌲', NONE, [])).toEqual([{ fault: 'length', least: 12 }]);
  expect(passwordFaults('пароль для работы', { ...NONE, kinds: ['lower'] }, [])).toEqual([]);
});

test('[PW6] keeps each word of the block list once, and none that is too short', () => {
  expect(blockedWordsOf([' Lindenhof ', 'Lindenhof', 'abc', '', 'Rheuma'])).toEqual(['Lindenhof', 'Rheuma']);
  expect(blockedWordsOf(Array.from({ length: 600 }, (_, n) => `wort${n}`)).length).toBe(500);
});
