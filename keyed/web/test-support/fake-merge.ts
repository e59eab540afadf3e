import type { ArchiveApi, MergeApi } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

/** Nobody is a duplicate, and nobody is archived. */
export function fakeMerge(): MergeApi & ArchiveApi {
  return {
    mergePreview: async () => fail('RIGHT_MISSING'),
    mergePersons: async () => fail('RIGHT_MISSING'),
    liftMerge: async () => fail('RIGHT_MISSING'),
    watchDuplicates(listener) {
      listener({ done: 0, total: 0, isOver: true, pairs: [], pairCount: 0, noneCount: 0 });
      return () => undefined;
    },
    setNoDuplicate: async () => undefined,
    archivePreview: async () => ok({ personIds: [], shown: [], expected: 0 }),
    beginArchiveJob: async () => fail('OFFLINE'),
    stopArchiveJob: async () => undefined,
    watchArchiveJob(listener) {
      listener({ state: 'none', does: 'archive', done: 0, total: 0, changed: [], failed: 0 });
      return () => undefined;
    },
    openAffairs: async () => ok({ affairs: [] }),
    endAffairs: async (personId) => ok({ personId, appointments: [], wishes: [], tasks: [] }),
    undoAffairs: async () => ok(true),
  };
}
