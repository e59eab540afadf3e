import { ALL_RIGHTS, APPEND_POLICY } from '@siegel/akten';
import { Membership } from '@siegel/journal';
import { bytesOfHex, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { type Figure, figure, median } from '../figure.ts';

const USERS = 200;
const ROLES = 12;
const SITES = 20;
const ROUNDS = 9;
const PER_ROUND = 100_000;
/** Named in docs/spec/roles.md, Proof. */
const BAR_US = 20;

const idOf = (kind: string, n: number): Id => bytesOfHex(`${kind}${n.toString(16)}`.padStart(32, '0')) as Id;
const FINDING = 65;

/** `rights`: what one request asks about its user (state, site, rights of roles and single ones, kind), beside the bar and beside a
 *  look-up of the same user in a bare map. Users change from request to request, so that no answer of before serves. */
export function figureRights(): Promise<readonly Figure[]> {
  const membership = aHouse();
  const seq = membership.usersAt(Number.MAX_SAFE_INTEGER).length + 10_000;
  const bare = new Map(membership.usersAt(seq).map((user) => [hexOf(user.user), user]));
  const product: number[] = [];
  const limit: number[] = [];
  check(membership, seq);
  look(bare);
  for (let round = 0; round < ROUNDS; round++) {
    product.push(perCallUs(() => check(membership, seq)));
    limit.push(perCallUs(() => look(bare)));
  }
  const us = median(product);
  return Promise.resolve([
    figure('rights: one request, 200 users with roles, beside the bar (<= 1)', 'us', us, BAR_US),
    figure('rights: one request, beside a look-up in a bare map', 'us', us, median(limit)),
  ]);
}

/** Users who have had their rights changed often, with three roles each, of which one has ended. */
function aHouse(): Membership {
  const membership = new Membership();
  let seq = 0;
  for (let version = 0; version < 5; version++)
    for (let role = 0; role < ROLES; role++) {
      const rights = ALL_RIGHTS.filter((_, i) => (i + role + version) % 3 === 0);
      membership.foldRole(seq++, idOf('a', role), { rights, state: role === 0 ? 'removed' : 'active' });
    }
  for (let version = 0; version < 5; version++)
    for (let user = 0; user < USERS; user++)
      membership.foldUser(seq++, idOf('b', user), {
        userKind: 'person',
        ed25519Public: new Uint8Array(32),
        xwingPublic: new Uint8Array(1216),
        state: 'active',
        roles: [idOf('a', 0), idOf('a', 1 + (user % 5)), idOf('a', 6 + (user % 6))],
        rights: ['read-log'],
        sites: Array.from({ length: SITES }, (_, site) => idOf('c', site)),
      });
  return membership;
}

/** Keeps the engine from leaving the work out. */
let sink = 0;

function check(membership: Membership, seq: number): void {
  for (let i = 0; i < PER_ROUND; i++) {
    const user = USER_IDS[i % USERS] as Id;
    const member = membership.userAt(user, seq);
    const site = SITE_IDS[i % SITES] as Id;
    const isAtSite = member?.active === true && member.sites.some((own) => own.every((byte, at) => byte === site[at]));
    const rights = membership.rightsAt(user, seq);
    const may = APPEND_POLICY.mayAppend(i % 2 === 0 ? FINDING : WIRE_KINDS.role, { rights, ownAffair: false });
    if (isAtSite && may) sink++;
  }
}

function look(bare: ReadonlyMap<string, { readonly rights: readonly string[] }>): void {
  for (let i = 0; i < PER_ROUND; i++)
    if (bare.get(hexOf(USER_IDS[i % USERS] as Id))?.rights.includes('read-log') === true) sink++;
}

const USER_IDS = Array.from({ length: USERS }, (_, n) => idOf('b', n));
const SITE_IDS = Array.from({ length: SITES }, (_, n) => idOf('c', n));

function perCallUs(work: () => void): number {
  const started = performance.now();
  work();
  return ((performance.now() - started) * 1_000) / PER_ROUND;
}
