import { ALL_RIGHTS, roleTemplates } from '@siegel/akten';
import { type OfficeMember, ServerClient, sha256, TestOffice } from '@siegel/testing';
import { type CborValue, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BODIES, listedRoutes, MATRIX, NEEDS } from '../../blind/server/src/edge/matrix-for-test.ts';
import { type ServerForTest, startForTest } from '../../blind/server/src/life/start-for-test.ts';

// Routes x roles x two tenants (A6): every route the server has, called with what every role, every single right, an ended role, an
// account without a device, somebody who was taken out, and nobody hold, in the own tenant and in the other.

/** Who calls: what they hold in their own tenant. `rights`: a device session of an active user. */
interface Caller {
  readonly name: string;
  readonly client: ServerClient;
  readonly holds: 'nothing' | 'account' | ReadonlySet<string>;
}

interface House {
  readonly name: string;
  readonly office: TestOffice;
  readonly callers: readonly Caller[];
}

let server: ServerForTest;
let houses: readonly House[];

beforeAll(async () => {
  const many = 100_000;
  server = await startForTest({
    limits: {
      signInPerMinute: many,
      registerPerMinute: many,
      foundPerMinute: many,
      proofPerMinute: many,
      approvalPerMinute: many,
    },
  });
  houses = [await aHouse('eins'), await aHouse('zwei')];
}, 120_000);
afterAll(() => server.stop());

async function aHouse(name: string): Promise<House> {
  const office = await TestOffice.found(server, name);
  const callers: Caller[] = [{ name: 'leitung', client: office.client, holds: new Set(ALL_RIGHTS) }];
  const enter = async (called: string, over: { readonly [field: string]: CborValue }, rights: readonly string[]) => {
    const member = await office.admit(called, { rights: [], roles: [], ...over });
    callers.push({ name: called, client: member.client, holds: new Set(rights) });
    return member;
  };
  for (const profile of ['practice', 'social'] as const)
    for (const template of roleTemplates(profile)) {
      const role = await aRole(office, template.rights);
      await enter(`${profile}.${template.name}`, { roles: [role] }, template.rights);
    }
  for (const right of ALL_RIGHTS) await enter(`nur.${right}`, { rights: [right] }, [right]);
  await enter('ohne', {}, []);
  await enter('ended', { roles: [await aRole(office, ALL_RIGHTS, true)] }, []);
  await enter('both', { roles: [await aRole(office, ['import'])], rights: ['read-log'] }, ['import', 'read-log']);
  const gone = await enter('gone', { rights: [...ALL_RIGHTS] }, []);
  await removed(office, gone);
  const account = clientOf(office);
  await account.login(office.account, office.password);
  return {
    name,
    office,
    callers: [
      ...callers.filter((caller) => caller.name !== 'gone'),
      { name: 'gone', client: gone.client, holds: 'nothing' },
      { name: 'account', client: account, holds: 'account' },
      { name: 'nobody', client: clientOf(office), holds: 'nothing' },
    ],
  };
}

/** A role, and its end when it is to be one that has ended. */
async function aRole(office: TestOffice, rights: readonly string[], hasEnded = false): Promise<Id> {
  const { built } = office;
  const role = built.random(16);
  const fields = { rights: [...rights], state: 'active' };
  const made = built.entry({ kind: WIRE_KINDS.role, record: role, fields });
  await office.append([made]);
  if (!hasEnded) return role;
  const parent = sha256(made.body);
  await office.append([
    built.entry({ kind: WIRE_KINDS.role, record: role, parent, fields: { ...fields, state: 'removed' } }),
  ]);
  return role;
}

/** The user out of the organisation; the session they had stays in their hands. */
async function removed(office: TestOffice, { member, entered }: OfficeMember): Promise<void> {
  const { built } = office;
  if (entered === undefined) throw new Error('never entered');
  const parent = sha256(entered.body);
  const fields = { ...built.userFields(member, { rights: [...ALL_RIGHTS] }), state: 'removed' };
  await office.append([built.entry({ kind: WIRE_KINDS.user, record: member.user, parent, fields })]);
}

function clientOf({ client: { tenant, instance } }: TestOffice): ServerClient {
  return new ServerClient(server.url, tenant, instance);
}

/** What a cell must answer, from the row and from what the caller holds there. */
function expectedOf(id: string, holds: Caller['holds']): string | undefined {
  const [nobody, account, , device] = MATRIX[id]?.expected ?? [];
  if (holds === 'nothing') return nobody;
  if (holds === 'account') return account;
  const needs = NEEDS[id] ?? [];
  return needs.length === 0 || needs.some((right) => holds.has(right)) ? device : 'RIGHT_MISSING';
}

test('[A6] [T4] [RO30] every route answers every role of both tenants as the matrix says, in the own tenant and the other', async () => {
  const ids = [...new Set(listedRoutes(server.routes).map(({ id }) => String(id)))];
  expect(ids.filter((id) => MATRIX[id] === undefined || NEEDS[id] === undefined)).toEqual([]);
  const wrong: string[] = [];
  let cells = 0;
  // In the order of the rows: the last one ends the sessions.
  for (const [id, row] of Object.entries(MATRIX)) {
    const method = listedRoutes(server.routes).find((route) => route.id === id)?.method ?? 'GET';
    const body = row.takes === undefined ? undefined : BODIES[row.takes];
    for (const house of houses)
      for (const home of houses)
        for (const caller of home.callers) {
          const isOwn = house === home;
          const client = clientOf(house.office);
          client.token = caller.client.token;
          const answer = await client.call(method, row.path, body);
          const got = typeof answer.json?.['code'] === 'string' ? answer.json['code'] : String(answer.status);
          const expected = expectedOf(id, isOwn ? caller.holds : 'nothing');
          if (got !== expected)
            wrong.push(`${id} x ${caller.name} of ${home.name} in ${house.name}: ${got}, not ${String(expected)}`);
          cells++;
        }
  }
  expect(wrong).toEqual([]);
  console.info(
    `${ids.length} routes x ${houses[0]?.callers.length} callers x 2 tenants x own and other: ${cells} cells`,
  );
  expect(cells).toBe(Object.keys(MATRIX).length * 4 * (houses[0]?.callers.length ?? 0));
});
