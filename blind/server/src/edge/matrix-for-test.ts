import type { Right } from '@siegel/akten';

/** What the tests of rights ask of every route (A6): a row for each, by hand, so that a route nobody thought of fails. */

/** Who calls, in the order of the columns. `guest`: a device session of an active user without rights and sites. `neighbour`: a
 *  device session of another tenant. */
export const CALLERS = ['nobody', 'account', 'guest', 'device', 'neighbour', 'founder'] as const;
export type Caller = (typeof CALLERS)[number];

const NONE = 'SESSION_MISSING';
const PROVE = 'DEVICE_NOT_APPROVED';
const RIGHT = 'RIGHT_MISSING';
const FORM = 'MESSAGE_MALFORMED';
const ENDED = 'INVITATION_ENDED';

export interface Row {
  readonly path: string;
  /** Sent as it is; routes that take JSON get an empty object, which no schema accepts. */
  readonly takes?: 'json' | 'cbor' | 'bytes';
  readonly expected: readonly [string, string, string, string, string, string];
}

/** What each caller gets, by route id: an error code or a status. Reaching the handler shows as its own answer to the empty
 *  request. Six columns: nobody, account, guest, device, neighbour, founder. */
export const MATRIX: Readonly<Record<string, Row>> = {
  health: { path: '/health', expected: ['200', '200', '200', '200', '200', '200'] },
  ready: { path: '/ready', expected: ['200', '200', '200', '200', '200', '200'] },
  status: { path: '/status', expected: six('200') },
  demo: { path: '/demo', expected: six('200') },
  'only-tenant': { path: '/v1/tenant', expected: six('TENANT_UNKNOWN') },
  'tenant-info': { path: '', expected: six('200') },
  'found-announce': { path: '/v1/tenants', takes: 'json', expected: [NONE, NONE, NONE, NONE, NONE, FORM] },
  'found-register-start': founding('register/start', 'json', FORM),
  'found-register-finish': founding('register/finish', 'json', FORM),
  'found-genesis': founding('genesis', 'cbor', 'LAYOUT_MALFORMED'),
  'login-start': { path: 'login/start', takes: 'json', expected: six(FORM) },
  'login-finish': { path: 'login/finish', takes: 'json', expected: six(FORM) },
  'login-sms': { path: 'login/sms', takes: 'json', expected: six(FORM) },
  'login-factor': { path: 'login/factor', takes: 'json', expected: six(FORM) },
  'factors-list': { path: 'factors', expected: content('200', '200') },
  'factors-start': { path: 'factors/start', takes: 'json', expected: content(FORM, FORM) },
  'factors-finish': { path: 'factors/finish', takes: 'json', expected: content(FORM, FORM) },
  'factors-remove': { path: 'factors/remove', takes: 'json', expected: content(FORM, FORM) },
  session: { path: 'session', expected: [NONE, '200', '200', '200', NONE, NONE] },
  'session-half': { path: 'session/half', expected: content('200', '200') },
  'session-confirm': { path: 'session/confirm', takes: 'json', expected: content(FORM, FORM) },
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
  'snapshot-elsewhere': { path: 'snapshot/elsewhere', expected: content(RIGHT, '200') },
  'snapshot-report': { path: 'snapshot/report', takes: 'json', expected: content(RIGHT, FORM) },
  'snapshot-lease': { path: 'snapshot/lease', expected: content(RIGHT, FORM) },
  'snapshot-shard': { path: 'snapshot/shards/x', takes: 'bytes', expected: content(RIGHT, FORM) },
  'snapshot-finish': { path: 'snapshot/finish', takes: 'cbor', expected: content(RIGHT, FORM) },
  'blobs-start': { path: 'blobs', takes: 'json', expected: content(RIGHT, FORM) },
  'blobs-piece': { path: 'blobs/x?offset=0', takes: 'bytes', expected: content(RIGHT, 'BLOB_UNKNOWN') },
  'blobs-read': { path: 'blobs/x', expected: content('BLOB_UNKNOWN', 'BLOB_UNKNOWN') },
  'backups-list': { path: 'backups', expected: content(RIGHT, '200') },
  'backups-make': { path: 'backups', expected: content(RIGHT, 'BACKUP_KEY_MISSING') },
  'backups-cancel': { path: 'backups/running', expected: content(RIGHT, '204') },
  'backups-delete': { path: 'backups/x', expected: content(RIGHT, 'BACKUP_UNKNOWN') },
  'backups-check': { path: 'backups/x/check', expected: content(RIGHT, 'BACKUP_UNKNOWN') },
  'backups-file': { path: 'backups/x/file', expected: content(RIGHT, 'BACKUP_UNKNOWN') },
  'backups-plan': { path: 'backups/plan', takes: 'json', expected: content(RIGHT, FORM) },
  'backup-state': { path: 'backup-state', expected: content('200', '200') },
  'backup-key': { path: 'backup-keys/x', expected: content('BACKUP_NOT_HOLDER', 'BACKUP_NOT_HOLDER') },
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

/** The right a route asks for, by hand beside what the server declares; of several, any one. None: every device of an active user is
 *  let through to the route's own checks. */
export const NEEDS: Readonly<Record<string, readonly Right[]>> = {
  ...Object.fromEntries(Object.keys(MATRIX).map((id) => [id, []])),
  invitations: ['administer'],
  'invitations-list': ['administer'],
  'invitations-answer': ['administer'],
  'invitations-end': ['administer'],
  'recovery-group-keys': ['administer'],
  index: ['read-records', 'read-persons'],
  mirror: ['mirror'],
  snapshot: ['read-records'],
  'snapshot-fetch': ['read-records'],
  'snapshot-elsewhere': ['write-records'],
  'snapshot-report': ['read-records'],
  'snapshot-lease': ['read-records'],
  'snapshot-shard': ['read-records'],
  'snapshot-finish': ['read-records'],
  'blobs-start': ['write-records'],
  'blobs-piece': ['write-records'],
  'backups-list': ['administer'],
  'backups-make': ['administer'],
  'backups-cancel': ['administer'],
  'backups-delete': ['administer'],
  'backups-check': ['administer'],
  'backups-file': ['administer'],
  'backups-plan': ['administer'],
  presence: ['write-records'],
};

/** Sent as they are; no schema accepts them: reaching the handler shows as its own answer. */
export const BODIES = {
  json: { json: {} },
  cbor: { cbor: new Uint8Array(0) },
  bytes: { bytes: new Uint8Array(1) },
} as const;

/** What the routes say of themselves. HEAD answers are those of GET without a body; files of the web client are public. */
export function listedRoutes<R extends { readonly id?: string | undefined; readonly method: string }>(
  routes: readonly R[],
): readonly R[] {
  return routes.filter(({ id, method }) => id !== undefined && method !== 'HEAD');
}
