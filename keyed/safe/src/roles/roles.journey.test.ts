import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_RIGHTS, person, roleRecordId, roleTemplates } from '@siegel/akten';
import { isUnreadable, openCaseKey, openCompartmentKey, openPart, platformHasher } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf, type Id, WHOLE_KEY } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, Practice } from '../../test-support/practice.ts';
import { admitColleague } from '../people/admit-colleague.ts';
import { changeColleague } from '../people/change-colleague.ts';
import { explainRights, explainSites } from '../people/explain-rights.ts';
import { inviteColleague, type InviteWish } from '../people/invite-colleague.ts';
import {
  askForAdmission,
  enterWhenAdmitted,
  type JoinPlace,
  planJoining,
  registerInvited,
} from '../people/join-organisation.ts';
import { removeColleague } from '../people/remove-colleague.ts';
import { Safe } from '../safe/safe.ts';
import { sealEintrag } from '../safe/write-records.ts';
import { openHouseNames } from '../worker/staff-names.ts';
import { changeGroup, groupOfKind, makeGroup } from './change-group.ts';
import { changeRole, endRole, holdersOf, makeRole, makeTemplateRoles } from './change-role.ts';
import { beginHouse, completeGroups } from './complete-house.ts';

const PASSWORD = 'Birken am Kanal 12';
const NOW = Number.MAX_SAFE_INTEGER;

let server: ServerProcess;
let folder: string;
let practice: Practice;
let place: JoinPlace;
let later: Awaited<ReturnType<Practice['addPerson']>>;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-roles-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  place = { origin: server.url, fetch, now: Date.now };
  must(await beginHouse(practice.desk, 'de'));
  later = await practice.addPerson('Quandt', 'Sturz auf der Treppe');
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

const roleOf = (template: string): Id => roleRecordId(practice.desk.given.tenant, template, platformHasher.sha256);
const membership = () => practice.desk.follower.membership;
const versionOf = (group: Id) => membership().groupKeyAt(group, NOW)?.version ?? 0;
const isMember = (group: Id, user: Id) =>
  membership()
    .groupKeyAt(group, NOW)
    ?.members.some((member) => hexOf(member) === hexOf(user)) === true;
const records = () => groupOfKind(practice.desk, 'records')?.group ?? new Uint8Array(16);
const siteGroup = () => practice.founded.founding.siteGroup.group;

let count = 0;
/** Somebody who was invited with a role, admitted, and works. */
async function colleague(template: string, more: Partial<InviteWish> = {}, inviter = practice.desk) {
  const { tenant } = practice.desk.given;
  const wish = { name: 'Jana Böttcher', profession: '', rights: [], sites: [practice.founded.founding.site] };
  const made = must(await inviteColleague(inviter, { ...wish, roles: [roleOf(template)], ...more }));
  const account = `jana${++count}`;
  const draft = must(await planJoining({ tenant, user: made.user, token: made.token, code: made.code, account }));
  must(await registerInvited(place, draft, { token: made.token, password: PASSWORD }));
  const pages = await practice.pagesIn(account);
  const reached = must(await askForAdmission(place, draft, { password: PASSWORD, pages }));
  must(await admitColleague(inviter, made.user));
  const given = must(await enterWhenAdmitted(place, draft, { reached, pages }));
  if (given === undefined) throw new Error('nobody has answered');
  return { user: made.user, safe: must(await Safe.open(given)) };
}

test('[F4] [RO1] [RO11] an organisation begins with the roles of its profile, its founder as head, and its groups', async () => {
  const { desk } = practice;
  const own = membership().userAt(desk.given.user, NOW);
  expect(own?.rights).toEqual([]);
  expect(own?.roles.map(hexOf)).toEqual([hexOf(roleOf('lead'))]);
  const names = await openHouseNames(desk);
  for (const { name, label, rights } of roleTemplates('practice')) {
    expect(membership().roleAt(roleOf(name), NOW)).toMatchObject({ rights, active: true });
    expect(names.byRole.get(hexOf(roleOf(name)))).toBe(label.de);
  }
  for (const kind of ['records', 'dpo'])
    expect(isMember(groupOfKind(desk, kind)?.group ?? new Uint8Array(16), desk.given.user)).toBe(true);
  const { size } = desk.follower.columns;
  must(await beginHouse(desk, 'de'));
  must(await completeGroups(desk, 'de'));
  must(await makeTemplateRoles(desk, 'de'));
  // Deliveries may have been written; nothing of the house was.
  expect(desk.follower.columns.seqsOfRecord(roleOf('lead'))).toHaveLength(1);
  expect(desk.follower.columns.size).toBeGreaterThanOrEqual(size);
});

test('[F4] [RO2] rights are those of the roles and the single ones beyond them, at the seq of the entry', async () => {
  const { user, safe } = await colleague('assistant', { rights: ['read-log'] });
  const rights = () => [...membership().rightsAt(user, NOW)].toSorted();
  expect(rights()).toEqual(['import', 'print', 'read-log', 'read-records', 'write-records']);
  const eintrag = (text: string) =>
    sealEintrag(safe, { kind: 'finding', value: { behandlungstag: '2026-11-20', text } }, practice.eintraege);
  must(await safe.write([(await eintrag('darf')).packet]));
  must(await changeRole(practice.desk, roleOf('assistant'), { name: 'MFA', rights: ['read-records', 'import'] }));
  must(await safe.sync());
  expect(await safe.write([(await eintrag('darf nicht mehr')).packet])).toMatchObject({
    ok: false,
    error: { code: 'RIGHT_MISSING' },
  });
  expect((await openHouseNames(safe)).byRole.get(hexOf(roleOf('assistant')))).toBe('MFA');
  must(
    await changeRole(practice.desk, roleOf('assistant'), { name: 'MFA', rights: ['read-records', 'write-records'] }),
  );
  must(await safe.sync());
  must(await safe.write([(await eintrag('darf wieder')).packet]));
});

test('[F4] [RO3] [RO4] changing a role changes the keys of everybody who has it, in one batch', async () => {
  must(await makeRole(practice.desk, { name: 'Vertretung', rights: ['read-records'] }));
  const role = membership()
    .rolesAt(NOW)
    .findLast(({ active }) => active)?.role;
  if (role === undefined) throw new Error('no role');
  const first = await colleague('doctor', { roles: [role] });
  const second = await colleague('doctor', { roles: [role] });
  const third = await colleague('doctor', { roles: [role, roleOf('doctor')] });
  const before = [siteGroup(), records()].map(versionOf);
  must(await changeRole(practice.desk, role, { name: 'Vertretung', rights: ['read-persons'] }));
  expect([siteGroup(), records()].map(versionOf)).toEqual(before.map((version) => version + 1));
  for (const group of [siteGroup(), records()]) {
    expect([first, second, third].map(({ user }) => isMember(group, user))).toEqual([false, false, true]);
    must(await first.safe.sync());
    expect(first.safe.keys.groupKey(group)).toBeUndefined();
  }
  must(await changeRole(practice.desk, role, { name: 'Vertretung', rights: ['read-records'] }));
  expect([first, second, third].every(({ user }) => isMember(siteGroup(), user))).toBe(true);
  // Nobody had to go: the version stays.
  expect([siteGroup(), records()].map(versionOf)).toEqual(before.map((version) => version + 1));
  must(await first.safe.sync());
  expect(first.safe.keys.groupKey(siteGroup())).toBeDefined();
});

test('[F4] [RO5] nobody takes administration from the last who has it, by whatever role', async () => {
  const refused = { ok: false, error: { code: 'LAST_ADMINISTRATOR' } };
  const { desk } = practice;
  const others = ALL_RIGHTS.filter((right) => right !== 'administer' && right !== 'mirror');
  expect(await changeRole(desk, roleOf('lead'), { name: 'Leitung', rights: others })).toEqual(refused);
  expect(await endRole(desk, roleOf('lead'), 'nothing')).toEqual(refused);
  expect(await endRole(desk, roleOf('lead'), { role: roleOf('doctor') })).toEqual(refused);
  const wish = { name: 'Dr. Jana Lindner', profession: '', rights: [], sites: desk.sites };
  expect(await changeColleague(desk, desk.given.user, { ...wish, roles: [roleOf('doctor')] })).toEqual(refused);
  expect(await removeColleague(desk, desk.given.user)).toEqual(refused);
  const role = { name: 'Fliegen', rights: ['fliegen'] };
  expect(await makeRole(desk, role)).toMatchObject({ ok: false, error: { code: 'RIGHT_MISSING' } });
  expect(await makeRole(desk, { name: 'Spiegel', rights: ['mirror'] })).toMatchObject({
    ok: false,
    error: { code: 'RIGHT_MISSING' },
  });
  expect(await makeRole(desk, { name: '  ', rights: [] })).toEqual({ ok: false, error: { code: 'NAME_MISSING' } });
});

test('[F4] [RO6] a role in use ends only with what its holders get instead', async () => {
  const { desk } = practice;
  const make = async (name: string) => {
    must(await makeRole(desk, { name, rights: ['read-records', 'export'] }));
    return membership().rolesAt(NOW).at(-1)?.role ?? new Uint8Array(16);
  };
  for (const [heirs, rights] of [
    [{ role: roleOf('doctor') }, ['export', 'freigeben', 'print', 'read-records', 'write-records']],
    ['rights', ['export', 'read-records']],
    ['nothing', []],
  ] as const) {
    const role = await make('Praktikum');
    const { user } = await colleague('doctor', { roles: [role] });
    expect(await endRole(desk, role)).toEqual({ ok: false, error: { code: 'ROLE_IN_USE' } });
    expect(holdersOf(desk, role).map(hexOf)).toEqual([hexOf(user)]);
    must(await endRole(desk, role, heirs));
    expect([...membership().rightsAt(user, NOW)].toSorted()).toEqual(rights);
    expect(membership().roleAt(role, NOW)?.active).toBe(false);
    expect(isMember(siteGroup(), user)).toBe(heirs !== 'nothing');
    expect(await endRole(desk, role, heirs)).toEqual({ ok: false, error: { code: 'ROLE_UNKNOWN' } });
    expect(await changeRole(desk, role, { name: 'wieder', rights: [] })).toEqual({
      ok: false,
      error: { code: 'ROLE_UNKNOWN' },
    });
  }
});

test('[F4] [RO8] why somebody may names the role, since when and by whom, also at a site', async () => {
  const { desk } = practice;
  must(await makeRole(desk, { name: 'Bereitschaft', rights: ['read-records'] }));
  const role = membership().rolesAt(NOW).at(-1)?.role ?? new Uint8Array(16);
  const { user } = await colleague('doctor', { roles: [role], rights: ['read-log'] });
  const why = (right: string) => explainRights(desk, user).find((one) => one.right === right);
  const entered = desk.follower.columns.seqsOfRecord(user)[0] ?? 0;
  expect(why('read-records')).toMatchObject({ isHeld: true, isOwn: false, seq: entered, by: desk.given.user });
  expect(why('read-records')?.roles.map(hexOf)).toEqual([hexOf(role)]);
  expect(why('read-log')).toMatchObject({ isHeld: true, isOwn: true, roles: [] });
  // Whoever opens Akten sees who the persons are, from the same role.
  expect(why('read-persons')).toMatchObject({ isHeld: true, isOwn: false, seq: entered });
  expect(why('read-persons')?.roles.map(hexOf)).toEqual([hexOf(role)]);
  must(await changeRole(desk, role, { name: 'Bereitschaft', rights: ['read-records', 'export'] }));
  const changed = desk.follower.columns.seqsOfRecord(role).at(-1) ?? 0;
  expect(why('export')).toMatchObject({ isHeld: true, seq: changed, by: desk.given.user });
  expect(why('read-records')?.seq).toBe(entered);
  must(await changeRole(desk, role, { name: 'Bereitschaft', rights: ['read-records'] }));
  expect(why('export')).toMatchObject({ isHeld: false, roles: [], isOwn: false });
  expect(why('export')?.seq).toBeGreaterThan(changed);
  const [site] = explainSites(desk, user);
  expect(site).toMatchObject({ isAssigned: true, hasKey: true, seq: entered, by: desk.given.user });
});

test('[F4] [RO12] a team is named, filled and emptied; whoever goes does not get its next key', async () => {
  const { desk } = practice;
  const nurse = await colleague('doctor');
  const members = [desk.given.user, nurse.user];
  must(await makeGroup(desk, 'team', { name: 'Wundteam', members }));
  const group = membership().groupsAt(NOW).at(-1)?.group ?? new Uint8Array(16);
  must(await nurse.safe.sync());
  expect(nurse.safe.keys.groupKey(group)?.version).toBe(1);
  expect((await openHouseNames(nurse.safe)).byGroup.get(hexOf(group))).toBe('Wundteam');
  must(await changeGroup(desk, group, { name: 'Wunden', members: [desk.given.user] }));
  must(await nurse.safe.sync());
  expect(nurse.safe.keys.groupKey(group)).toBeUndefined();
  expect(desk.keys.groupKey(group)?.version).toBe(2);
  must(await changeGroup(desk, group, { name: 'Wunden', members }));
  must(await nurse.safe.sync());
  expect(nurse.safe.keys.groupKey(group)?.version).toBe(2);
  expect((await openHouseNames(nurse.safe)).byGroup.get(hexOf(group))).toBe('Wunden');
  for (const nobody of [[], [nurse.user]])
    expect(await changeGroup(desk, group, { name: 'Wunden', members: nobody })).toEqual({
      ok: false,
      error: { code: 'GROUP_NEEDS_ADMINISTRATOR' },
    });
  // One group of data protection and of billing; who belongs to a site follows from rights.
  const dpo = { name: 'Datenschutz', members };
  expect(await makeGroup(desk, 'dpo', dpo)).toEqual({ ok: false, error: { code: 'GROUP_EXISTS' } });
  must(await makeGroup(desk, 'billing', { name: 'Abrechnung', members: [desk.given.user] }));
  expect(await changeGroup(desk, siteGroup(), dpo)).toEqual({ ok: false, error: { code: 'GROUP_UNKNOWN' } });
  expect(await makeGroup(nurse.safe, 'team', dpo)).toMatchObject({ ok: false, error: { code: 'RIGHT_MISSING' } });
});

test('[F4] [RO20] administration sees who a person is and opens no Eintrag, by key, whatever a server hands out', async () => {
  const office = await colleague('administration');
  must(await office.safe.loadIndex());
  expect(office.safe.index.get(hexOf(later.personId))).toMatchObject({ familienname: 'Quandt' });
  const opened = must(await office.safe.openPerson(hexOf(later.personId)));
  expect(opened.map(({ record }) => record.newest.body.kind)).toEqual([person.code]);
  const shown = opened[0]?.opened;
  if (shown === undefined || isUnreadable(shown)) throw new Error('not opened');
  expect(shown.value).toMatchObject({ familienname: 'Quandt' });
  expect(shown.value).not.toHaveProperty('cave');
  expect(shown.closed).toEqual(['clinical']);
  // Also with everything that lies on the server: the wraps and envelopes the desk gets, and all keys of the office.
  must(await practice.desk.openPerson(hexOf(later.personId)));
  const stamm = practice.desk.records
    .recordsOfAkte(later.personId)
    .find(({ newest }) => newest.body.kind === person.code);
  if (stamm === undefined) throw new Error('no person');
  const { body } = stamm.newest;
  const wraps = await allWraps(later.personId);
  const groups = wraps.map(({ wrapperKeyId }) => office.safe.keys.groupKeyOfId(wrapperKeyId));
  const openedParts: number[] = [];
  for (const [i, wrap] of wraps.entries()) {
    const group = groups[i];
    if (group === undefined) continue;
    const at = { tenant: body.tenant, akte: later.personId, version: 1 };
    expect(wrap.compartment).not.toBe(WHOLE_KEY);
    expect(await openCaseKey(wrap, at, group)).toBeUndefined();
    for (const compartment of ['identity', 'clinical', 'restricted', 'admin'] as const) {
      const key = await openCompartmentKey(wrap, { ...at, compartment }, group);
      for (const part of key === undefined ? [] : body.parts) {
        const envelope = practice.desk.cache.envelopeOf(part);
        if (key === undefined || envelope === undefined) continue;
        const partPlace = { ...part, originTenant: body.tenant, kind: body.kind, record: body.record, akte: body.akte };
        if ((await openPart(envelope, partPlace, key)).ok) openedParts.push(part.compartment);
      }
    }
  }
  expect(wraps.length).toBeGreaterThan(1);
  expect(body.parts.map(({ compartment }) => compartment)).toEqual([0, 1]);
  expect(openedParts).toEqual([0]);
  // Nothing of the Akte at the site, not even that there is one.
  expect(office.safe.directory.aktenOfPerson(hexOf(later.personId)).every(({ stammakte }) => stammakte)).toBe(true);
  expect(isMember(siteGroup(), office.user)).toBe(false);
});

test('[F4] [RO21] whoever sees no persons at all comes in, and finds nobody', async () => {
  const { safe } = await colleague('doctor', { roles: [], rights: ['read-log'] });
  expect(await safe.loadIndex()).toEqual({ ok: true, value: 0 });
  expect(await safe.openPerson(hexOf(later.personId))).toMatchObject({ ok: false, error: { code: 'AKTE_UNKNOWN' } });
});

test('[F4] [RO9] nobody is admitted by a device that lacks a key they are to get', async () => {
  const office = await colleague('administration');
  await expect(colleague('doctor', {}, office.safe)).rejects.toThrow('GROUP_KEY_MISSING');
});

/** All wraps of an Akte, as its founder has written them. */
async function allWraps(akte: Id) {
  const { desk } = practice;
  const taken: Parameters<typeof desk.keys.takeCaseWraps>[1][number][] = [];
  const take = desk.keys.takeCaseWraps.bind(desk.keys);
  desk.keys.takeCaseWraps = async (of, wraps) => {
    if (hexOf(of) === hexOf(akte)) taken.push(...wraps);
    await take(of, wraps);
  };
  must(await desk.openPerson(hexOf(akte)));
  desk.keys.takeCaseWraps = take;
  return taken;
}
