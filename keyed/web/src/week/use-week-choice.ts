import { useCallback, useState } from 'react';

const STORE = 'siegel.calendar';

/** What the calendar shows, by words and random ids. */
export interface WeekChoice {
  readonly mode: 'day' | 'week';
  /** Chosen resources of each; absent: the usual ones. */
  readonly day?: readonly string[];
  readonly week?: readonly string[];
  /** The one that is shown where there is room for one. */
  readonly one?: string;
  readonly isSideFolded?: boolean;
}

/** The choice; it stays the same in this browser (KG1). */
export function useWeekChoice(): readonly [WeekChoice, (changes: Partial<WeekChoice>) => void] {
  const [choice, setChoice] = useState(read);
  const change = useCallback(
    (changes: Partial<WeekChoice>) =>
      setChoice((before) => {
        const next = { ...before, ...changes };
        window.localStorage.setItem(STORE, JSON.stringify(next));
        return next;
      }),
    [],
  );
  return [choice, change];
}

function read(): WeekChoice {
  try {
    const kept = JSON.parse(window.localStorage.getItem(STORE) ?? '{}') as Partial<Record<keyof WeekChoice, unknown>>;
    return {
      mode: kept.mode === 'day' ? 'day' : 'week',
      ...(isIds(kept.day) && { day: kept.day }),
      ...(isIds(kept.week) && { week: kept.week }),
      ...(typeof kept.one === 'string' && { one: kept.one }),
      ...(kept.isSideFolded === true && { isSideFolded: true }),
    };
  } catch {
    return { mode: 'week' };
  }
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
