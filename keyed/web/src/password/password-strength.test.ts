import { PASSWORD_FLOORS } from '@siegel/akten';
import { expect, test } from 'vitest';
import { passwordFaults } from '../setup/setup-fields.ts';
import { TypedPassword } from './password-duty.ts';
import { guessesOf } from './password-rating.ts';
import { LEAST_RULES, strengthOf } from './password-strength.ts';

const HOUSE = { ...LEAST_RULES, length: 16, strength: 12 };

test('[PW4] a password is good from the least of the house on, and very good well above it', () => {
  expect(strengthOf(15, 20, HOUSE)).toBe('short');
  expect(strengthOf(16, undefined, HOUSE)).toBeUndefined();
  expect(strengthOf(16, 11.9, HOUSE)).toBe('weak');
  expect(strengthOf(16, 12, HOUSE)).toBe('strong');
  expect(strengthOf(12, 9)).toBe('good');
  expect(strengthOf(12, 12)).toBe('strong');
});

test('[PW4] names of the house and German words are the first guesses', () => {
  const known = guessesOf('Praxis am Lindenhof 1', ['Praxis am Lindenhof', 'Dr. Jana Lindner']);
  expect(known).toBeLessThan(guessesOf('Praxis am Lindenhof 1', []));
  expect(known).toBeLessThan(PASSWORD_FLOORS.strength);
  expect(guessesOf('sommerregen2026', [])).toBeLessThan(PASSWORD_FLOORS.strength);
});

test('[PW11] before the rules of a house are known, those compiled in hold', () => {
  expect(LEAST_RULES).toEqual({ ...PASSWORD_FLOORS, kinds: [], validDays: undefined, history: 0 });
  const typed = { password: 'Weiden an der Spree', repeat: 'Weiden an der Spree' };
  expect(passwordFaults(typed, 'good')).toEqual({});
  expect(passwordFaults({ password: 'kurz', repeat: 'kurz' }, 'short')).toEqual({ password: 'passwordShort' });
  const house = { rules: { ...HOUSE, kinds: ['digit' as const] }, blockedWords: ['Spree'] };
  expect(passwordFaults(typed, 'good', house)).toEqual({ password: 'passwordRules' });
});

test('[PW10] what was typed at the sign-in is handed on once, and is gone then', () => {
  const typed = new TypedPassword();
  typed.put('Weiden an der Spree');
  expect([typed.take(), typed.take()]).toEqual(['Weiden an der Spree', undefined]);
});
