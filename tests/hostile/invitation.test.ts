import { invitationRequestMac, makeUserKey, userHalves } from '@siegel/seal';
import { hexOf, type Id } from '@siegel/wire';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerBytes, requestBytes, requestOf } from '../../keyed/safe/src/people/admission-messages.ts';
import { admitColleague } from '../../keyed/safe/src/people/admit-colleague.ts';
import { inviteColleague, openInvitations } from '../../keyed/safe/src/people/invite-colleague.ts';
import {
  askForAdmission,
  enterWhenAdmitted,
  planJoining,
  registerInvited,
} from '../../keyed/safe/src/people/join-organisation.ts';
import { removeColleague } from '../../keyed/safe/src/people/remove-colleague.ts';
import { Safe } from '../../keyed/safe/src/safe/safe.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { changeJson, type HostileWorld, startHostileWorld } from './hostile-world.ts';

// What a malicious server must not achieve while somebody is invited and admitted: it hands out the link's token, relays request
// and answer, keeps the note, and may play either side (crypto.md flow 3). The code never passes it.

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
const invite = async () =>
  must(
    await inviteColleague(practice.desk, {
      name: 'Jana Böttcher',
      profession: 'MFA',
      rights: ['read-records'],
      sites: [practice.founded.founding.site],
    }),
  );
type Made = Awaited<ReturnType<typeof invite>>;

let count = 0;
/** Somebody invited who has asked for admission. */
async function asked(made: Made) {
  const account = `eingeladen${++count}`;
  const draft = must(await planJoining({ tenant, user: made.user, token: made.token, code: made.code, account }));
  must(await registerInvited(place(), draft, { token: made.token, password: PASSWORD }));
  const pages = await practice.pagesIn(account);
  const reached = must(await askForAdmission(place(), draft, { password: PASSWORD, pages }));
  return { draft, look: () => enterWhenAdmitted(place(), draft, { reached, pages }) };
}

/** Lies about the lines of the list of invitations. */
function lieInList(change: (line: Record<string, unknown>) => Record<string, unknown>): void {
  world.proxy.lieAbout(
    'invitations',
    changeJson(({ invitations }) => ({ invitations: (invitations as Record<string, unknown>[]).map(change) })),
  );
}
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const FOREIGN = { ok: false, error: { code: 'INVITATION_FOREIGN' } };
const isEntered = async (user: Id) => {
  world.proxy.beHonest();
  must(await practice.desk.sync());
  return practice.desk.follower.membership.userAt(user, practice.desk.follower.head.size) !== undefined;
};

test('[X5] [IV11] attack 89: keys of the server in place of those of the invited admit nobody', async () => {
  const made = await invite();
  await asked(made);
  const halves = userHalves(await makeUserKey());
  const guessed = await invitationRequestMac('00000-00000-00000-00000', { tenant, user: made.user }, halves);
  const known = must(await openInvitations(practice.desk)).find(({ user }) => hexOf(user) === hexOf(made.user));
  const request = requestOf(known?.request ?? new Uint8Array(0));
  if (request === undefined) throw new Error('nobody has asked');
  const lies = [
    requestBytes({ halves, mac: guessed }),
    requestBytes({ halves, mac: request.mac }),
    requestBytes({ halves: { ...request.halves, xwingPublic: halves.xwingPublic }, mac: request.mac }),
    requestBytes({ halves: { ...request.halves, ed25519Public: halves.ed25519Public }, mac: request.mac }),
    new Uint8Array(7),
  ];
  for (const lie of lies) {
    lieInList((line) => ({ ...line, request: base64url(lie) }));
    expect(await admitColleague(practice.desk, made.user)).toEqual(FOREIGN);
  }
  expect(await isEntered(made.user)).toBe(false);
});

test('[X5] [IV10] attack 90: the true request of one invited is refused for another', async () => {
  const [first, second] = [await invite(), await invite()];
  await asked(first);
  await asked(second);
  const lines = must(await openInvitations(practice.desk));
  const ofFirst = lines.find(({ user }) => hexOf(user) === hexOf(first.user))?.request ?? new Uint8Array(0);
  lieInList((line) => (line['user'] === hexOf(second.user) ? { ...line, request: base64url(ofFirst) } : line));
  expect(await admitColleague(practice.desk, second.user)).toEqual(FOREIGN);
  // The note of another invitation, under this user's id: it opens for nobody else.
  const noteOfFirst = { value: '' };
  lieInList((line) => {
    if (line['user'] === hexOf(first.user)) noteOfFirst.value = String(line['note']);
    return line['user'] === hexOf(second.user) ? { ...line, note: noteOfFirst.value } : line;
  });
  expect(await admitColleague(practice.desk, second.user)).toMatchObject({
    ok: false,
    error: { code: 'INVITATION_ENDED' },
  });
  expect(await isEntered(second.user)).toBe(false);
});

test('[X5] [IV2] attack 91: a note with more rights than were given, made by the server, opens nowhere', async () => {
  const made = await invite();
  await asked(made);
  lieInList((line) => {
    const note = Buffer.from(String(line['note']), 'base64url');
    note[note.length - 1] = (note.at(-1) ?? 0) ^ 1;
    return { ...line, note: base64url(note) };
  });
  expect(await admitColleague(practice.desk, made.user)).toMatchObject({
    ok: false,
    error: { code: 'INVITATION_ENDED' },
  });
  lieInList((line) => ({ ...line, by: '0'.repeat(32) }));
  expect(await admitColleague(practice.desk, made.user)).toMatchObject({
    ok: false,
    error: { code: 'INVITATION_ENDED' },
  });
  expect(await isEntered(made.user)).toBe(false);
});

test('[X5] [IV13] attack 92: an organisation of the server is not taken for the one that invited', async () => {
  const made = await invite();
  const invited = await asked(made);
  // Nobody has answered: the server invents an answer, with a key it holds.
  const own = await makeUserKey();
  const forged = answerBytes({ orgPublic: own.signing.publicKey, mac: new Uint8Array(32).fill(9) });
  world.proxy.lieAbout(
    'invitation',
    changeJson((fields) => ({ ...fields, answer: base64url(forged) })),
  );
  expect(await invited.look()).toEqual(FOREIGN);
  // Somebody has answered: the server reflects the request's MAC, which it has seen.
  world.proxy.beHonest();
  const known = must(await openInvitations(practice.desk)).find(({ user }) => hexOf(user) === hexOf(made.user));
  const request = requestOf(known?.request ?? new Uint8Array(0));
  if (request === undefined) throw new Error('nobody has asked');
  const reflected = answerBytes({ orgPublic: practice.desk.given.orgPublic, mac: request.mac });
  world.proxy.lieAbout(
    'invitation',
    changeJson((fields) => ({ ...fields, answer: base64url(reflected) })),
  );
  expect(await invited.look()).toEqual(FOREIGN);
  world.proxy.beHonest();
  must(await admitColleague(practice.desk, made.user));
  const given = must(await invited.look());
  expect(given?.orgPublic).toEqual(practice.desk.given.orgPublic);
});

test('[X5] [IV1] attack 93: neither the code nor the name of the invited ever passes the server', async () => {
  const made = await invite();
  const invited = await asked(made);
  must(await admitColleague(practice.desk, made.user));
  must(await Safe.open(must(await invited.look()) ?? practice.desk.given));
  for (const secret of [made.code, made.code.replaceAll('-', ''), 'Jana Böttcher', PASSWORD])
    expect(world.proxy.neverGot(new TextEncoder().encode(secret))).toBe(true);
  expect(world.proxy.asked.length).toBeGreaterThan(10);
});

test('[X5] [IV30] attack 94: a server that hides the removal of a colleague gets no new content to them', async () => {
  const made = await invite();
  const invited = await asked(made);
  must(await admitColleague(practice.desk, made.user));
  const safe = must(await Safe.open(must(await invited.look()) ?? practice.desk.given));
  const [organisation] = practice.desk.follower.membership.groupsAt(Number.MAX_SAFE_INTEGER);
  if (organisation === undefined) throw new Error('no group');

  must(await removeColleague(practice.desk, made.user));
  const now = practice.desk.keys.groupKey(organisation.group);
  expect(safe.keys.groupKey(organisation.group)?.version).toBe((now?.version ?? 0) - 1);
  // Whatever the server hands out of what was wrapped for those who stay, the one who left cannot open it.
  const wraps = await practice.desk.given.address.fetch(`${practice.desk.given.address.base}/group-keys`, {
    headers: { authorization: `Bearer ${practice.desk.given.address.session}` },
  });
  world.proxy.lie = async (askedFor, honest) =>
    askedFor.path === 'group-keys'
      ? {
          status: 200,
          headers: { 'content-type': 'application/cbor-seq' },
          body: new Uint8Array(await wraps.clone().arrayBuffer()),
        }
      : honest();
  await safe.sync();
  expect(safe.keys.groupKey(organisation.group)?.version).toBe((now?.version ?? 0) - 1);
});
