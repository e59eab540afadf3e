import type { EintragView } from '@siegel/safe';

/** What is on screen, and what arrived from elsewhere and waits so that no row moves under the pointer. */
export interface HeldBack {
  readonly shown: readonly EintragView[];
  readonly waiting: number;
}

/** Takes over a newer state of the Akte. Changes and removals of rows on screen apply at once, in their place. New rows
 *  apply at once when the reader is at the end of the list or wrote them; otherwise they wait.
 *  @param own record ids this screen wrote itself. */
export function holdBack(
  shown: readonly EintragView[],
  newest: readonly EintragView[],
  isAtEnd: boolean,
  own: ReadonlySet<string>,
): HeldBack {
  const known = new Set(shown.map(({ recordId }) => recordId));
  const added = newest.filter(({ recordId }) => !known.has(recordId));
  if (isAtEnd || added.every(({ recordId }) => own.has(recordId))) return { shown: newest, waiting: 0 };
  const newestById = new Map(newest.map((eintrag) => [eintrag.recordId, eintrag]));
  const kept = shown.flatMap(({ recordId }) => newestById.get(recordId) ?? []);
  return { shown: kept, waiting: added.length };
}
