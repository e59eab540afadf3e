import type { Defect } from './defects.ts';

/** Defects of Akten at several sites (docs/spec/sites.md, BS6 to BS14). */
export const SITE_DEFECTS: readonly Defect[] = [
  {
    name: 'an Akte that was moved takes what is written under the old key',
    file: 'core/journal/src/moved-akte-rules.ts',
    find: "return view.caseKeyOf(body.akte)?.movedTo === undefined ? undefined : 'AKTE_MOVED';",
    plant: "return view.caseKeyOf(body.akte)?.movedTo?.akte === body.akte ? 'AKTE_MOVED' : undefined;",
    test: 'tests/hostile/akten-sites.test.ts',
  },
  {
    name: 'whoever belongs to the old site alone moves an Akte away',
    file: 'core/journal/src/moved-akte-rules.ts',
    find: "if (!sites.some((site) => equalBytes(site, to.site))) return 'RIGHT_MISSING';",
    plant: "if (sites.length === 0) return 'RIGHT_MISSING';",
    test: 'tests/hostile/akten-sites.test.ts',
  },
  {
    name: 'what came into an Akte while it moved is left behind',
    file: 'core/journal/src/moved-akte-rules.ts',
    find: "view.entriesOf(body.akte) === fields['entryCount']",
    plant: "view.entriesOf(body.akte) >= Number(fields['entryCount'])",
    test: 'keyed/safe/src/sites/akten-sites.journey.test.ts',
  },
  {
    name: 'the key of a moved Akte stays with the old site',
    file: 'keyed/safe/src/sites/move-akte.ts',
    find: 'const group = siteGroupKey(safe, to.site);',
    plant: 'const group = siteGroupKey(safe, site);',
    test: 'keyed/safe/src/sites/akten-sites.journey.test.ts',
  },
];
