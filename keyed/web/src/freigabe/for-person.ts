import type { ForPersonWish } from '@siegel/safe';
import { localDay } from '../text/format.ts';
import { addDays } from '../text/parse-day.ts';
import { comingDay } from './coming-day.ts';

const DAYS_LATER = 3;

/** What is offered beside a Freigabe; `silent` says nothing: the person sees nothing until somebody does. */
export const PERSON_CHOICES = ['silent', 'never', 'now', 'soon', 'atDate', 'afterTalk'] as const;
export type PersonChoice = (typeof PERSON_CHOICES)[number];

/** What was chosen, and the day as it was typed. */
export interface PersonWish {
  readonly choice: PersonChoice;
  readonly day: string;
}

/** Nothing is said to the person. */
export const SILENT: PersonWish = { choice: 'silent', day: '' };

/** The choice as the safe takes it; undefined when nothing is said, `no-day` while a date is chosen and no coming day is typed. A day
 *  begins at midnight of this workplace. */
export function forPersonOf({ choice, day }: PersonWish, nowMs: number): ForPersonWish | undefined | 'no-day' {
  if (choice === 'silent') return undefined;
  if (choice !== 'soon' && choice !== 'atDate') return { when: choice };
  const today = localDay(nowMs);
  const chosen = choice === 'soon' ? addDays(today, DAYS_LATER) : comingDay(day, today);
  if (chosen === undefined || chosen === null) return 'no-day';
  return { when: 'atDate', atMs: new Date(`${chosen}T00:00`).getTime() };
}
