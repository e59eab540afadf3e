import type { PersonRow, SearchApi } from '../channel/search-api.ts';
import type { PersonIndex } from '../search/person-index.ts';
import type { MergedPersons } from '../merge/merged-persons.ts';
import { rowOf } from './person-view.ts';
import type { SafeSession } from './safe-session.ts';

/** Finding persons in the index of the opened safe. */
export function searchCalls(session: SafeSession): SearchApi {
  return {
    async search(query, limit, withArchive = false) {
      const started = performance.now();
      const { index } = session;
      const found = index?.search(query, limit, withArchive);
      const merged = session.unlocked?.safe.merged;
      const shown = new Set<string>();
      const exact = shownRows(found?.exact, { index, merged, shown });
      const soundAlike = shownRows(found?.soundAlike, { index, merged, shown });
      const folded = (found?.exact.length ?? 0) - exact.length;
      return { exact, soundAlike, total: (found?.total ?? 0) - folded, tookMs: performance.now() - started };
    },
    // Nobody needs it who has not hidden names.
    nameWords: async () => (await import('./name-words.ts')).nameWords(session.unlocked?.safe),
  };
}

/** Rows as the list shows them: who was merged leads to the person that stays, who is shown once (PM8). */
function shownRows(
  hits: readonly { readonly personId: string; readonly familienname: string; readonly vorname: string }[] = [],
  {
    index,
    merged,
    shown,
  }: {
    readonly index: PersonIndex | undefined;
    readonly merged: MergedPersons | undefined;
    readonly shown: Set<string>;
  },
): readonly PersonRow[] {
  const own = new Set(hits.map(({ personId }) => personId));
  return hits.flatMap((hit) => {
    const personId = merged?.standsFor(hit.personId) ?? hit.personId;
    // A hit of their own comes before one of the name they once had.
    const isTwice = shown.has(personId) || (personId !== hit.personId && own.has(personId));
    const row = index === undefined || isTwice ? undefined : rowOf({ index }, personId);
    if (row === undefined) return [];
    shown.add(personId);
    return [personId === hit.personId ? row : { ...row, foundAs: `${hit.familienname}, ${hit.vorname}` }];
  });
}
