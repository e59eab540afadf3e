import { invitationRequestMac, makeUserKey, userHalves } from '@siegel/seal';
import { type CborValue, decodeCbor, encodeCbor, hexOf, type Id } from '@siegel/wire';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerBytes, requestBytes } from '../../keyed/safe/src/people/admission-messages.ts';
import { admitColleague } from '../../keyed/safe/src/people/admit-colleague.ts';
import { handOut, inviteColleague, openInvitations } from '../../keyed/safe/src/people/invite-colleague.ts';
import {
  askForAdmission,
  enterWhenAdmitted,
  planJoining,
  registerInvited,
} from '../../keyed/safe/src/people/join-organisation.ts';
import { inviteRestoration, restoreColleague } from '../../keyed/safe/src/people/restore-colleague.ts';
import { askToBeRestored, lookForRestoration, planRestoring } from '../../keyed/safe/src/people/restored-access.ts';
import { recoveriesOf } from '../../keyed/safe/src/safe/recoveries.ts';
import { Safe } from '../../keyed/safe/src/safe/safe.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { changeItems, changeJson, type HostileWorld, startHostileWorld } from './hostile-world.ts';

// What a malicious server must not achieve around a recovery and around support (crypto.md flow 5): it hands out the link's token,
// relays request and answer, keeps old notes and messages for ever, and decides what of the journal it serves.

const PASSWORD = 'Birken am Kanal 12';

let world: HostileWorld;
let practice: Practice;
let tenant: Id;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  ({ tenant } = practice.desk.given);
}, 60_000);
afterAll(() => world.end());
afterEach(() => world.proxy.beHonest());

const place = () => ({ origin: world.proxy.url, fetch, now: Date.now });
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const FOREIGN = { ok: false, error: { code: 'INVITATION_FOREIGN' } };
const ENDED = { ok: false, error: { code: 'INVITATION_ENDED' } };

type Line = Record<string, unknown>;
/** What the server says is in the list of invitations. */
function lieInList(change: (lines: Line[]) => Line[]): void {
  world.proxy.lieAbout(
    'invitations',
    changeJson(({ invitations }) => ({ invitations: change(invitations as Line[]) })),
  );
}
async function lineOf(user: Id): Promise<Line> {
  const known = must(await openInvitations(practice.desk)).find((one) => hexOf(one.user) === hexOf(user));
  if (known === undefined) throw new Error('no such invitation');
  const { base, session } = practice.desk.given.address;
  const listed = await fetch(`${base}/invitations`, { headers: { authorization: `Bearer ${session}` } });
  const { invitations } = (await listed.json()) as { invitations: Line[] };
  return invitations.find((line) => line['user'] === hexOf(user)) ?? {};
}

let count = 0;
async function colleague() {
  const account = `jana${++count}`;
  const wish = { name: 'Jana Böttcher', profession: 'MFA', rights: ['read-records'] };
  const sites = [practice.founded.founding.site];
  const made = must(await inviteColleague(practice.desk, { ...wish, sites }));
  const draft = must(await planJoining({ tenant, ...made, account }));
  must(await registerInvited(place(), draft, { token: made.token, password: PASSWORD }));
  const pages = await practice.pagesIn(account);
  const reached = must(await askForAdmission(place(), draft, { password: PASSWORD, pages }));
  const invited = await lineOf(made.user);
  must(await admitColleague(practice.desk, made.user));
  const given = must(await enterWhenAdmitted(place(), draft, { reached, pages }));
  return { user: made.user, invited, safe: must(await Safe.open(given ?? practice.desk.given)) };
}
async function lost(user: Id) {
  const made = must(await inviteRestoration(practice.desk, user));
  const draft = must(await planRestoring({ tenant, ...made }));
  must(await askToBeRestored(place(), draft));
  return { made, draft };
}
const keyOf = (user: Id) => practice.desk.follower.membership.userAt(user, Number.MAX_SAFE_INTEGER)?.ed25519Public;

test('[X5] [WH11] attack 125: a recovery that the server invents restores nobody, and keys of the server neither', async () => {
  const { user, invited } = await colleague();
  const before = keyOf(user);
  // The invitation of long ago, with its true note and its true request, served as a recovery.
  lieInList(() => [{ ...invited, restores: true, isAnswered: false }]);
  expect(await restoreColleague(practice.desk, user)).toEqual(ENDED);
  world.proxy.beHonest();
  // Keys of the server in a true recovery.
  await lost(user);
  const halves = userHalves(await makeUserKey());
  const guessed = await invitationRequestMac('00000-00000-00000-00000', { tenant, user }, halves);
  lieInList((lines) => lines.map((line) => ({ ...line, request: base64url(requestBytes({ halves, mac: guessed })) })));
  expect(await restoreColleague(practice.desk, user)).toEqual(FOREIGN);
  world.proxy.beHonest();
  expect(keyOf(user)).toEqual(before);
  // A true one is done; later the person is restored again, and the first one is served once more: the lost keys stay lost.
  const first = await lineOf(user);
  must(await restoreColleague(practice.desk, user));
  await lost(user);
  must(await restoreColleague(practice.desk, user));
  const now = keyOf(user);
  lieInList(() => [{ ...first, isAnswered: false }]);
  expect(await restoreColleague(practice.desk, user)).toEqual(ENDED);
  expect(await admitColleague(practice.desk, user)).toEqual(ENDED);
  world.proxy.beHonest();
  must(await practice.desk.sync());
  expect(keyOf(user)).toEqual(now);
  expect(recoveriesOf(practice.desk).filter((one) => hexOf(one.user) === hexOf(user))).toHaveLength(2);
});

test('[X5] [SU5] attack 126: a time of support that the server makes longer is not believed', async () => {
  const sites = [practice.founded.founding.site];
  const terms = { rights: [], sites, support: { areas: ['technical'], hours: 1 } };
  const made = must(
    await handOut(practice.desk, crypto.getRandomValues(new Uint8Array(16)) as Id, {
      name: 'Ferdinand Kessler',
      profession: 'Kessler EDV',
      ...terms,
    }),
  );
  const draft = must(await planJoining({ tenant, ...made, account: 'f.kessler' }));
  must(await registerInvited(place(), draft, { token: made.token, password: PASSWORD }));
  const pages = await practice.pagesIn('f.kessler');
  must(await askForAdmission(place(), draft, { password: PASSWORD, pages }));
  const victim = await practice.enter('victim');
  must(await admitColleague(practice.desk, made.user));
  const longer = (open: CborValue): CborValue => {
    const [salt, bytes] = open as readonly [Uint8Array, Uint8Array];
    const fields = decodeCbor(bytes) as { readonly [name: string]: CborValue };
    const until = fields['supportUntil'];
    if (typeof until !== 'number') return open;
    return [salt, encodeCbor({ ...fields, supportUntil: until + 86_400_000 })];
  };
  world.proxy.lieAbout(
    'journal',
    changeItems((items) =>
      items.map((item) => (item[0] === 3 && Array.isArray(item[3]) ? [...item.slice(0, 3), longer(item[3])] : item)),
    ),
  );
  expect(await victim.sync()).toMatchObject({ ok: false });
  expect(victim.follower.membership.userAt(made.user, Number.MAX_SAFE_INTEGER)).toBeUndefined();
  world.proxy.beHonest();
  must(await victim.sync());
  const admitted = victim.follower.membership.userAt(made.user, Number.MAX_SAFE_INTEGER);
  expect(admitted?.userKind).toBe('support');
  expect((admitted?.support?.untilMs ?? 0) - Date.now()).toBeLessThan(3_600_001);
  // No key of any group was made for it: a server that hands out everything has nothing it could open.
  for (const { group } of victim.follower.membership.groupsAt(Number.MAX_SAFE_INTEGER))
    for (const { members } of victim.follower.membership.groupKeyVersions(group))
      expect(members.some((member) => hexOf(member) === hexOf(made.user))).toBe(false);
});

test('[X5] [WH12] attack 127: a recovery that is answered under another code is not taken', async () => {
  const { user } = await colleague();
  const { draft } = await lost(user);
  const own = await makeUserKey();
  const say = (answer: Uint8Array) =>
    world.proxy.lieAbout(
      'restoration',
      changeJson((fields) => ({ ...fields, answer: base64url(answer), account: 'jana' })),
    );
  say(answerBytes({ orgPublic: own.signing.publicKey, mac: new Uint8Array(32).fill(9) }));
  expect(await lookForRestoration(place(), draft)).toEqual(FOREIGN);
  say(new Uint8Array(3));
  expect(await lookForRestoration(place(), draft)).toEqual(FOREIGN);
  // The true answer to somebody else's recovery.
  world.proxy.beHonest();
  const other = await colleague();
  const { draft: theirs } = await lost(other.user);
  must(await restoreColleague(practice.desk, other.user));
  const answered: { value: string } = { value: '' };
  world.proxy.lieAbout(
    'restoration',
    changeJson((fields) => {
      answered.value = String(fields['answer']);
      return fields;
    }),
  );
  must(await lookForRestoration(place(), theirs));
  say(new Uint8Array(Buffer.from(answered.value, 'base64url')));
  expect(await lookForRestoration(place(), draft)).toEqual(FOREIGN);
  // The code never passed the server, on neither side.
  world.proxy.beHonest();
  must(await restoreColleague(practice.desk, user));
  expect(must(await lookForRestoration(place(), draft))?.restoring?.orgPublic).toEqual(practice.desk.given.orgPublic);
  expect(world.proxy.neverGot(new TextEncoder().encode(draft.code))).toBe(true);
});
