import type { Defect } from './defects.ts';

/** Defects of persons that are merged (docs/spec/merge.md). */
export const MERGE_DEFECTS: readonly Defect[] = [
  {
    name: 'whoever writes merges persons',
    file: 'core/journal/src/merge-rules.ts',
    find: "if (!rights.has('administer') || !rights.has('read-records')) return 'RIGHT_MISSING';",
    plant: "if (!rights.has('read-records')) return 'RIGHT_MISSING';",
    test: 'tests/hostile/merge.test.ts',
  },
  {
    name: 'two persons are merged into each other',
    file: 'core/journal/src/merge-rules.ts',
    find: 'if (before?.into !== undefined || view.pointerOf(into)?.into !== undefined)',
    plant: 'if (before?.into !== undefined)',
    test: 'keyed/safe/src/merge/merge.journey.test.ts',
  },
  {
    name: 'a pointer joins before anybody has proven who wrote it',
    file: 'keyed/safe/src/merge/merged-persons.ts',
    find: 'if ((await this.#safe.attributions.faultOf(seq)) === undefined) this.#take(seq);',
    plant: 'this.#take(seq);',
    test: 'tests/hostile/merge.test.ts',
  },
  {
    name: 'an archived person is found without being asked for',
    file: 'keyed/safe/src/search/person-index.ts',
    find: 'this.#withArchive || !this.#table.hasMark(slot, MARK.archived)',
    plant: 'this.#withArchive || slot >= 0',
    test: 'keyed/safe/src/merge/merge.journey.test.ts',
  },
  {
    name: 'an archived Akte is written into',
    file: 'core/journal/src/archive-rules.ts',
    find: "return bringsBack ? undefined : 'PERSON_ARCHIVED';",
    plant: 'return bringsBack ? undefined : undefined;',
    test: 'core/journal/src/archive-rules.test.ts',
  },
];
