import type { Defect } from './defects.ts';

/** Defects of guessing, of telling who has an account, and of sessions (ADR 0046). */
export const GUESSING_DEFECTS: readonly Defect[] = [
  {
    name: 'an unknown name gets a cheaper answer: its log-in is not computed',
    file: 'blind/server/src/tenants/pending-logins.ts',
    find: '    const registrationRecord = Buffer.from(record)',
    plant: `    if (user === undefined)
      return ok({ login: hexOf(world.random(LOGIN_BYTES)), loginResponse: 'A'.repeat(427) });
    const registrationRecord = Buffer.from(record)`,
    test: 'tests/hostile/enumeration.test.ts',
  },
  {
    name: 'a forgotten password says by its slots that a name has none',
    file: 'blind/server/src/tenants/forgotten-slots.ts',
    find: '    for (let at = page * OF_A_KIND; at < (page + 1) * OF_A_KIND; at++) {',
    plant: '    for (let at = page * OF_A_KIND; at < Math.min(fitting.length, (page + 1) * OF_A_KIND); at++) {',
    test: 'tests/hostile/enumeration.test.ts',
  },
  {
    name: 'a guess that is begun and left counts only when the same address comes again',
    file: 'blind/server/src/tenants/sign-in-guard.ts',
    find: 'for (const { address, at } of begun) if (now - at >= UNFINISHED_MS) this.#count(name, address);',
    plant: `for (const one of begun) if (now - one.at >= UNFINISHED_MS && begun.length < 0) this.#count(name, one.address);`,
    test: 'tests/hostile/guessing.test.ts',
  },
  {
    name: 'the rights of a session are those it began with',
    file: 'blind/server/src/tenants/member-now.ts',
    find: 'return membership.rightsAt(user, NOW);',
    plant: `const begun = (RIGHTS_OF_TEETH.get(membership) ?? new Map<string, ReadonlySet<string>>());
  RIGHTS_OF_TEETH.set(membership, begun);
  const rights = begun.get(user.join()) ?? membership.rightsAt(user, NOW);
  if (rights.size > 0) begun.set(user.join(), rights);
  return rights;
}

const RIGHTS_OF_TEETH = new WeakMap<Membership, Map<string, ReadonlySet<string>>>();

export function unusedRights(membership: Membership, user: Id): ReadonlySet<string> {
  return membership.rightsAt(user, NOW);`,
    test: 'tests/hostile/sessions.test.ts',
  },
  {
    name: 'the sessions of somebody removed live on',
    file: 'blind/server/src/append/commit-effects.ts',
    find: 'if (removed !== undefined) sessions.forgetOf(removed.user, removed.device);',
    plant: 'if (removed?.device !== undefined) sessions.forgetOf(removed.user, removed.device);',
    test: 'tests/hostile/sessions.test.ts',
  },
  {
    name: 'a cookie counts under the name of another session',
    file: 'blind/server/src/edge/session-token.ts',
    find: 'found.filter(([id, token]) => sessionId(hashOfToken(token)) === id)',
    plant: 'found.filter(([id]) => id.length > 0 && sessionId(hashOfToken(id)) !== id)',
    test: 'tests/hostile/sessions.test.ts',
  },
  {
    name: 'a way without a device is made at an open desk without the password',
    file: 'blind/server/src/tenants/freshness.ts',
    find: "tenant.core.sessions.sincePasswordMs(session) < FRESH_MS ? undefined : 'PASSWORD_NEEDED'",
    plant: "tenant.core.sessions.sincePasswordMs(session) < FRESH_MS * 1e6 ? undefined : 'PASSWORD_NEEDED'",
    test: 'blind/server/src/tenants/freshness.test.ts',
  },
  {
    name: 'a way that is removed leaves no entry',
    file: 'blind/server/src/tenants/slot-routes.ts',
    find: 'if (!isWay(leaving.kind)) return',
    plant: "if (leaving.kind !== 'none') return",
    test: 'blind/server/src/tenants/freshness.test.ts',
  },
  {
    name: 'a request is made of as many values as its bytes allow',
    file: 'core/wire/src/cbor-sequence.ts',
    find: 'const { value, next, values } = decodeCborAt(bytes, at, left);',
    plant: 'const { value, next, values } = decodeCborAt(bytes, at, left > 0 ? undefined : left);',
    test: 'tests/faults/bad-input.test.ts',
  },
];
