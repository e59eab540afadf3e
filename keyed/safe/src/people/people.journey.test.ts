import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { person } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { LyingProxy, type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf, type Id } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, Practice } from '../../test-support/practice.ts';
import { Safe } from '../safe/safe.ts';
import { sealEintrag } from '../safe/write-records.ts';
import { openHouseNames } from '../worker/staff-names.ts';
import { answerBytes, answerOf } from './admission-messages.ts';
import { admitColleague } from './admit-colleague.ts';
import { changeColleague } from './change-colleague.ts';
import { administratorsOf, explainRights } from './explain-rights.ts';
import { removeColleague } from './remove-colleague.ts';
import {
  endInvitation,
  inviteColleague,
  type InviteWish,
  type MadeInvitation,
  openInvitations,
} from './invite-colleague.ts';
import {
  askForAdmission,
  enterWhenAdmitted,
  type JoinPlace,
  planJoining,
  registerInvited,
} from './join-organisation.ts';

const PASSWORD = 'Birken am Kanal 12';

let server: ServerProcess;
let proxy: LyingProxy;
let folder: string;
let practice: Practice;
let place: JoinPlace;
let tenant: Id;

beforeAll(async () => {
  server = await spawnServer();
  proxy = await LyingProxy.start(server.url);
  folder = await mkdtemp(join(tmpdir(), 'siegel-people-'));
  practice = await Practice.found({ origin: proxy.url, foundingToken: await server.foundingToken(), folder });
  place = { origin: proxy.url, fetch, now: Date.now };
  tenant = practice.desk.given.tenant;
}, 60_000);

afterAll(async () => {
  await proxy.end();
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

const jana = (): InviteWish => ({
  name: 'Jana Böttcher',
  profession: 'MFA',
  rights: ['read-records', 'write-records'],
  sites: [practice.founded.founding.site],
});

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy[0] = (copy[0] ?? 0) ^ 1;
  return copy;
}

let count = 0;
/** A browser that follows a link with a code: the draft it keeps, and its account. */
async function arrive(made: MadeInvitation, code = made.code) {
  const account = `jana${++count}`;
  const draft = must(await planJoining({ tenant, user: made.user, token: made.token, code, account }));
  must(await registerInvited(place, draft, { token: made.token, password: PASSWORD }));
  const pages = await practice.pagesIn(account);
  return { draft, pages, ask: () => askForAdmission(place, draft, { password: PASSWORD, pages }) };
}

test('[S3] [IV10] [IV12] [IV14] an invited colleague makes own keys, is admitted, and opens Akten with them', async () => {
  const made = must(await inviteColleague(practice.desk, jana()));
  const arrived = await arrive(made, made.code.toLowerCase().replaceAll('-', ' '));
  const reached = must(await arrived.ask());
  const waiting = await enterWhenAdmitted(place, arrived.draft, { reached, pages: arrived.pages });
  expect(waiting).toEqual({ ok: true, value: undefined });
  must(await admitColleague(practice.desk, made.user));
  const given = must(await enterWhenAdmitted(place, arrived.draft, { reached, pages: arrived.pages }));
  if (given === undefined) throw new Error('nobody has answered');
  const safe = must(await Safe.open(given));
  expect(must(await safe.openPerson(hexOf(practice.personId))).length).toBeGreaterThan(1);
  const { membership, head } = safe.follower;
  expect([...membership.rightsAt(made.user, head.size)].toSorted()).toEqual(['read-records', 'write-records']);
  expect(must(await openInvitations(practice.desk))).toEqual([]);
  expect(await admitColleague(safe, made.user)).toEqual({ ok: false, error: { code: 'RIGHT_MISSING' } });
});

test('[IV11] a request under another code writes nothing and is named', async () => {
  const made = must(await inviteColleague(practice.desk, jana()));
  const wrong = await arrive(made, '00000-00000-00000-00000');
  must(await wrong.ask());
  const refused = { ok: false, error: { code: 'INVITATION_FOREIGN' } };
  expect(await admitColleague(practice.desk, made.user)).toEqual(refused);
  must(await practice.desk.sync());
  expect(practice.desk.follower.membership.userAt(made.user, Number.MAX_SAFE_INTEGER)).toBeUndefined();
  must(await endInvitation(practice.desk, made.user));
  expect(await wrong.ask()).toMatchObject({ ok: false, error: { code: 'LOGIN_FAILED' } });
});

test('[IV13] an answer that names another organisation, or was made for somebody else, is not taken', async () => {
  const made = must(await inviteColleague(practice.desk, jana()));
  const arrived = await arrive(made);
  const other = await arrive(must(await inviteColleague(practice.desk, jana())));
  for (const { ask, draft } of [arrived, other]) {
    must(await ask());
    must(await admitColleague(practice.desk, draft.user));
  }
  const say = (change: (answer: Uint8Array) => Uint8Array) =>
    proxy.lieAbout('invitation', (given) => {
      const { answer, expiresAt } = JSON.parse(Buffer.from(given.body).toString('utf8')) as {
        readonly answer: string;
        readonly expiresAt: number;
      };
      const lie = Buffer.from(change(Buffer.from(answer, 'base64url'))).toString('base64url');
      return { ...given, body: Buffer.from(JSON.stringify({ answer: lie, expiresAt })) };
    });
  const refused = { ok: false, error: { code: 'INVITATION_FOREIGN' } };
  const reached = must(await other.ask());
  const look = () => enterWhenAdmitted(place, other.draft, { reached, pages: other.pages });
  for (const part of ['orgPublic', 'mac'] as const) {
    say((bytes) => {
      const answer = answerOf(bytes);
      if (answer === undefined) throw new Error('the inviter has answered nothing');
      return answerBytes({ ...answer, [part]: flipped(answer[part]) });
    });
    expect(await look()).toEqual(refused);
  }
  say(() => new Uint8Array(3));
  expect(await look()).toEqual(refused);
  // A true answer, but to the request of somebody else.
  proxy.beHonest();
  const crossed = { ...other.draft, user: arrived.draft.user, userKey: arrived.draft.userKey };
  expect(await enterWhenAdmitted(place, crossed, { reached, pages: other.pages })).toEqual(refused);
  expect(await look()).toMatchObject({ ok: true, value: { user: other.draft.user } });
});

test('[IV15] goes on after a lost answer on either side: nothing is entered twice', async () => {
  const made = must(await inviteColleague(practice.desk, jana()));
  const arrived = await arrive(made);
  must(await arrived.ask());
  must(await arrived.ask());
  must(await admitColleague(practice.desk, made.user));
  must(await admitColleague(practice.desk, made.user));
  const users = practice.desk.follower.columns.seqsOfRecord(made.user);
  expect(users).toHaveLength(1);
  const reached = must(await arrived.ask());
  const look = () => enterWhenAdmitted(place, arrived.draft, { reached, pages: arrived.pages });
  // The device has entered itself, and the answer to that was lost.
  proxy.lieAbout('device/enter', () => ({ status: 503, headers: {}, body: new Uint8Array(0) }));
  expect(await look()).toMatchObject({ ok: false });
  proxy.beHonest();
  expect(await look()).toMatchObject({ ok: true, value: { user: made.user } });
});

/** Somebody who was invited, admitted, and works. */
async function colleague(wish: Partial<InviteWish> = {}) {
  const made = must(await inviteColleague(practice.desk, { ...jana(), ...wish }));
  const arrived = await arrive(made);
  const reached = must(await arrived.ask());
  must(await admitColleague(practice.desk, made.user));
  const given = must(await enterWhenAdmitted(place, arrived.draft, { reached, pages: arrived.pages }));
  if (given === undefined) throw new Error('nobody has answered');
  return { ...arrived, user: made.user, safe: must(await Safe.open(given)) };
}

test('[S3] [S11] [IV30] who is taken out opens and writes nothing any more, and new keys are for those who stay', async () => {
  const { user, safe, ask } = await colleague();
  const [organisation] = practice.desk.follower.membership.groupsAt(Number.MAX_SAFE_INTEGER);
  if (organisation === undefined) throw new Error('no group');
  const before = practice.desk.keys.groupKey(organisation.group)?.version ?? 0;
  must(await removeColleague(practice.desk, user));
  expect(practice.desk.keys.groupKey(organisation.group)?.version).toBe(before + 1);
  const ended = {
    ok: false,
    error: { code: expect.stringMatching(/SESSION_ENDED|SESSION_MISSING|DEVICE_NOT_APPROVED/) },
  };
  expect(await safe.openPerson(hexOf(practice.personId), 'export')).toMatchObject(ended);
  expect(await ask()).toMatchObject({ ok: false, error: { code: 'LOGIN_FAILED' } });
  const later = await practice.addPerson('Spaeter', 'nach dem Abschied');
  for (const { members } of practice.desk.follower.membership
    .groupsAt(Number.MAX_SAFE_INTEGER)
    .flatMap(({ group }) => practice.desk.follower.membership.groupKeyVersions(group).slice(-1)))
    expect(members.some((member) => hexOf(member) === hexOf(user))).toBe(false);
  expect(safe.keys.groupKey(organisation.group)?.version).toBe(before);
  // Those who stay read what was before and what came after.
  const stays = await practice.enter('stays');
  for (const person of [practice.personId, later.personId])
    expect(must(await stays.openPerson(hexOf(person))).length).toBeGreaterThan(1);
  // Done again, nothing more is written.
  const size = practice.desk.follower.columns.seqsOfRecord(user).length;
  must(await removeColleague(practice.desk, user));
  expect(practice.desk.follower.columns.seqsOfRecord(user)).toHaveLength(size);
});

test('[IV30] the last who may administer stays, and nobody without that right takes anybody out', async () => {
  const { user: own } = practice.desk.given;
  expect(await removeColleague(practice.desk, own)).toEqual({ ok: false, error: { code: 'LAST_ADMINISTRATOR' } });
  const { safe } = await colleague();
  const { user } = await colleague();
  expect(await removeColleague(safe, user)).toMatchObject({ ok: false, error: { code: 'RIGHT_MISSING' } });
  const lead = await colleague({ rights: ['administer', 'read-records'] });
  must(await removeColleague(lead.safe, user));
  must(await removeColleague(practice.desk, lead.user));
});

test('[F4] [IV31] rights, name and sites are changed, and count from then on', async () => {
  const { user, safe } = await colleague();
  const { site } = practice.founded.founding;
  const before = { name: 'Jana Böttcher', profession: 'MFA', sites: [site] };
  const eintrag = (text: string) =>
    sealEintrag(safe, { kind: 'finding', value: { behandlungstag: '2026-11-20', text } }, practice.eintraege);
  must(await safe.write([(await eintrag('darf schreiben')).packet]));
  must(await changeColleague(practice.desk, user, { ...before, name: 'Jana Böttcher-Lang', rights: ['read-records'] }));
  must(await safe.sync());
  expect(await safe.write([(await eintrag('darf nicht mehr')).packet])).toMatchObject({
    ok: false,
    error: { code: 'RIGHT_MISSING' },
  });
  expect(must(await safe.openPerson(hexOf(practice.personId))).length).toBeGreaterThan(1);
  expect((await openHouseNames(safe)).byUser.get(hexOf(user))).toBe('Jana Böttcher-Lang');
  proxy.beHonest();
  await expect.poll(() => safe.akten.persons).toContain(hexOf(practice.personId));
  // Out of the only site: its group has a new key, what stands there is not handed out any more.
  must(await changeColleague(practice.desk, user, { ...before, rights: ['read-records'], sites: [] }));
  must(await safe.sync());
  expect(safe.akten.persons).not.toContain(hexOf(practice.personId));
  const seen = must(await safe.openPerson(hexOf(practice.personId)));
  expect(seen.some(({ record, opened }) => record.newest.body.kind === person.code && !isUnreadable(opened))).toBe(
    true,
  );
  const asked = Buffer.from(proxy.askedFor('akten').at(-1)?.body ?? []).toString('utf8');
  expect(asked).not.toContain(hexOf(practice.akte));
  // And back.
  must(await changeColleague(practice.desk, user, { ...before, rights: ['read-records', 'write-records'] }));
  must(await safe.sync());
  must(await safe.write([(await eintrag('wieder')).packet]));
});

test('[F4] [IV12] [IV31] who may not read Akten holds no key of a site, from the first day and when the right is taken', async () => {
  const site = practice.founded.founding.siteGroup.group;
  const isMember = (user: Id) => {
    const members = practice.desk.follower.membership.groupKeyVersions(site).at(-1)?.members ?? [];
    return members.some((member) => hexOf(member) === hexOf(user));
  };
  const office = await colleague({ rights: ['read-log'] });
  expect(isMember(office.user)).toBe(false);
  expect(office.safe.keys.groupKey(site)).toBeUndefined();
  const nurse = await colleague();
  expect(isMember(nurse.user)).toBe(true);
  const version = practice.desk.keys.groupKey(site)?.version ?? 0;
  const wish = { name: 'Jana Böttcher', profession: 'MFA', sites: [practice.founded.founding.site] };
  must(await changeColleague(practice.desk, nurse.user, { ...wish, rights: ['read-log'] }));
  expect(isMember(nurse.user)).toBe(false);
  expect(practice.desk.keys.groupKey(site)?.version).toBe(version + 1);
});

test('[F4] [IV32] says of every right why somebody has it, or has it not', async () => {
  const { user } = await colleague();
  const { site } = practice.founded.founding;
  const before = { name: 'Jana Böttcher', profession: 'MFA', sites: [site] };
  const why = (right: string) => explainRights(practice.desk, user).find((one) => one.right === right);
  const given = why('write-records');
  expect(given).toMatchObject({ isHeld: true, by: practice.desk.given.user });
  expect(why('erase')).toEqual({ right: 'erase', isHeld: false, roles: [], isOwn: false });
  // Something else changes: it is still held since then.
  must(await changeColleague(practice.desk, user, { ...before, rights: ['read-records', 'write-records', 'export'] }));
  expect(why('write-records')?.seq).toBe(given?.seq);
  expect(why('export')?.seq).toBeGreaterThan(given?.seq ?? 0);
  must(await changeColleague(practice.desk, user, { ...before, rights: ['read-records'] }));
  const taken = why('write-records');
  expect(taken).toMatchObject({ isHeld: false, by: practice.desk.given.user });
  expect(taken?.seq).toBeGreaterThan(given?.seq ?? 0);
  // The founder's stand in the genesis.
  const own = explainRights(practice.desk, practice.desk.given.user);
  expect(own.find(({ right }) => right === 'administer')).toMatchObject({ isHeld: true, seq: 0 });
  expect(administratorsOf(practice.desk)).toContain(hexOf(practice.desk.given.user));
});

test('[IV31] nobody gives rights that are none, nor takes administration from the last', async () => {
  const { user } = await colleague();
  const wish = { name: 'Jana', profession: '', rights: ['fliegen'], sites: [] };
  expect(await changeColleague(practice.desk, user, wish)).toMatchObject({
    ok: false,
    error: { code: 'RIGHT_MISSING' },
  });
  const own = practice.desk.given.user;
  expect(await changeColleague(practice.desk, own, { ...wish, rights: ['read-records'] })).toMatchObject({
    ok: false,
    error: { code: 'LAST_ADMINISTRATOR' },
  });
});
