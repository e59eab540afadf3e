import type { SearchAnswer } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { keptWhereSame } from '../safe/kept-where-same.ts';
import { useSafe } from '../safe/safe-context.ts';

const LIMIT = 40;

/** The newest answer, and whether it answers what stands in the field now. */
export interface Found {
  readonly answer: SearchAnswer | undefined;
  /** False while the answer is still that of an earlier keystroke. */
  readonly isCurrent: boolean;
}

/** Asks the safe with every keystroke. Answers that a newer keystroke has overtaken are dropped.
 *  @param withArchive whether who is archived is found, too. @param persons count of persons loaded so far; while it grows, the same question is asked again. */
export function useSearch(query: string, persons: number, withArchive: boolean): Found {
  const safe = useSafe();
  const [found, setFound] = useState<{ query: string; answer: SearchAnswer }>();
  const asked = query.trim();
  const isQuestion = asked !== '' && !asked.startsWith('>');

  useEffect(() => {
    if (!isQuestion || persons < 0) return undefined;
    let overtaken = false;
    safe.search(asked, LIMIT, withArchive).then(
      (answer) => {
        // Who is found again is drawn again only where something has changed.
        if (overtaken) return;
        setFound((before) => ({
          query: asked,
          answer: before === undefined ? answer : keptWhereSame(before.answer, answer),
        }));
      },
      () => {
        // Locked or broken meanwhile: the app shows that itself.
      },
    );
    return () => {
      overtaken = true;
    };
  }, [safe, asked, isQuestion, persons, withArchive]);

  // Until the next answer is there, the one before stays: rows do not flicker while typing.
  return isQuestion
    ? { answer: found?.answer, isCurrent: found?.query === asked }
    : { answer: undefined, isCurrent: true };
}
