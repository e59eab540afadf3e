import type { AppointmentDone, CalendarView, WishView } from '@siegel/safe';
import type { Result } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUndoable } from '../day-list/use-day-acts.ts';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { stepsOfType } from './drafts-of-vacancy.ts';
import { type Candidate, offersWith } from './offers.ts';

/** How long somebody may think about an offer. */
export const ANSWER_TIMES = ['halfHour', 'hour', 'twoHours', 'day'] as const;
/** One of `ANSWER_TIMES`. */
export type AnswerTime = (typeof ANSWER_TIMES)[number];
const MINUTE_MS = 60_000;
const ANSWER_MS: Readonly<Record<AnswerTime, number>> = {
  halfHour: 30 * MINUTE_MS,
  hour: 60 * MINUTE_MS,
  twoHours: 120 * MINUTE_MS,
  day: 1_440 * MINUTE_MS,
};

/** Everything that can be done on the waiting list; each act can be taken back (TE75). */
export type OfferActs = ReturnType<typeof useOfferActs>;

/** The acts of the waiting list. @param again shows the list as it is after an act. */
export function useOfferActs(calendar: CalendarView, again: () => Promise<void>) {
  const { t } = useTranslation();
  const safe = useSafe();
  const undoable = useUndoable();
  const [answerTime, setAnswerTime] = useState<AnswerTime>('hour');
  const nameOf = ({ person }: WishView) => (person === undefined ? t('dayList.unknown') : fullName(person));
  async function run(text: string, act: () => Promise<Result<AppointmentDone>>): Promise<boolean> {
    const isDone = await undoable.run(text, act);
    await again();
    return isDone;
  }
  const change = (
    wish: WishView,
    said: 'offered' | 'refused' | 'withdrawn',
    fields: Parameters<typeof safe.changeWish>[1],
  ) => run(t(`finding.done.${said}`, { name: nameOf(wish) }), () => safe.changeWish(wish.wishId, fields));
  return {
    ...undoable,
    undo: () => {
      undoable.undo();
      void again();
    },
    run,
    answerTime,
    setAnswerTime,
    offer: (candidate: Candidate) =>
      change(candidate.wish, 'offered', {
        offers: offersWith(candidate, { untilMs: Date.now() + ANSWER_MS[answerTime], answer: 'offen' }),
      }),
    refuse: (candidate: Candidate) =>
      change(candidate.wish, 'refused', {
        offers: offersWith(candidate, { untilMs: candidate.offer?.untilMs ?? Date.now(), answer: 'abgelehnt' }),
      }),
    withdraw: (wish: WishView) => change(wish, 'withdrawn', { end: 'zurueckgezogen' }),
    book: ({ wish, fit }: Candidate) => {
      const [step] = fit.vacancy.steps;
      if (step === undefined || wish.personId === undefined) return Promise.resolve(false);
      const { personId, type } = wish;
      const { from, to, resources } = step;
      const draft = {
        personId,
        day: fit.vacancy.day,
        from,
        minutes: to - from,
        resources,
        chain: stepsOfType(calendar.types, type),
        ...(type !== undefined && { type }),
      };
      return run(t('dayList.done.added', { name: nameOf(wish) }), () => safe.bookWish(wish.wishId, draft));
    },
  };
}
