import type { Defect } from './defects.ts';

/** Defects of roles, groups, part keys (docs/spec/roles.md) and the org chart (docs/spec/org-chart.md). */
export const ROLE_DEFECTS: readonly Defect[] = [
  {
    name: 'an ended role goes on giving rights',
    file: 'core/journal/src/membership.ts',
    find: "active: f['state'] !== 'removed',",
    plant: 'active: true,',
    test: 'core/journal/src/membership.test.ts',
  },
  {
    name: 'a change of a role leaves the keys of its holders as they were',
    file: 'keyed/safe/src/roles/rights-change.ts',
    find: 'own.some((role) => roles?.has(hexOf(role)) === true)',
    plant: 'own.some((role) => roles?.has(hexOf(role)) === false)',
    test: 'keyed/safe/src/roles/roles.journey.test.ts',
  },
  {
    name: 'the organisation opens all of a new Stammakte',
    file: 'keyed/safe/src/safe/write-records.ts',
    find: 'stammakte: { groups: [records], partGroups:',
    plant: 'stammakte: { groups: [records, organisation], partGroups:',
    test: 'keyed/safe/src/roles/roles.journey.test.ts',
  },
  {
    name: 'whoever sees persons only is handed every compartment',
    file: 'blind/server/src/fetch/akten-route.ts',
    find: "const isIn = (compartment: number) => scope !== 'nothing' && scope.has(compartment);",
    plant: "const isIn = (compartment: number) => scope !== 'nothing' && compartment >= 0;",
    test: 'blind/server/src/fetch/fetch.test.ts',
  },
  {
    name: 'the last who may administer can be left without it by a role',
    file: 'keyed/safe/src/roles/change-role.ts',
    find: 'const change = { roles: new Map([[hexOf(role), wish.rights]]) };\n  if (!leavesAdministrator(safe, change))',
    plant: 'const change = { roles: new Map([[hexOf(role), wish.rights]]) };\n  if (!leavesAdministrator(safe, {}))',
    test: 'keyed/safe/src/roles/roles.journey.test.ts',
  },
  {
    name: 'a route lets somebody through without its right',
    file: 'blind/server/src/snapshot/fetch-routes.ts',
    find: "{ who: 'device', right: 'read-records' }",
    plant: "{ who: 'device', right: ['read-records', 'read-log'] }",
    test: 'blind/server/src/edge/rights-matrix.test.ts',
  },
  {
    name: 'a unit of the org chart may come to stand under itself',
    file: 'core/journal/src/org-rules.ts',
    find: "return standsUnder(parent, body.record, { seq, membership }) ? 'UNIT_CYCLE' : undefined;",
    plant: "return standsUnder(parent, body.record, { seq, membership }) && seq < 0 ? 'UNIT_CYCLE' : undefined;",
    test: 'core/journal/src/org-rules.test.ts',
  },
];
