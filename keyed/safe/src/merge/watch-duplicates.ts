import type { DuplicatePair, DuplicatesView } from '../channel/merge-api.ts';
import type { Safe } from '../safe/safe.ts';
import { rowOf } from '../worker/person-view.ts';
import { findDuplicates, type FoundPair } from './find-duplicates.ts';
import { pairKey, readNoDuplicates } from './no-duplicates.ts';

const MOST_SHOWN = 200;
const TELL_EVERY_MS = 120;

/** Looks through the index of an open safe and tells how far it is, now and then and at the end (PM30). */
export async function searchDuplicates(
  safe: Safe,
  tell: (view: DuplicatesView) => void,
  isStopped: () => boolean,
): Promise<void> {
  const { index, merged } = safe;
  const none = await readNoDuplicates(safe.given);
  const personIds = [...index.personIds()].filter((id) => !merged.isGone(id));
  const skipped = new Set<string>();
  let toldAtMs = -TELL_EVERY_MS;
  await findDuplicates({
    personIds,
    rowOf: (personId) => index.get(personId),
    isNone: (pair) => {
      const isNone = none.has(pairKey(pair));
      if (isNone) skipped.add(pairKey(pair));
      return isNone;
    },
    isStopped,
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    now: () => performance.now(),
    onStep: (done, found) => {
      const isOver = done === personIds.length;
      if (isStopped() || (!isOver && performance.now() - toldAtMs < TELL_EVERY_MS)) return;
      toldAtMs = performance.now();
      const counts = { done, total: personIds.length, isOver, pairCount: found.length, noneCount: skipped.size };
      tell({ ...counts, pairs: shownPairs(safe, found) });
    },
  });
}

function shownPairs(safe: Safe, found: readonly FoundPair[]): readonly DuplicatePair[] {
  const likeliest = found.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_SHOWN);
  return likeliest.flatMap(({ pair, grade, reasons }): DuplicatePair[] => {
    const [one, other] = pair.map((id) => rowOf(safe, id));
    return one === undefined || other === undefined ? [] : [{ persons: [one, other], grade, reasons }];
  });
}

const rank = ({ grade }: FoundPair) => (grade === 'same' ? 0 : 1);
