import type { Defect } from './defects.ts';

/** Defects of the settings and of the rules for passwords (docs/spec/settings.md, docs/spec/password-policy.md). */
export const SETTINGS_DEFECTS: readonly Defect[] = [
  {
    name: 'a floor may be dropped',
    file: 'core/journal/src/member-rules.ts',
    find: '!(Number(now[name]) >= Number(floor))',
    plant: 'Number(now[name]) < Number(floor)',
    test: 'core/journal/src/check-batch.test.ts',
  },
  {
    name: 'a rule for passwords may lie below its floor',
    file: 'core/journal/src/member-rules.ts',
    find: "return isBelow ? 'PASSWORD_RULE_BELOW_FLOOR' : undefined;",
    plant: "return isBelow && seq < 0 ? 'PASSWORD_RULE_BELOW_FLOOR' : undefined;",
    test: 'tests/hostile/password-policy.test.ts',
  },
  {
    name: 'a password whose days are over opens everything',
    file: 'blind/server/src/edge/guard.ts',
    find: "return (await core.passwords.hasEnded(user)) ? 'PASSWORD_EXPIRED' : undefined;",
    plant: 'return undefined;',
    test: 'blind/server/src/tenants/password-ages.test.ts',
  },
  {
    name: 'a change writes over what somebody else has saved meanwhile',
    file: 'keyed/safe/src/settings/organisation.ts',
    find: "if (hexOf(newest.parent.entryHash) !== version) return fail('ENTRY_STALE');",
    plant: "if (version === '') return fail('ENTRY_STALE');",
    test: 'keyed/safe/src/settings/settings.journey.test.ts',
  },
  {
    name: 'former passwords are not recognised',
    file: 'keyed/seal/src/password-history.ts',
    find: 'return marks.slice(0, count).some(',
    plant: 'return marks.slice(0, 0).some(',
    test: 'keyed/seal/src/password-history.test.ts',
  },
];
