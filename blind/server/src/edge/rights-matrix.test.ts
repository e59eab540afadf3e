import { hexOf } from '@siegel/wire';
import { type OfficeMember, ServerClient, TestOffice } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

/** Who calls, in the order of the columns. `guest`: a device session of an active user without rights and sites. `neighbour`: a
 *  device session of another tenant. */
const CALLERS = ['nobody', 'account', 'guest', 'device', 'neighbour', 'founder'] as const;
type Caller = (typeof CALLERS)[number];

const NONE = 'SESSION_MISSING';
const PROVE = 'DEVICE_NOT_APPROVED';
const RIGHT = 'RIGHT_MISSING';
const FORM = 'MESSAGE_MALFORMED';
const ENDED = 'INVITATION_ENDED';

interface Row {
  readonly path: string;
  /** Sent as it is; routes that take JSON get an empty object, which no schema accepts. */
  readonly takes?: 'json' | 'cbor' | 'bytes';
  readonly expected: readonly [string, string, string, string, string, string];
}

/** What each caller gets, by route id: an error code or a status. Reaching the handler shows as its own answer to the empty
 *  request. Six columns: nobody, account, guest, device, neighbour, founder. */
const MATRIX: Readonly<Record<string, Row>> = {
  health: { path: '/health', expected: ['200', '200', '200', '200', '200', '200'] },
  ready: { path: '/ready', expected: ['200', '200', '200', '200', '200', '200'] },
  demo: { path: '/demo', expected: six('200') },
  'only-tenant': { path: '/v1/tenant', expected: six('TENANT_UNKNOWN') },
  'tenant-info': { path: '', expected: six('200') },
  'found-announce': { path: '/v1/tenants', takes: 'json', expected: [NONE, NONE, NONE, NONE, NONE, FORM] },
  'found-register-start': founding('register/start', 'json', FORM),
  'found-register-finish': founding('register/finish', 'json', FORM),
  'found-genesis': founding('genesis', 'cbor', 'LAYOUT_MALFORMED'),
  'login-start': { path: 'login/start', takes: 'json', expected: six(FORM) },
  'login-finish': { path: 'login/finish', takes: 'json', expected: six(FORM) },
  session: { path: 'session', expected: [NONE, '200', '200', '200', NONE, NONE] },
  'session-half': { path: 'session/half', expected: content('200', '200') },
  'sessions-list': { path: 'sessions', expected: content('200', '200') },
  'sessions-end': { path: 'sessions/x', expected: content('SLOT_UNKNOWN', 'SLOT_UNKNOWN') },
  'device-challenge': { path: 'device/challenge', expected: [NONE, '200', '200', '200', NONE, NONE] },
  'device-proof': { path: 'device/proof', takes: 'json', expected: [NONE, FORM, FORM, FORM, NONE, NONE] },
  invitations: { path: 'invitations', takes: 'json', expected: [NONE, PROVE, RIGHT, FORM, NONE, NONE] },
  'invitations-list': { path: 'invitations', expected: content(RIGHT, '200') },
  'invitations-answer': { path: 'invitations/x', takes: 'json', expected: content(RIGHT, FORM) },
  'invitations-end': { path: 'invitations/x', expected: content(RIGHT, ENDED) },
  'invitation-own': { path: 'invitation', expected: [NONE, ENDED, ENDED, ENDED, NONE, NONE] },
  'invitation-ask': { path: 'invitation', takes: 'json', expected: [NONE, FORM, FORM, FORM, NONE, NONE] },
  'invitation-used': { path: 'invitation', expected: content(ENDED, ENDED) },
  'register-start': { path: 'register/start', takes: 'json', expected: [NONE, PROVE, FORM, FORM, NONE, NONE] },
  'register-finish': { path: 'register/finish', takes: 'json', expected: [NONE, PROVE, FORM, FORM, NONE, NONE] },
  'forgotten-slots': { path: 'forgotten/slots', takes: 'json', expected: six(FORM) },
  'forgotten-proof': { path: 'forgotten/proof', takes: 'json', expected: six(FORM) },
  'restoration-own': { path: 'restoration', expected: [NONE, PROVE, NONE, NONE, NONE, NONE] },
  'restoration-ask': { path: 'restoration', takes: 'json', expected: [NONE, PROVE, NONE, NONE, NONE, NONE] },
  'support-view': { path: 'support/view', expected: content(RIGHT, RIGHT) },
  'support-akte': { path: 'support/akten/x', expected: content(RIGHT, RIGHT) },
  'support-sessions': { path: 'support/sessions', expected: content('200', '200') },
  password: { path: 'password', takes: 'json', expected: content(FORM, FORM) },
  'slots-list': { path: 'slots', expected: [NONE, '200', '200', '200', NONE, NONE] },
  'slots-put': { path: 'slots', takes: 'json', expected: [NONE, PROVE, FORM, FORM, NONE, NONE] },
  'slots-delete': { path: 'slots/x', expected: [NONE, PROVE, 'SLOT_UNKNOWN', 'SLOT_UNKNOWN', NONE, NONE] },
  'recovery-challenge': { path: 'recovery/challenge', expected: six('200') },
  'recovery-proof': { path: 'recovery/proof', takes: 'json', expected: six(FORM) },
  'recovery-enter': { path: 'recovery/enter', takes: 'cbor', expected: six(NONE) },
  'recovery-group-keys': { path: 'recovery/group-keys', expected: [NONE, PROVE, RIGHT, '200', NONE, NONE] },
  'approvals-open': { path: 'approvals', takes: 'json', expected: [NONE, FORM, FORM, FORM, NONE, NONE] },
  'approvals-list': { path: 'approvals', expected: [NONE, '200', '200', '200', NONE, NONE] },
  'approvals-read': approval(),
  'approvals-answer': { path: 'approvals/x', takes: 'json', expected: [NONE, FORM, FORM, FORM, NONE, NONE] },
  'approvals-close': approval(),
  'device-enter': {
    path: 'device/enter',
    takes: 'cbor',
    expected: [NONE, 'LAYOUT_MALFORMED', 'LAYOUT_MALFORMED', 'LAYOUT_MALFORMED', NONE, NONE],
  },
  append: { path: 'append', takes: 'cbor', expected: content('LAYOUT_MALFORMED', 'LAYOUT_MALFORMED') },
  journal: { path: 'journal', expected: content(FORM, FORM) },
  akten: { path: 'akten', takes: 'json', expected: content(FORM, FORM) },
  index: { path: 'index', takes: 'json', expected: content(RIGHT, FORM) },
  mirror: { path: 'mirror', takes: 'json', expected: content(RIGHT, FORM) },
  'group-keys': { path: 'group-keys', expected: content('200', '200') },
  snapshot: { path: 'snapshot', expected: content(RIGHT, 'SNAPSHOT_UNKNOWN') },
  'snapshot-fetch': { path: 'snapshot/shards', takes: 'json', expected: content(RIGHT, FORM) },
  'snapshot-report': { path: 'snapshot/report', takes: 'json', expected: content(RIGHT, FORM) },
  'snapshot-lease': { path: 'snapshot/lease', expected: content(RIGHT, FORM) },
  'snapshot-shard': { path: 'snapshot/shards/x', takes: 'bytes', expected: content(RIGHT, FORM) },
  'snapshot-finish': { path: 'snapshot/finish', takes: 'cbor', expected: content(RIGHT, FORM) },
  'blobs-start': { path: 'blobs', takes: 'json', expected: content(RIGHT, FORM) },
  'blobs-piece': { path: 'blobs/x?offset=0', takes: 'bytes', expected: content(RIGHT, 'BLOB_UNKNOWN') },
  'blobs-read': { path: 'blobs/x', expected: content('BLOB_UNKNOWN', 'BLOB_UNKNOWN') },
  presence: { path: 'presence', takes: 'json', expected: content(RIGHT, FORM) },
  // Not as a WebSocket: whoever may open one is told that this is none.
  events: { path: 'events', expected: content('404', '404') },
  // Last: it ends the session.
  logout: { path: 'logout', expected: [NONE, '204', '204', '204', NONE, NONE] },
};

function six(answer: string): Row['expected'] {
  return [answer, answer, answer, answer, answer, answer];
}
function content(guest: string, device: string): Row['expected'] {
  return [NONE, PROVE, guest, device, NONE, NONE];
}
function founding(step: string, takes: 'json' | 'cbor', founder: string): Row {
  return { path: `/v1/tenants/${'5'.repeat(32)}/${step}`, takes, expected: [NONE, NONE, NONE, NONE, NONE, founder] };
}
function approval(): Row {
  const unknown = 'SLOT_UNKNOWN';
  return { path: 'approvals/x', expected: [NONE, unknown, unknown, unknown, NONE, NONE] };
}

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

const BODIES = { json: { json: {} }, cbor: { cbor: new Uint8Array(0) }, bytes: { bytes: new Uint8Array(1) } } as const;

/** HEAD answers are those of GET without a body; files of the web client are public. */
const listed = () => server.routes.filter(({ id, method }) => id !== undefined && method !== 'HEAD');

test('[A6, SY31] has a row for every route and no row for a route that is not there', () => {
  expect([...new Set(listed().map(({ id }) => String(id)))].toSorted()).toEqual(Object.keys(MATRIX).toSorted());
  expect(server.routes.filter(({ id, url }) => id === undefined && url.startsWith('/v1'))).toEqual([]);
});

test('[A6, T4] answers every caller on every route as the matrix says', async () => {
  const wrong: string[] = [];
  let cells = 0;
  for (const [id, row] of Object.entries(MATRIX)) {
    const method = listed().find((route) => route.id === id)?.method ?? 'GET';
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
