import type { Defect } from './defects.ts';

/** Defects of inviting, admitting and removing (docs/spec/people.md). */
export const PEOPLE_DEFECTS: readonly Defect[] = [
  {
    name: 'whoever asks with an invitation is admitted, whatever the code',
    file: 'keyed/safe/src/people/admit-colleague.ts',
    find: 'return checked.ok ? ok({ halves, note }) : checked;',
    plant: 'return checked.ok || note !== undefined ? ok({ halves, note }) : checked;',
    test: 'tests/hostile/invitation.test.ts',
  },
  {
    name: 'an invited browser takes any organisation for the one that invited',
    file: 'keyed/safe/src/people/join-organisation.ts',
    find: 'if (!checked.ok) return checked;',
    plant: 'if (!checked.ok && draft === undefined) return checked;',
    test: 'tests/hostile/invitation.test.ts',
  },
  {
    name: 'the public halves are not under the MAC',
    file: 'keyed/seal/src/invitation.ts',
    find: 'return [SUITE, tenant, user, ed25519Public, xwingPublic] as const;',
    plant: 'return [SUITE, tenant, user, ed25519Public, xwingPublic].slice(0, 3);',
    test: 'keyed/seal/src/invitation.test.ts',
  },
  {
    name: 'who leaves gets the new group keys, too',
    file: 'keyed/safe/src/people/rotate-group.ts',
    find: '(without === undefined || !equalBytes(member, without))',
    plant: '(without === undefined || member.length > 0)',
    test: 'keyed/safe/src/people/people.journey.test.ts',
  },
  {
    name: 'an ended invitation leaves the account',
    file: 'blind/server/src/tenants/invited-people.ts',
    find: 'await removeAccountOf(tx, user);',
    plant: 'await removeAccountOf.length;',
    test: 'blind/server/src/tenants/invited-people.test.ts',
  },
];
