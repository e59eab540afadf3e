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
    find: '!leave.some((user) => equalBytes(member, user))',
    plant: '!leave.some((user) => user.length === 0)',
    test: 'keyed/safe/src/people/people.journey.test.ts',
  },
  {
    name: 'an ended invitation leaves the account',
    file: 'blind/server/src/tenants/invited-people.ts',
    find: 'await removeAccountOf(tx, user);',
    plant: 'await removeAccountOf.length;',
    test: 'blind/server/src/tenants/invited-people.test.ts',
  },
  {
    name: 'a copy stays on the device of who has left its site',
    file: 'keyed/safe/src/safe/offline-akten.ts',
    find: 'if (readable.size === 0 || holdsMore) gone.push(person);',
    plant: 'if (readable.size === 0) gone.push(person);',
    test: 'keyed/safe/src/people/people.journey.test.ts',
  },
  {
    name: 'who comes after a change of keys cannot read what was before',
    file: 'blind/store/src/sqlite/read-akten.ts',
    find: '.filter((seq) => !ownSeqs.has(seq))',
    plant: '.filter((seq) => seq < 0 && !ownSeqs.has(seq))',
    test: 'keyed/safe/src/people/people.journey.test.ts',
  },
  {
    name: 'guesses that are never finished count for nothing',
    file: 'blind/server/src/tenants/sign-in-guard.ts',
    find: 'for (let given = open.length; given < begun.length; given++) this.#count(name, address);',
    plant: 'for (let given = begun.length; given < begun.length; given++) this.#count(name, address);',
    test: 'blind/server/src/tenants/sign-in.test.ts',
  },
  {
    name: 'a password changes without the old one',
    file: 'blind/server/src/tenants/password-route.ts',
    find: "if (!isOwn || account === undefined) return sendFailure(reply, { code: 'LOGIN_FAILED' });",
    plant: "if (account === undefined) return sendFailure(reply, { code: 'LOGIN_FAILED' });",
    test: 'keyed/safe/src/safe/change-password.journey.test.ts',
  },
];
