import type { SearchApi } from '../channel/search-api.ts';
import { rowOf } from './person-view.ts';
import type { SafeSession } from './safe-session.ts';

/** Finding persons in the index of the opened safe. */
export function searchCalls(session: SafeSession): SearchApi {
  return {
    async search(query, limit) {
      const started = performance.now();
      const { index } = session;
      const found = index?.search(query, limit);
      const rows = (list: readonly { readonly personId: string }[] = []) =>
        list.flatMap(({ personId }) => (index === undefined ? [] : (rowOf({ index }, personId) ?? [])));
      return {
        exact: rows(found?.exact),
        soundAlike: rows(found?.soundAlike),
        total: found?.total ?? 0,
        tookMs: performance.now() - started,
      };
    },
  };
}
