import type { ForPersonWish } from '@siegel/safe';

const DAYS_LATER = 3;
const DAY_MS = 86_400_000;

/** What the choice beside a Freigabe offers; `silent` says nothing: the person sees nothing until somebody does. */
export const PERSON_CHOICES = ['silent', 'never', 'now', 'soon', 'afterTalk'] as const;
export type PersonChoice = (typeof PERSON_CHOICES)[number];

/** The choice as the safe takes it. */
export function forPersonOf(choice: PersonChoice, nowMs: number): ForPersonWish | undefined {
  if (choice === 'silent') return undefined;
  return choice === 'soon' ? { when: 'atDate', atMs: nowMs + DAYS_LATER * DAY_MS } : { when: choice };
}
