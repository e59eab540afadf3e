import type { Vacancy } from '@siegel/akten';

/** Without what begins while the one before still lasts: a list to read aloud. */
export function apart(found: readonly Vacancy[]): readonly Vacancy[] {
  const kept: Vacancy[] = [];
  for (const vacancy of found) {
    const last = kept.at(-1);
    const ends = last?.day === vacancy.day ? (last.steps[0]?.to ?? 0) : 0;
    if ((vacancy.steps[0]?.from ?? 0) >= ends) kept.push(vacancy);
  }
  return kept;
}
