import { expect, test } from 'vitest';
import { flipped, random } from '../test-support/samples.ts';
import { openDeviceKeys, sealDeviceKeys } from './device-file.ts';
import { openServiceDevice, sealServiceDevice } from './service-device.ts';
import { serviceKeyFileOfText, serviceKeyFileToText } from './service-key-file.ts';
import { makeDeviceKeys } from './device-keys.ts';
import { pageSealer } from './local-page.ts';
import { bytesOfRecoveryCode, makeRecoveryCode, recoveryCodeText } from './recovery-code.ts';
import { reveal, Secret } from './secret.ts';
import { openPasswordSlot, openSlot, sealPasswordSlot, sealSlot, type SlotPlace } from './slot.ts';
import { makeUserKey } from './user-key.ts';
import { makeUserKeyFile, userKeyFileOfText, userKeyFileToText } from './user-key-file.ts';

const content = { userKey: new Secret(random(32)), orgPublic: random(32) };
const aSlotPlace = (kind: SlotPlace['kind']): SlotPlace => ({
  tenant: random(16),
  user: random(16),
  slotId: random(16),
  kind,
});
const CODE_WRONG = { ok: false, error: { code: 'RECOVERY_CODE_WRONG' } };
const FILE_WRONG = { ok: false, error: { code: 'KEY_FILE_WRONG' } };

function movedPlaces(place: SlotPlace): readonly SlotPlace[] {
  return [{ tenant: random(16) }, { user: random(16) }, { slotId: random(16) }].map((moved) => ({
    ...place,
    ...moved,
  }));
}

test('[SL30] opens a password slot with its device and its password, and gives UK and the anchor', async () => {
  const [device, exportKey, place] = [await makeDeviceKeys(random), random(64), aSlotPlace('password')];
  const slot = await sealPasswordSlot(content, place, { exportKey, deviceXwingPublic: device.xwing.publicKey });
  const opened = await openPasswordSlot(slot, place, { exportKey, deviceXwing: device.xwing });
  expect(reveal(opened?.userKey as Secret)).toEqual(reveal(content.userKey));
  expect(opened?.orgPublic).toEqual(content.orgPublic);
});

test('[SL30] [SL33] opens no password slot on another device, with another password, moved or changed', async () => {
  const [device, other] = [await makeDeviceKeys(random), await makeDeviceKeys(random)];
  const [exportKey, place] = [random(64), aSlotPlace('password')];
  const slot = await sealPasswordSlot(content, place, { exportKey, deviceXwingPublic: device.xwing.publicKey });
  const open = (bytes: Uint8Array, at: SlotPlace, by: Partial<Parameters<typeof openPasswordSlot>[2]> = {}) =>
    openPasswordSlot(bytes, at, { exportKey, deviceXwing: device.xwing, ...by });
  expect(await open(slot, place)).toBeDefined();
  expect(await open(slot, place, { deviceXwing: other.xwing })).toBeUndefined();
  expect(await open(slot, place, { exportKey: flipped(exportKey, 9) })).toBeUndefined();
  for (const moved of movedPlaces(place)) expect(await open(slot, moved)).toBeUndefined();
  for (const bit of [0, 4_000, 8 * 1_119, 8 * 1_121, 8 * slot.length - 1])
    expect(await open(flipped(slot, bit), place), `bit ${bit}`).toBeUndefined();
  for (const length of [0, 100, 1_120, slot.length - 1])
    expect(await open(slot.subarray(0, length), place)).toBeUndefined();
  // The password alone is not enough: the inner slot cannot be reached without the device, nor used as another kind.
  expect(await openSlot(slot, place, exportKey)).toBeUndefined();
});

test.each([0, 1, 2, 3])('[SL30] opens the password slots of %i devices each on its own device only', async (count) => {
  const exportKey = random(64);
  const slots = await Promise.all(
    Array.from({ length: count }, async () => {
      const [device, place] = [await makeDeviceKeys(random), aSlotPlace('password')];
      const slot = await sealPasswordSlot(content, place, { exportKey, deviceXwingPublic: device.xwing.publicKey });
      return { device, place, slot };
    }),
  );
  for (const one of slots)
    for (const { slot, place } of slots) {
      const opened = await openPasswordSlot(slot, place, { exportKey, deviceXwing: one.device.xwing });
      expect(opened?.orgPublic).toEqual(slot === one.slot ? content.orgPublic : undefined);
    }
});

test.each(['recovery', 'userKeyFile', 'passkey', 'session', 'offline'] as const)(
  '[SL31] [SL32] [SL33] [DV10] opens a %s slot at its place only',
  async (kind) => {
    const [secret, place] = [random(32), aSlotPlace(kind)];
    const slot = await sealSlot(content, place, { secret, random });
    expect(reveal((await openSlot(slot, place, secret))?.userKey as Secret)).toEqual(reveal(content.userKey));
    expect(await openSlot(slot, place, flipped(secret, 1))).toBeUndefined();
    for (const moved of movedPlaces(place)) expect(await openSlot(slot, moved, secret)).toBeUndefined();
    for (const other of (['password', 'recovery', 'userKeyFile', 'passkey', 'session', 'offline'] as const).filter(
      (name) => name !== kind,
    ))
      expect(await openSlot(slot, { ...place, kind: other }, secret)).toBeUndefined();
    for (let bit = 0; bit < 8 * slot.length; bit++)
      expect(await openSlot(flipped(slot, bit), place, secret)).toBeUndefined();
    for (let length = 0; length < slot.length; length++)
      expect(await openSlot(slot.subarray(0, length), place, secret)).toBeUndefined();
  },
);

test('[SL31] writes 128 random bits as 26 letters in five groups and reads them back', () => {
  for (let i = 0; i < 200; i++) {
    const { bytes, text } = makeRecoveryCode(random);
    expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(bytesOfRecoveryCode(text)).toEqual({ ok: true, value: bytes });
  }
  expect(recoveryCodeText(new Uint8Array(16))).toBe('00000-00000-00000-00000-000000');
  expect(recoveryCodeText(new Uint8Array(16).fill(255))).toBe('ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZW');
});

test('[SL31] forgives case, spaces, dashes and the slips 0/O and 1/I/L', () => {
  const bytes = Uint8Array.of(0, 8, 0x42, 0x10, 0x84, 0x21, 8, 0, 0, 1, 0, 8, 0x40, 1, 0, 4);
  const text = recoveryCodeText(bytes);
  expect(text).toMatch(/0.*1/);
  const typed = [
    text.toLowerCase(),
    text.replaceAll('-', ''),
    text.replaceAll('-', ' '),
    ` ${text}\n`,
    text.replaceAll('0', 'O'),
    text.replaceAll('0', 'o').replaceAll('1', 'l'),
    text.replaceAll('1', 'I'),
    text.replaceAll('1', 'i').toLowerCase(),
  ];
  for (const given of typed) expect(bytesOfRecoveryCode(given)).toEqual({ ok: true, value: bytes });
});

test('[SL31] refuses a code of another length, with another letter, or with bits beyond 128', () => {
  const text = recoveryCodeText(new Uint8Array(16).fill(0x5a));
  for (const given of [
    '',
    text.slice(1),
    `${text}0`,
    text.replace(/^./, 'U'),
    text.replace(/^./, 'ß'),
    `${text.slice(0, -1)}Z`,
  ])
    expect(bytesOfRecoveryCode(given)).toEqual(CODE_WRONG);
});

test('[SL32] reads its user key file back and refuses it when any field is changed, missing or of another form', () => {
  const file = makeUserKeyFile({ tenant: random(16), user: random(16), slotId: random(16) }, random);
  const text = userKeyFileToText(file);
  expect(userKeyFileOfText(text)).toEqual({ ok: true, value: file });
  const fields = JSON.parse(text) as Record<string, unknown>;
  expect(Object.keys(fields)).toEqual(['format', 'version', 'tenant', 'user', 'slotId', 'secret', 'check']);
  for (const [name, value] of Object.entries(fields)) {
    const changed =
      typeof value === 'number'
        ? value + 1
        : `${(value as string).slice(0, -1)}${(value as string).endsWith('0') ? '1' : '0'}`;
    for (const other of [changed, undefined, null, 7, [], `${value as string}00`])
      expect(userKeyFileOfText(JSON.stringify({ ...fields, [name]: other })), name).toEqual(FILE_WRONG);
  }
  for (const other of ['', '{}', 'null', '[]', '"x"', '7', text.slice(0, -4)])
    expect(userKeyFileOfText(other)).toEqual(FILE_WRONG);
});

test('[SL5] keeps device keys in a file that opens with its passphrase only', async () => {
  const keys = await makeDeviceKeys(random);
  const file = await sealDeviceKeys(keys, 'Grüße aus der Praxis');
  const again = await openDeviceKeys(file, 'Grüße aus der Praxis'.normalize('NFD'));
  expect(again?.device).toEqual(keys.device);
  expect(again?.signing.publicKey).toEqual(keys.signing.publicKey);
  expect(again?.xwing.publicKey).toEqual(keys.xwing.publicKey);
  expect(await openDeviceKeys(file, 'Grüsse aus der Praxis')).toBeUndefined();
  for (const bit of [0, 130, 300, 8 * file.length - 1])
    expect(await openDeviceKeys(flipped(file, bit), 'Grüße aus der Praxis')).toBeUndefined();
  expect(await openDeviceKeys(file.subarray(0, 16), 'Grüße aus der Praxis')).toBeUndefined();
});

test('[SL34] keeps a service device under the secret of its key file only', async () => {
  const secret = random(32);
  const kept = { device: await makeDeviceKeys(random), userKey: await makeUserKey(random), password: 'Grüße 7' };
  const sealed = await sealServiceDevice(kept, secret, random);
  const opened = await openServiceDevice(sealed, secret);
  expect(opened?.password).toBe('Grüße 7');
  expect(opened?.device.device).toEqual(kept.device.device);
  expect(opened?.device.signing.publicKey).toEqual(kept.device.signing.publicKey);
  expect(opened?.device.xwing.publicKey).toEqual(kept.device.xwing.publicKey);
  expect(opened?.userKey.signing.publicKey).toEqual(kept.userKey.signing.publicKey);
  expect(await openServiceDevice(sealed, flipped(secret, 0))).toBeUndefined();
  for (let bit = 0; bit < 8 * sealed.length; bit += 37)
    expect(await openServiceDevice(flipped(sealed, bit), secret)).toBeUndefined();
  expect(await openServiceDevice(sealed.subarray(0, sealed.length - 1), secret)).toBeUndefined();
});

test('[SL34] reads a service key file as it was written and refuses every slip', () => {
  const secret = random(32);
  const text = serviceKeyFileToText(secret);
  expect(serviceKeyFileOfText(text)).toEqual({ ok: true, value: secret });
  const wrong = [
    '',
    '[]',
    'null',
    text.slice(0, -4),
    text.replace('siegel-service-key', 'siegel-user-key'),
    text.replace('"version": 1', '"version": 2'),
    text.replace(/"secret": "../, (start) => `${start.slice(0, -2)}${start.endsWith('00') ? '01' : '00'}`),
    text.replace(/"check": "[^"]*"/, '"check": ""'),
  ];
  for (const slip of wrong)
    expect(serviceKeyFileOfText(slip)).toEqual({ ok: false, error: { code: 'KEY_FILE_WRONG' } });
});

test('[SL2] opens a page of the local store under its own name and its own user only', async () => {
  const [mine, other] = [await pageSealer(content.userKey), await pageSealer(new Secret(random(32)))];
  const page = random(1_000);
  const sealed = await mine.seal('index/1', page);
  expect(await mine.open('index/1', sealed)).toEqual(page);
  expect(await mine.open('index/2', sealed)).toBeUndefined();
  expect(await other.open('index/1', sealed)).toBeUndefined();
  expect(await mine.open('index/1', flipped(sealed, 400))).toBeUndefined();
});
