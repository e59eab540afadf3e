import type { SignedIn } from '@siegel/safe';
import { useState } from 'react';
import { type DayFilter, EVERYTHING } from './day-filter.ts';
import { SEGMENTS } from './day-rows.ts';

const STORE = 'siegel.day-filter';
/** A typed text may be a name: it stays in memory and goes with the session (TL3). */
const textBySession = new WeakMap<SignedIn, string>();

/** The filter of the day list; it stays the same in this browser (random ids and a word), its text while somebody is signed in. */
export function useDayFilter(session: SignedIn): readonly [DayFilter, (filter: DayFilter) => void] {
  const [filter, setFilter] = useState<DayFilter>(() => ({ ...read(), text: textBySession.get(session) ?? '' }));
  return [
    filter,
    (next) => {
      setFilter(next);
      const { text, ...rest } = next;
      textBySession.set(session, text);
      window.localStorage.setItem(STORE, JSON.stringify(rest));
    },
  ];
}

function read(): DayFilter {
  try {
    const { segment, without, types } = JSON.parse(window.localStorage.getItem(STORE) ?? '{}') as Partial<DayFilter>;
    return {
      segment: SEGMENTS.find((one) => one === segment) ?? 'all',
      without: idsOf(without),
      types: idsOf(types),
      text: '',
    };
  } catch {
    return EVERYTHING;
  }
}

function idsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
