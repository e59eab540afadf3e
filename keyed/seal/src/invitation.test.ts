import { hexOf } from '@siegel/wire';
import { expect, test } from 'vitest';
import { flipped, random } from '../test-support/samples.ts';
import {
  checkInvitationMac,
  invitationAnswerMac,
  invitationRequestMac,
  makeInvitationCode,
  readInvitationCode,
} from './invitation.ts';
import { type InvitationNote, openInvitationNote, sealInvitationNote } from './invitation-note.ts';
import { Secret } from './secret.ts';

const place = { tenant: random(16), user: random(16) };
const halves = { ed25519Public: random(32), xwingPublic: random(1216) };
const orgPublic = random(32);
const CODE_WRONG = { ok: false, error: { code: 'INVITATION_CODE_WRONG' } };

test('[IV1] makes codes of 20 letters in four groups, and reads them as people type them', () => {
  const code = makeInvitationCode(random);
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
  for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), ` ${code.replaceAll('-', '')}\n`])
    expect(readInvitationCode(typed)).toEqual({ ok: true, value: code });
  expect(readInvitationCode('OOOOO-IIIII-LLLLL-00000')).toEqual({ ok: true, value: '00000-11111-11111-00000' });
  for (const typed of ['', code.slice(1), `${code}A`, code.replace(/^./, 'U'), 'ä'.repeat(20)])
    expect(readInvitationCode(typed)).toEqual(CODE_WRONG);
  expect(new Set(Array.from({ length: 500 }, () => makeInvitationCode())).size).toBe(500);
});

test('[IV1] draws each letter from five bits of its own: none is rarer than the others', () => {
  const letters = Array.from({ length: 2_000 }, () => makeInvitationCode().replaceAll('-', '')).join('');
  const counts = new Map<string, number>();
  for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(32);
  // 40,000 letters: 1,250 of each expected, standard deviation 35.
  for (const count of counts.values()) expect(Math.abs(count - 1_250)).toBeLessThan(250);
});

test('[IV10] [IV13] authenticates keys both ways under the code, the place and every key', async () => {
  const code = '7K2M9-QRSTV-00ABC-XYZ12';
  const request = await invitationRequestMac(code, place, halves);
  const answer = await invitationAnswerMac(code, place, { halves, orgPublic });
  expect(request).not.toEqual(answer);
  expect(checkInvitationMac(request, await invitationRequestMac(code, place, halves))).toEqual({
    ok: true,
    value: true,
  });
  const others = [
    invitationRequestMac('7K2M9-QRSTV-00ABC-XYZ13', place, halves),
    invitationRequestMac(code, { ...place, tenant: random(16) }, halves),
    invitationRequestMac(code, { ...place, user: random(16) }, halves),
    invitationRequestMac(code, place, { ...halves, ed25519Public: flipped(halves.ed25519Public, 3) }),
    invitationRequestMac(code, place, { ...halves, xwingPublic: flipped(halves.xwingPublic, 9_000) }),
    invitationAnswerMac(code, place, { halves, orgPublic }),
  ];
  for (const other of await Promise.all(others))
    expect(checkInvitationMac(request, other)).toEqual({ ok: false, error: { code: 'INVITATION_FOREIGN' } });
  const foreign = await invitationAnswerMac(code, place, { halves, orgPublic: flipped(orgPublic, 100) });
  expect(checkInvitationMac(answer, foreign)).toMatchObject({ ok: false });
  expect(checkInvitationMac(answer.subarray(0, 31), answer)).toMatchObject({ ok: false });
});

test('[IV10] keeps its layout: a pinned code gives these bytes', async () => {
  const pinned = { tenant: new Uint8Array(16).fill(1), user: new Uint8Array(16).fill(2) };
  const keys = { ed25519Public: new Uint8Array(32).fill(3), xwingPublic: new Uint8Array(1216).fill(4) };
  const code = '7K2M9-QRSTV-00ABC-XYZ12';
  expect(hexOf(await invitationRequestMac(code, pinned, keys))).toBe(
    '6a34e13c97d1e305a767284fe9c62432690b52cb11a8c1a3a022943010e6d0f8',
  );
  const answer = await invitationAnswerMac(code, pinned, { halves: keys, orgPublic: new Uint8Array(32).fill(5) });
  expect(hexOf(answer)).toBe('f8998756c27edd8e3d19f15d2a4d2d174899c1be4436ba51dd960dc109c031a6');
});

test('[IV2] opens a note with the inviting user key and for its user only', async () => {
  const userKey = new Secret(random(32));
  const note: InvitationNote = {
    code: makeInvitationCode(random),
    name: 'Jana Böttcher',
    profession: '',
    rights: ['read-records', 'write-records'],
    roles: [],
    sites: [random(16), random(16)],
  };
  const sealed = await sealInvitationNote(note, place, userKey);
  expect(await openInvitationNote(sealed, place, userKey)).toEqual(note);
  expect(await openInvitationNote(sealed, place, new Secret(random(32)))).toBeUndefined();
  expect(await openInvitationNote(sealed, { ...place, user: random(16) }, userKey)).toBeUndefined();
  expect(await openInvitationNote(sealed, { ...place, tenant: random(16) }, userKey)).toBeUndefined();
  for (const bit of [0, 97, 8 * sealed.length - 1])
    expect(await openInvitationNote(flipped(sealed, bit), place, userKey)).toBeUndefined();
});
