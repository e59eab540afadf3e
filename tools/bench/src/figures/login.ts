import { type Figure, figure, median } from '../figure.ts';
import { signInRounds } from '../sign-in-rounds.ts';

const BARS = { loginSeconds: 2.5, reloadSeconds: 1.5 } as const;

/** `login` and `reload`: a browser that knows a practice with 20,000 persons. `reload`: the page again from the files on the device
 *  until its form takes input. `login`: the form submitted until the search finds a person, from the sealed pages on the device. */
export async function figureLogin(): Promise<readonly Figure[]> {
  const rounds = await signInRounds();
  if (rounds.length === 0) return [];
  const seconds = (of: 'reloadToForm' | 'submitToSearch') => median(rounds.map((round) => round[of])) / 1_000;
  return [
    figure('reload: page to form, beside the bar (<= 1)', 's', seconds('reloadToForm'), BARS.reloadSeconds),
    figure(
      'login: form to first hit, 20,000 persons, beside the bar (<= 1)',
      's',
      seconds('submitToSearch'),
      BARS.loginSeconds,
    ),
  ];
}
