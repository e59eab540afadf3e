import type { Defect } from './defects.ts';

/** Defects of recovery and support (docs/spec/recovery.md, docs/spec/support.md). */
export const RECOVERY_DEFECTS: readonly Defect[] = [
  {
    name: 'an administrator gives a colleague new keys while their devices are in',
    file: 'core/journal/src/member-rules.ts',
    find: "return isAllowed && !hasDevice && isSetAlike(before, fields) ? undefined : 'RIGHT_MISSING';",
    plant: "return isAllowed && isSetAlike(before, fields) ? undefined : String(hasDevice) && 'RIGHT_MISSING';",
    test: 'core/journal/src/restoration.test.ts',
  },
  {
    name: 'an old recovery that the server serves again is done again',
    file: 'keyed/safe/src/people/restore-colleague.ts',
    find: "if (!equalBytes(now, lost)) return fail('INVITATION_ENDED');",
    plant: "if (equalBytes(now, new Uint8Array(0))) return fail('INVITATION_ENDED');",
    test: 'tests/hostile/recovery.test.ts',
  },
  {
    name: 'a recovery by an administrator is shown to nobody',
    file: 'keyed/safe/src/safe/recoveries.ts',
    find: 'if (by === undefined || !equalBytes(by, user))',
    plant: 'if (by === undefined)',
    test: 'keyed/safe/src/people/restore-colleague.journey.test.ts',
  },
  {
    name: 'whoever has the link of a recovery changes the password before an administrator has answered',
    file: 'blind/server/src/tenants/register-routes.ts',
    find: 'invited?.restores === true && invited.answer.length === 0',
    plant: 'invited?.restores === true && invited.answer.length < 0',
    test: 'blind/server/src/tenants/restoration.test.ts',
  },
  {
    name: 'the server hands keys of groups and names of the house to support',
    file: 'blind/server/src/edge/guard.ts',
    find: 'if (supportOf(core.membership, user) !== undefined && route.support !== true)',
    plant: "if (supportOf(core.membership, user) !== undefined && route.support !== true && route.id !== 'group-keys')",
    test: 'blind/server/src/support/support.test.ts',
  },
  {
    name: 'the time of support is made longer by a later version',
    file: 'core/journal/src/support-rules.ts',
    find: "typeof until !== 'number' || until > support.untilMs",
    plant: "typeof until !== 'number' || until < 0",
    test: 'core/journal/src/support-rules.test.ts',
  },
];
