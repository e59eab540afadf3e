import { PASSWORD_FLOORS, passwordFaults } from '@siegel/akten';
import type { PasswordState, SafeApi } from '@siegel/safe';
import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

const DAY_MS = 86_400_000;
/** So many days before its end a password is asked for. */
const SOON_DAYS = 14;

/** What is to be done about the own password: it has ended, it ends soon, or it does not satisfy the rules any more (PW8, PW10). */
export type PasswordDuty =
  | { readonly duty: 'ended' }
  | { readonly duty: 'soon'; readonly days: number }
  | { readonly duty: 'unmet' };

/** Hands what was typed at the sign-in to the first look at the rules, and forgets it (PW10). Nothing of it is kept. */
export class TypedPassword {
  #typed: string | undefined;

  put(password: string): void {
    this.#typed = password;
  }

  /** What was typed, once. */
  take(): string | undefined {
    const typed = this.#typed;
    this.#typed = undefined;
    return typed;
  }
}

export const TypedPasswordContext = createContext(new TypedPassword());

/** What is to be done about the own password, looked at when somebody has come in. `again` looks once more after a change. */
export function usePasswordDuty(): { readonly duty: PasswordDuty | undefined; readonly again: () => void } {
  const safe = useSafe();
  const typed = useContext(TypedPasswordContext);
  const [duty, setDuty] = useState<PasswordDuty>();
  useEffect(() => {
    void lookAt(safe, typed.take()).then(setDuty);
  }, [safe, typed]);
  const again = useCallback(() => void lookAt(safe, undefined).then(setDuty), [safe]);
  return { duty, again };
}

async function lookAt(safe: SafeApi, typed: string | undefined): Promise<PasswordDuty | undefined> {
  const state = await safe.passwordState();
  if (!state.ok) return undefined;
  const { hasEnded, endsAtMs } = state.value;
  if (hasEnded) return { duty: 'ended' };
  if (typed !== undefined && !(await isMet(typed, state.value))) return { duty: 'unmet' };
  const days = endsAtMs === undefined ? undefined : Math.ceil((endsAtMs - Date.now()) / DAY_MS);
  return days !== undefined && days <= SOON_DAYS ? { duty: 'soon', days } : undefined;
}

/** The words to guess with are fetched only where a house asks for more than every password had to have. */
async function isMet(typed: string, { rules, blockedWords, names }: PasswordState): Promise<boolean> {
  if (passwordFaults(typed, rules, blockedWords).length > 0) return false;
  if (rules.strength <= PASSWORD_FLOORS.strength) return true;
  try {
    const { guessesOf } = await import('./password-rating.ts');
    return guessesOf(typed, names) >= rules.strength;
  } catch {
    return true;
  }
}
