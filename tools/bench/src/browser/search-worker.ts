import type { Figure } from '../figure.ts';
import { searchFigures } from '../search-rounds.ts';

/** The figures of a worker: the person index beside a full scan there. */
export function measureSearch(): readonly Figure[] {
  return searchFigures(' in a Chromium worker');
}
