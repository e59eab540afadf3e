import { useEffect, useState } from 'react';

/** How a new password is judged; `short` and `weak` are not taken. */
export type Strength = 'short' | 'weak' | 'good' | 'strong';

/** The worker refuses less (FR7); here it is said while typing. */
const LEAST_LENGTH = 12;
const GOOD = 9;
const STRONG = 12;

type Rating = typeof import('./password-rating.ts');

/** The strength for a length and a number of guesses, as a power of ten; unknown while the words are being fetched. */
export function strengthOf(length: number, guesses: number | undefined): Strength | undefined {
  if (length < LEAST_LENGTH) return 'short';
  if (guesses === undefined) return undefined;
  if (guesses < GOOD) return 'weak';
  return guesses < STRONG ? 'good' : 'strong';
}

/** The strength of what is typed, measured against the names of the house too. Without a line to fetch the words only the
 *  length counts. */
export function usePasswordStrength(password: string, names: readonly string[]): Strength | undefined {
  const [rating, setRating] = useState<Rating | 'failed'>();
  useEffect(() => {
    void import('./password-rating.ts').then(setRating, () => setRating('failed'));
  }, []);
  const length = Array.from(password).length;
  if (rating === 'failed') return length < LEAST_LENGTH ? 'short' : 'good';
  return strengthOf(length, rating?.guessesOf(password, names));
}
