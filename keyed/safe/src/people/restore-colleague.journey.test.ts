import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOfRecoveryCode, makeDeviceKeys } from '@siegel/seal';
import { LyingProxy, type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf, type Id } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, Practice } from '../../test-support/practice.ts';
import { changePassword } from '../safe/change-password.ts';
import { enterDevice, unlockDevice } from '../safe/enter-device.ts';
import { chooseForgottenPassword } from '../safe/forgotten-password.ts';
import { recoveriesOf } from '../safe/recoveries.ts';
import { Safe } from '../safe/safe.ts';
import { storeRecoverySlot } from '../safe/slots.ts';
import { admitColleague } from './admit-colleague.ts';
import { inviteColleague, openInvitations } from './invite-colleague.ts';
import {
  askForAdmission,
  enterWhenAdmitted,
  type JoinPlace,
  planJoining,
  registerInvited,
} from './join-organisation.ts';
import { removeColleague } from './remove-colleague.ts';
import { inviteRestoration, restoreColleague } from './restore-colleague.ts';
import { askToBeRestored, finishRestoring, lookForRestoration, planRestoring } from './restored-access.ts';

const PASSWORD = 'Birken am Kanal 12';
const NEW_PASSWORD = 'Weiden an der Schleuse 7';

let server: ServerProcess;
let proxy: LyingProxy;
let folder: string;
let practice: Practice;
let place: JoinPlace;
let tenant: Id;

beforeAll(async () => {
  server = await spawnServer();
  proxy = await LyingProxy.start(server.url);
  folder = await mkdtemp(join(tmpdir(), 'siegel-restore-'));
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

let count = 0;
/** Somebody who works here. */
async function colleague(rights = ['read-records', 'write-records']) {
  const account = `jana${++count}`;
  const sites = [practice.founded.founding.site];
  const made = must(await inviteColleague(practice.desk, { name: 'Jana Böttcher', profession: 'MFA', rights, sites }));
  const draft = must(await planJoining({ tenant, ...made, account }));
  must(await registerInvited(place, draft, { token: made.token, password: PASSWORD }));
  const pages = await practice.pagesIn(account);
  const reached = must(await askForAdmission(place, draft, { password: PASSWORD, pages }));
  must(await admitColleague(practice.desk, made.user));
  const given = must(await enterWhenAdmitted(place, draft, { reached, pages }));
  if (given === undefined) throw new Error('nobody has answered');
  return { account, user: made.user, device: draft.device, pages, safe: must(await Safe.open(given)) };
}

/** A new browser that follows the link of a restoration with the code. */
async function lostBrowser(user: Id, code?: string) {
  const made = must(await inviteRestoration(practice.desk, user));
  const draft = must(await planRestoring({ tenant, ...made, code: code ?? made.code }));
  must(await askToBeRestored(place, draft));
  return { made, draft };
}

const signIn = (account: string, password: string, pages: Safe['given']['pages']) => ({
  origin: proxy.url,
  fetch,
  account,
  password,
  pages,
  now: Date.now,
});

test('[S12] [WH10] [WH11] who has lost everything is restored: same person, new keys, old devices out, everything opens', async () => {
  const jana = await colleague();
  const [organisation] = practice.desk.follower.membership.groupsAt(Number.MAX_SAFE_INTEGER);
  const before = practice.desk.keys.groupKey(organisation?.group ?? tenant)?.version ?? 0;
  const { draft } = await lostBrowser(jana.user);
  expect(await lookForRestoration(place, draft)).toEqual({ ok: true, value: undefined });
  // Nothing has changed before an administrator agrees: the old password still signs in.
  must(await unlockDevice(signIn(jana.account, PASSWORD, jana.pages), jana.device));
  must(await restoreColleague(practice.desk, jana.user));
  const answered = must(await lookForRestoration(place, draft));
  if (answered === undefined) throw new Error('nobody has answered');
  expect(answered.account).toBe(jana.account);
  const pages = await practice.pagesIn(`${jana.account}-new`);
  const given = must(await finishRestoring(place, answered, { password: NEW_PASSWORD, pages }));
  const safe = must(await Safe.open(given));
  expect(hexOf(safe.given.user)).toBe(hexOf(jana.user));
  expect(must(await safe.openPerson(hexOf(practice.personId))).length).toBeGreaterThan(1);
  const { membership, head } = safe.follower;
  expect([...membership.rightsAt(jana.user, head.size)].toSorted()).toEqual(['read-records', 'write-records']);
  expect(membership.deviceAt(jana.device.device, head.size)?.active).toBe(false);
  expect(safe.keys.groupKey(organisation?.group ?? tenant)?.version).toBe(before + 1);
  // The lost device is out, with the old and with the new password.
  for (const password of [PASSWORD, NEW_PASSWORD])
    expect(await unlockDevice(signIn(jana.account, password, jana.pages), jana.device)).toMatchObject({ ok: false });
  expect(await jana.safe.openPerson(hexOf(practice.personId), 'export')).toMatchObject({ ok: false });
  // From now on a device like any other.
  must(await unlockDevice(signIn(jana.account, NEW_PASSWORD, pages), draft.device));
  expect(must(await openInvitations(practice.desk))).toEqual([]);
});

test('[WH20] [S12] everybody sees who was restored, when and by whom; nothing of it lies in the hands of the server', async () => {
  const jana = await colleague();
  const witness = await practice.enter('witness');
  const seenBefore = recoveriesOf(witness).length;
  await lostBrowser(jana.user);
  must(await restoreColleague(practice.desk, jana.user));
  must(await witness.sync());
  const [newest, ...older] = recoveriesOf(witness).toReversed();
  expect(older).toHaveLength(seenBefore);
  expect(newest).toMatchObject({ user: jana.user, by: practice.desk.given.user });
  // Who changes the own password or rights is none.
  must(await removeColleague(practice.desk, jana.user));
  must(await witness.sync());
  expect(recoveriesOf(witness)).toHaveLength(seenBefore + 1);
});

test('[WH11] under another code nobody is restored; done twice nothing is written twice', async () => {
  const jana = await colleague();
  const wrong = await lostBrowser(jana.user, '00000-00000-00000-00000');
  expect(await restoreColleague(practice.desk, jana.user)).toEqual({
    ok: false,
    error: { code: 'INVITATION_FOREIGN' },
  });
  expect(await lookForRestoration(place, wrong.draft)).toEqual({ ok: true, value: undefined });
  const { draft } = await lostBrowser(jana.user);
  must(await restoreColleague(practice.desk, jana.user));
  const versions = practice.desk.follower.columns.seqsOfRecord(jana.user).length;
  must(await restoreColleague(practice.desk, jana.user));
  expect(practice.desk.follower.columns.seqsOfRecord(jana.user)).toHaveLength(versions);
  const answered = must(await lookForRestoration(place, draft));
  if (answered === undefined) throw new Error('nobody has answered');
  const pages = await practice.pagesIn(`${jana.account}-new`);
  // The device has entered itself, and the answer to that was lost: the same password goes on from there.
  proxy.lieAbout('device/enter', () => ({ status: 503, headers: {}, body: new Uint8Array(0) }));
  expect(await finishRestoring(place, answered, { password: NEW_PASSWORD, pages })).toMatchObject({ ok: false });
  proxy.beHonest();
  const given = must(await finishRestoring(place, answered, { password: NEW_PASSWORD, pages }));
  must(await Safe.open(given));
});

test('[WH10] nobody restores themselves, and nobody without the right to administer anybody', async () => {
  const jana = await colleague();
  const refused = { ok: false, error: { code: 'RIGHT_MISSING' } };
  expect(await inviteRestoration(practice.desk, practice.desk.given.user)).toEqual(refused);
  expect(await inviteRestoration(jana.safe, practice.desk.given.user)).toMatchObject(refused);
  must(await removeColleague(practice.desk, jana.user));
  expect(await inviteRestoration(practice.desk, jana.user)).toEqual(refused);
});

test('[WH3] [WH4] the recovery code replaces a forgotten password: keys and devices stay, every own device opens with it', async () => {
  const jana = await colleague();
  const code = must(bytesOfRecoveryCode('0123456789ABCDEFGHJKMNPQR0'.slice(0, 25) + '0'));
  must(await storeRecoverySlot(jana.safe.given, code));
  const second = await practice.pagesIn(`${jana.account}-second`);
  const wish = signIn(jana.account, NEW_PASSWORD, second);
  const wrong = { recoveryCode: new Uint8Array(16).fill(7) };
  expect(await chooseForgottenPassword(wish, wrong, undefined)).toEqual({
    ok: false,
    error: { code: 'RECOVERY_CODE_WRONG' },
  });
  must(await unlockDevice(signIn(jana.account, PASSWORD, jana.pages), jana.device));
  expect(
    await chooseForgottenPassword({ ...wish, account: 'niemand' }, { recoveryCode: code }, undefined),
  ).toMatchObject({ ok: false, error: { code: 'RECOVERY_CODE_WRONG' } });
  const { given } = must(await chooseForgottenPassword(wish, { recoveryCode: code }, undefined));
  const safe = must(await Safe.open(given));
  expect(must(await safe.openPerson(hexOf(practice.personId))).length).toBeGreaterThan(1);
  expect(given.userKey.signing.publicKey).toEqual(jana.safe.given.userKey.signing.publicKey);
  must(await changePassword(safe, { account: jana.account, before: NEW_PASSWORD, after: NEW_PASSWORD }));
  must(await unlockDevice(signIn(jana.account, NEW_PASSWORD, jana.pages), jana.device));
  expect(await unlockDevice(signIn(jana.account, PASSWORD, jana.pages), jana.device)).toMatchObject({ ok: false });
  // A browser that is known comes back as itself.
  const again = must(
    await chooseForgottenPassword(signIn(jana.account, PASSWORD, jana.pages), { recoveryCode: code }, jana.device),
  );
  expect(hexOf(again.device.device)).toBe(hexOf(jana.device.device));
  // And with the new password the code lets a new browser in as before (DV10).
  must(await enterDevice(signIn(jana.account, PASSWORD, second), { recoveryCode: code }, await makeDeviceKeys()));
});
