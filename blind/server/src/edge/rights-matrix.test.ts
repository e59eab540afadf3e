import { hexOf } from '@siegel/wire';
import { type OfficeMember, ServerClient, TestOffice } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BODIES, type Caller, CALLERS, listedRoutes, MATRIX, NEEDS } from './matrix-for-test.ts';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

let server: ServerForTest;
const clients = {} as Record<Caller, ServerClient>;
beforeAll(async () => {
  server = await startForTest();
  const office = await TestOffice.found(server);
  const neighbour = await TestOffice.found(server, 'neighbour');
  const guest: OfficeMember = await office.admit('gast', { rights: [], sites: [] });
  const client = (token?: string) => {
    const made = new ServerClient(server.url, office.client.tenant, office.client.instance);
    made.token = token;
    return made;
  };
  const account = client();
  await account.login(office.account, office.password);
  clients.nobody = client();
  clients.account = account;
  clients.guest = guest.client;
  clients.device = office.client;
  clients.neighbour = client(neighbour.client.token);
  clients.founder = client(await server.foundingToken());
  expect(hexOf(office.built.tenant)).toBe(office.client.tenant);
});
afterAll(() => server.stop());

test('[A6, SY31] has a row for every route and no row for a route that is not there', () => {
  expect([...new Set(listedRoutes(server.routes).map(({ id }) => String(id)))].toSorted()).toEqual(
    Object.keys(MATRIX).toSorted(),
  );
  expect(server.routes.filter(({ id, url }) => id === undefined && url.startsWith('/v1'))).toEqual([]);
});

test('[A6, T4] answers every caller on every route as the matrix says', async () => {
  const wrong: string[] = [];
  let cells = 0;
  for (const [id, row] of Object.entries(MATRIX)) {
    const method = listedRoutes(server.routes).find((route) => route.id === id)?.method ?? 'GET';
    for (const [column, caller] of CALLERS.entries()) {
      const body = row.takes === undefined ? undefined : BODIES[row.takes];
      const answer = await clients[caller].call(method, row.path, body);
      const got = typeof answer.json?.['code'] === 'string' ? answer.json['code'] : String(answer.status);
      if (got !== row.expected[column]) wrong.push(`${id} x ${caller}: ${got}, not ${String(row.expected[column])}`);
      cells++;
    }
  }
  expect(wrong).toEqual([]);
  expect(cells).toBe(Object.keys(MATRIX).length * CALLERS.length);
});

test('[A6, T4, RO30] names for every route the right it asks for', () => {
  for (const { id, right } of server.routes) {
    if (id === undefined) continue;
    expect([right ?? []].flat(), id).toEqual(NEEDS[id]);
    // Whoever lacks it is refused before anything else is looked at, and whoever needs none is not.
    const [, , guest, device] = MATRIX[id]?.expected ?? [];
    if (NEEDS[id]?.length === 0) expect(guest, id).toBe(device);
    else expect(guest, id).toBe('RIGHT_MISSING');
  }
});
