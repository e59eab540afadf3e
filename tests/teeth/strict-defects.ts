import type { Defect } from './defects.ts';

/** Defects of strict mode (docs/spec/sites.md, BS20 to BS28). */
export const STRICT_DEFECTS: readonly Defect[] = [
  {
    name: 'the old wraps stay when a Stammakte is wrapped for others',
    file: 'blind/server/src/append/commit-effects.ts',
    find: 'if (carriesOlderKeys(entry)) await tx.dropOlderWraps(entry.body.akte);',
    plant: 'if (carriesOlderKeys(entry)) await tx.size();',
    test: 'keyed/safe/src/strict/strict-mode.journey.test.ts',
  },
  {
    name: 'an Akte that somebody invents earns their site the key of the Stammakte',
    file: 'core/journal/src/strict-rules.ts',
    find: "return maySeePerson(author, fields['person'] as Id, { seq, view, membership }) ? undefined : 'AKTE_ELSEWHERE';",
    plant: "return maySeePerson.length > 0 ? undefined : 'AKTE_ELSEWHERE';",
    test: 'tests/hostile/strict.test.ts',
  },
  {
    name: 'a stale device goes on founding for the whole house',
    file: 'core/journal/src/strict-rules.ts',
    find: 'return isNarrow(state, { seq, membership }) && isMemberOfAll(',
    plant: 'return isMemberOfAll(',
    test: 'tests/hostile/strict.test.ts',
  },
  {
    name: 'a list of marks is believed that nobody of its site has attested',
    file: 'keyed/safe/src/elsewhere/elsewhere-lists.ts',
    find: 'if (!(await isSetAttested(safe, set, platformHasher))) return undefined;',
    plant: 'await isSetAttested(safe, set, platformHasher);',
    test: 'tests/hostile/elsewhere.test.ts',
  },
];
