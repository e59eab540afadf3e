import { type Figure, figure, median } from '../figure.ts';
import { type SignInRound, signInRounds } from '../sign-in-rounds.ts';

/** Seconds. */
const BARS = { login: 2.5, reload: 1.5 } as const;

/** `login` and `reload`: a browser that knows a practice with 20,000 persons. `reload`: the page again within a session, until the
 *  search finds a person, from the sealed pages on the device. `login`: the password submitted until then. */
export async function figureLogin(): Promise<readonly Figure[]> {
  const rounds = await signInRounds();
  if (rounds.length === 0) return [];
  const seconds = (of: keyof SignInRound) => median(rounds.map((round) => round[of])) / 1_000;
  return [
    figure(
      'reload: to the first hit, 20,000 persons, beside the bar (<= 1)',
      's',
      seconds('reloadToSearch'),
      BARS.reload,
    ),
    figure(
      'login: to the first hit, 20,000 persons, beside the bar (<= 1)',
      's',
      seconds('submitToSearch'),
      BARS.login,
    ),
  ];
}
