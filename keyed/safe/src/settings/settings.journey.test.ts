import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PasswordRules, passwordRulesOf } from '@siegel/akten';
import { bytesOfRecoveryCode, makeDeviceKeys } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, PASSWORD, Practice } from '../../test-support/practice.ts';
import { admitSecondUser } from '../../test-support/second-user.ts';
import { changePassword } from '../safe/change-password.ts';
import { enterDevice, unlockDevice } from '../safe/enter-device.ts';
import { changeRules, rulesNow } from '../safe/house-rules.ts';
import { setOfflineSlotAllowed } from '../safe/offline-rule.ts';
import { Safe } from '../safe/safe.ts';
import { openHouseNames, tenantNameOf } from '../worker/staff-names.ts';
import { changeOrganisation, readOrganisation } from './organisation.ts';
import { changePasswordPolicy, readPasswordPolicy } from './password-policy.ts';
import { readChanges, settingsChange } from './read-changes.ts';
import { undoChange } from './undo-change.ts';

const RULES: PasswordRules = passwordRulesOf(undefined);
const LOGO = new Uint8Array(3_000).fill(7);

let server: ServerProcess;
let folder: string;
let practice: Practice;
/** Somebody else who may administer, and somebody who may not. */
let other: Safe;
let reader: Safe;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-settings-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  other = await practice.enter('other');
  const { recoveryCode } = await admitSecondUser(practice, { account: 'empfang', name: 'Melanie Kruse' });
  const place = { ...(await practice.signInPlace('reader')), account: 'empfang' };
  const slot = { recoveryCode: must(bytesOfRecoveryCode(recoveryCode)) };
  reader = must(await Safe.open(must(await enterDevice(place, slot, await makeDeviceKeys()))));
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

const desk = () => practice.desk;
const house = async (safe: Safe) => must(await readOrganisation(safe));
const version = async (safe: Safe) => (await house(safe)).version;
async function syncAll(): Promise<void> {
  for (const safe of [desk(), other, reader]) must(await safe.sync());
}

test('[EI3] name, address, colour and logo lie sealed, everybody of the house reads them, and one change leaves the others', async () => {
  await syncAll();
  const looks = {
    name: 'Praxis am Fluss',
    anschrift: 'Uferweg 1\n12345 Lindenau',
    accent: 'blue',
    logo: LOGO,
  } as const;
  must(await changeOrganisation(desk(), await version(desk()), looks));
  await syncAll();
  expect(await house(reader)).toMatchObject(looks);
  expect(tenantNameOf(reader, await openHouseNames(reader))).toBe('Praxis am Fluss');
  const partsOf = (safe: Safe) => {
    const record = safe.follower.membership.groupsAt(safe.follower.head.size)[0]?.group;
    return record === undefined ? [] : (safe.records.recordOf(record)?.newest.body.parts ?? []);
  };
  const [look] = partsOf(desk());
  must(await changeOrganisation(desk(), await version(desk()), { kontakt: 'Telefon 0123 456' }));
  await syncAll();
  // The part with the logo is carried byte for byte.
  expect(partsOf(desk())[0]).toEqual(look);
  expect(await house(other)).toMatchObject({ ...looks, kontakt: 'Telefon 0123 456' });
});

test('[EI2] who may not administer reads everything and changes nothing', async () => {
  await syncAll();
  const policy = must(await readPasswordPolicy(reader));
  const refused = { error: { code: 'RIGHT_MISSING' } };
  expect(await changeOrganisation(reader, await version(reader), { name: 'Anders' })).toMatchObject(refused);
  expect(
    await changePasswordPolicy(reader, policy.version, { ...policy, rules: { ...RULES, length: 20 } }),
  ).toMatchObject(refused);
  expect((await readChanges(reader)).length).toBeGreaterThan(0);
  expect((await house(reader)).name).toBe('Praxis am Fluss');
});

test('[EI9] the second of two administrators hears of the first, and writes nothing over it unseen', async () => {
  await syncAll();
  const seen = await version(other);
  must(await changeOrganisation(desk(), await version(desk()), { name: 'Praxis am Ufer' }));
  expect(await changeOrganisation(other, seen, { name: 'Praxis am See' })).toMatchObject({
    error: { code: 'ENTRY_STALE' },
  });
  must(await other.sync());
  expect(await changeOrganisation(other, seen, { name: 'Praxis am See' })).toMatchObject({
    error: { code: 'ENTRY_STALE' },
  });
  expect((await house(other)).name).toBe('Praxis am Ufer');
  must(await changeOrganisation(other, await version(other), { name: 'Praxis am See' }));
  expect(other.outbox.size).toBe(0);
  await syncAll();
  expect((await house(desk())).name).toBe('Praxis am See');
});

test('[EI7] [EI8] the list says what was changed from what to what, by whom; a change is set back as a new one', async () => {
  await syncAll();
  must(await setOfflineSlotAllowed(desk(), false));
  must(await desk().sync());
  const changes = await readChanges(desk());
  const names = { ...(await openHouseNames(desk())), byDevice: new Map<string, string>() };
  const rows = changes.map((change) => settingsChange(desk(), change, names));
  const renamed = rows.findLast(({ subject }) => subject === 'organisation');
  expect(renamed).toMatchObject({ userName: 'Dr. Jana Lindner', isProven: true, isReadable: true, mayUndo: true });
  expect(renamed?.fields).toEqual([{ field: 'name', before: 'Praxis am Ufer', after: 'Praxis am See' }]);
  const rule = rows.at(-1);
  expect(rule).toMatchObject({ subject: 'rules', fields: [{ field: 'offlineSlot', after: 'forbidden' }] });
  must(await undoChange(desk(), rule?.seq ?? 0));
  must(await undoChange(desk(), renamed?.seq ?? 0));
  await syncAll();
  expect(rulesNow(desk())['offlineSlot']).toBeUndefined();
  expect(await house(desk())).toMatchObject({ name: 'Praxis am Ufer', accent: 'blue', kontakt: 'Telefon 0123 456' });
  expect((await readChanges(desk())).length).toBe(changes.length + 2);
  expect(await undoChange(desk(), 0)).toMatchObject({ error: { code: 'CHANGE_NOT_UNDONE' } });
});

test('[PW1] [PW2] [PW6] rules for passwords and the block list hold beside other rules; none goes below the floors', async () => {
  await syncAll();
  must(await setOfflineSlotAllowed(desk(), false));
  must(await desk().sync());
  const before = must(await readPasswordPolicy(desk()));
  const low = { ...RULES, length: 9 };
  expect(await changePasswordPolicy(desk(), before.version, { rules: low, blockedWords: [] })).toMatchObject({
    error: { code: 'PASSWORD_RULE_BELOW_FLOOR' },
  });
  const rules = { ...RULES, length: 16, history: 3 };
  must(await changePasswordPolicy(desk(), before.version, { rules, blockedWords: ['Fluss', 'Lindner'] }));
  await syncAll();
  expect(rulesNow(reader)['offlineSlot']).toBe('forbidden');
  expect(must(await readPasswordPolicy(reader))).toMatchObject({ rules, blockedWords: ['Fluss', 'Lindner'] });
  // Somebody changes another rule: the sealed list goes on unopened.
  must(await changeRules(desk(), { offlineSlot: undefined }));
  await syncAll();
  expect(must(await readPasswordPolicy(reader)).blockedWords).toEqual(['Fluss', 'Lindner']);
});

test('[PW7] [PW9] a new password keeps the rules: not blocked, long enough, none of the former ones', async () => {
  await syncAll();
  const wish = (before: string, after: string) => ({ account: 'lindner', before, after });
  const refused = (code: string) => ({ error: { code } });
  expect(await changePassword(desk(), wish(PASSWORD, 'Am Fluss im Regen 17'))).toMatchObject(
    refused('PASSWORD_RULES_UNMET'),
  );
  expect(await changePassword(desk(), wish(PASSWORD, 'Birken im Mai 1'))).toMatchObject(
    refused('PASSWORD_RULES_UNMET'),
  );
  const [first, second] = ['Birken am Kanal 1234', 'Weiden an der Spree 9'];
  must(await changePassword(desk(), wish(PASSWORD, first)));
  expect(await changePassword(desk(), wish(first, first))).toMatchObject(refused('PASSWORD_USED_BEFORE'));
  must(await changePassword(desk(), wish(first, second)));
  expect(await changePassword(desk(), wish(second, PASSWORD))).toMatchObject(refused('PASSWORD_USED_BEFORE'));
  expect(await changePassword(desk(), wish(second, first))).toMatchObject(refused('PASSWORD_USED_BEFORE'));
  must(await changePassword(desk(), wish(second, 'Erlen hinter dem Haus 5')));
  must(await changePassword(desk(), wish('Erlen hinter dem Haus 5', 'Pappeln vor der Tuer 6')));
  // Three are remembered: the fourth may come again.
  must(await changePassword(desk(), wish('Pappeln vor der Tuer 6', PASSWORD)));
  const opened = await unlockDevice(await practice.signInPlace('desk'), practice.founded.given.device);
  expect(opened.ok).toBe(true);
}, 120_000);

test('[EI10] without the server nothing is saved, and nothing waits to be sent later', async () => {
  must(await desk().sync());
  const seen = await version(desk());
  await server.end('SIGKILL');
  expect(await changeOrganisation(desk(), seen, { name: 'Ohne Netz' })).toMatchObject({ error: { code: 'OFFLINE' } });
  const policy = must(await readPasswordPolicy(desk()));
  expect(await changePasswordPolicy(desk(), policy.version, policy)).toMatchObject({ error: { code: 'OFFLINE' } });
  expect(desk().outbox.size).toBe(0);
  expect((await house(desk())).name).toBe('Praxis am Ufer');
});
