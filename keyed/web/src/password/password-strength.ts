import { PASSWORD_FLOORS, type PasswordRules, passwordRulesOf } from '@siegel/akten';
import { useEffect, useState } from 'react';

/** How a new password is judged; `short` and `weak` are not taken. */
export type Strength = 'short' | 'weak' | 'good' | 'strong';

/** Rules that hold before those of a house are known: what is compiled in (PW11). */
export const LEAST_RULES: PasswordRules = passwordRulesOf(undefined);

/** Powers of ten above the least that make a password very good. */
const STRONG_ABOVE = 3;

type Rating = typeof import('./password-rating.ts');

/** The strength for a length and a number of guesses, as a power of ten; unknown while the words are being fetched. */
export function strengthOf(
  length: number,
  guesses: number | undefined,
  rules: PasswordRules = LEAST_RULES,
): Strength | undefined {
  if (length < rules.length) return 'short';
  if (guesses === undefined) return undefined;
  if (guesses < rules.strength) return 'weak';
  return guesses < Math.max(rules.strength, PASSWORD_FLOORS.strength + STRONG_ABOVE) ? 'good' : 'strong';
}

/** The strength of what is typed, measured against the names of the house too. Without a line to fetch the words only the
 *  length counts. */
export function usePasswordStrength(
  password: string,
  names: readonly string[],
  rules: PasswordRules = LEAST_RULES,
): Strength | undefined {
  const [rating, setRating] = useState<Rating | 'failed'>();
  useEffect(() => {
    void import('./password-rating.ts').then(setRating, () => setRating('failed'));
  }, []);
  const length = Array.from(password).length;
  if (rating === 'failed') return length < rules.length ? 'short' : 'good';
  return strengthOf(length, rating?.guessesOf(password, names), rules);
}
