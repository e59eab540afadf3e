import { wordlist } from '@scure/bip39/wordlists/english.js';
import { encodeCbor, type Hash } from '@siegel/wire';
import { expect, test } from 'vitest';
import { flipped, random } from '../test-support/samples.ts';
import {
  answerCommit,
  approverTranscript,
  commitToKeys,
  type NewcomerCommitted,
  newcomerTranscript,
  type NewDevice,
  type PublicHalves,
  wordsOf,
} from './approval.ts';
import { makeDeviceKeys } from './device-keys.ts';
import { type HandOver, openHandOver, sealHandOver } from './hand-over.ts';
import { openProposedName, sealProposedName } from './proposed-name.ts';
import { isScanProof, makeScanCode, scanCodeOfText, scanCodeToText, scanProof } from './scan-code.ts';
import { reveal, Secret } from './secret.ts';
import { platformHasher } from './sign-batch.ts';

const MISMATCH = { ok: false, error: { code: 'PAIRING_MISMATCH' } };

async function aDevice() {
  const device = await makeDeviceKeys(random);
  const { signing, xwing } = device;
  const halves: NewDevice = {
    ed25519Public: signing.publicKey,
    xwingPublic: xwing.publicKey,
    device: device.device,
  };
  return { ...device, halves };
}
const newcomerWords = (state: NewcomerCommitted, answer: Parameters<typeof newcomerTranscript>[1]) =>
  wordsOf(newcomerTranscript(state, answer));
const approverWords = async (...given: Parameters<typeof approverTranscript>) => {
  const transcript = approverTranscript(...given);
  return transcript.ok ? { ok: true as const, value: await wordsOf(transcript.value) } : transcript;
};
const [newcomer, approver, mallory] = [await aDevice(), await aDevice(), await aDevice()];

test('[SL41] shows the same three words on both devices, and others in every other run', async () => {
  const seen = new Set<string>();
  for (let run = 0; run < 50; run++) {
    const committed = commitToKeys(newcomer.halves, random);
    const answered = answerCommit(committed.commit, approver.halves, random);
    const words = await newcomerWords(committed, { keys: approver.halves, nonce: answered.nonce });
    expect(await approverWords(answered, { keys: newcomer.halves, nonce: committed.nonce })).toEqual({
      ok: true,
      value: words,
    });
    expect(words).toHaveLength(3);
    for (const word of words) expect(wordlist).toContain(word);
    seen.add(words.join(' '));
  }
  expect(seen.size).toBe(50);
});

test('[SL41] commits to the keys as the specification says', () => {
  const { commit, nonce } = commitToKeys(newcomer.halves, random);
  const { ed25519Public, xwingPublic, device } = newcomer.halves;
  const said = ['siegel/approval', ed25519Public, xwingPublic, device, nonce];
  expect(commit).toEqual(platformHasher.sha256(encodeCbor(said)));
});

test('[SL41] refuses a reveal that does not fit its commit: other keys, one other half, another id, another nonce', async () => {
  const committed = commitToKeys(newcomer.halves, random);
  const answered = answerCommit(committed.commit, approver.halves, random);
  const { nonce } = committed;
  for (const reveal of [
    { keys: mallory.halves, nonce },
    { keys: { ...newcomer.halves, xwingPublic: mallory.halves.xwingPublic }, nonce },
    { keys: { ...newcomer.halves, ed25519Public: mallory.halves.ed25519Public }, nonce },
    { keys: { ...newcomer.halves, device: mallory.halves.device }, nonce },
    { keys: newcomer.halves, nonce: flipped(nonce, 3) },
    { keys: newcomer.halves, nonce: answered.nonce },
  ])
    expect(await approverWords(answered, reveal)).toEqual(MISMATCH);
});

/** A server between the two: what each side hears, in the order the rules of the ceremony force on it. */
async function runWithMallory(plays: { readonly toApprover: 'own' | 'passed'; readonly toNewcomer: 'own' | 'passed' }) {
  const committed = commitToKeys(newcomer.halves, random);
  const forged = commitToKeys(mallory.halves, random);
  // Before the approver answers, a commit is fixed; before the newcomer reveals, an answer is.
  const toApprover = plays.toApprover === 'own' ? forged : committed;
  const answered = answerCommit(toApprover.commit, approver.halves, random);
  const answerToNewcomer =
    plays.toNewcomer === 'own'
      ? { keys: mallory.halves, nonce: random(32) }
      : { keys: approver.halves, nonce: answered.nonce };
  const shownByNewcomer = await newcomerWords(committed, answerToNewcomer);
  const shownByApprover = await approverWords(answered, { keys: toApprover.own, nonce: toApprover.nonce });
  // After the reveal the server knows all of it and may try any other reveal towards the approver.
  const late = await approverWords(answered, { keys: mallory.halves, nonce: committed.nonce });
  return { shownByNewcomer, shownByApprover, late };
}

test.each([
  ['own', 'own'],
  ['own', 'passed'],
  ['passed', 'own'],
] as const)(
  '[SL41] shows other words when a server gives %s keys to the approver and %s keys to the newcomer',
  async (toApprover, toNewcomer) => {
    for (let run = 0; run < 20; run++) {
      const { shownByNewcomer, shownByApprover, late } = await runWithMallory({ toApprover, toNewcomer });
      expect(shownByApprover.ok && shownByApprover.value).not.toEqual(shownByNewcomer);
      expect(late).toEqual(MISMATCH);
    }
  },
);

test('[SL41] leaves a server nothing to grind: every word depends on the nonce that comes last', async () => {
  // Towards the approver all is fixed by the commit when its nonce arrives: the words then follow from that nonce alone.
  const forged = commitToKeys(mallory.halves, random);
  const towardsApprover = new Set<string>();
  // Towards the newcomer the answer is fixed before its nonce is revealed; a thousand grinded answers meet a fresh nonce.
  const grinded = { keys: mallory.halves, nonce: random(32) };
  const towardsNewcomer = new Set<string>();
  for (let run = 0; run < 1_000; run++) {
    const shown = await approverWords(answerCommit(forged.commit, approver.halves, random), {
      keys: mallory.halves,
      nonce: forged.nonce,
    });
    towardsApprover.add(shown.ok ? shown.value.join(' ') : '');
    towardsNewcomer.add((await newcomerWords(commitToKeys(newcomer.halves, random), grinded)).join(' '));
  }
  expect(towardsApprover.size).toBe(1_000);
  expect(towardsNewcomer.size).toBe(1_000);
});

test('[SL41] binds the words to every key and nonce of both sides, and to their roles', async () => {
  const committed = commitToKeys(newcomer.halves, random);
  const nonce = random(32);
  const words = await newcomerWords(committed, { keys: approver.halves, nonce });
  const [ours, theirs, other] = [newcomer.halves, approver.halves, mallory.halves];
  const changed = [
    newcomerWords({ ...committed, own: { ...ours, ed25519Public: other.ed25519Public } }, { keys: theirs, nonce }),
    newcomerWords({ ...committed, own: { ...ours, xwingPublic: other.xwingPublic } }, { keys: theirs, nonce }),
    newcomerWords({ ...committed, own: { ...ours, device: other.device } }, { keys: theirs, nonce }),
    newcomerWords({ ...committed, nonce: random(32) }, { keys: theirs, nonce }),
    newcomerWords(committed, { keys: { ...theirs, ed25519Public: other.ed25519Public }, nonce }),
    newcomerWords(committed, { keys: { ...theirs, xwingPublic: other.xwingPublic }, nonce }),
    newcomerWords(committed, { keys: theirs, nonce: random(32) }),
    newcomerWords({ ...committed, own: theirs }, { keys: ours, nonce }),
    newcomerWords({ ...committed, nonce }, { keys: theirs, nonce: committed.nonce }),
  ];
  for (const others of await Promise.all(changed)) expect(others).not.toEqual(words);
});

test('[SL44] a scan code is read as it was shown, also typed small or with spaces, and nothing else is one', () => {
  const code = makeScanCode(random(32), random);
  const text = scanCodeToText(code);
  expect(text).toMatch(/^SIEGEL-GERAET:[0-9A-Z]{77}$/);
  for (const typed of [text, ` ${text.toLowerCase()}\n`, text.replace(/(.{9})/g, '$1 ')])
    expect(scanCodeOfText(typed)).toEqual({ ok: true, value: code });
  const wrong = { ok: false, error: { code: 'APPROVAL_CODE_WRONG' } };
  const others = ['', 'SIEGEL-KIT:ABC', text.slice(0, -1), `${text}0`, text.replace(/.$/, 'U'), text.slice(14)];
  for (const other of [...others, `${text.slice(0, -1)}1`]) expect(scanCodeOfText(other)).toEqual(wrong);
});

test('[SL44] proves that the screen was scanned, for one transcript and one code only', async () => {
  const committed = commitToKeys(newcomer.halves, random);
  const transcript = newcomerTranscript(committed, { keys: approver.halves, nonce: random(32) });
  const code = makeScanCode(committed.commit, random);
  const proof = await scanProof(code, transcript);
  expect(await isScanProof(proof, code, transcript)).toBe(true);
  expect(await isScanProof(flipped(proof, 9), code, transcript)).toBe(false);
  expect(await isScanProof(proof, makeScanCode(committed.commit, random), transcript)).toBe(false);
  expect(await isScanProof(proof, code, random(32))).toBe(false);
  expect(await isScanProof(new Uint8Array(0), code, transcript)).toBe(false);
});

test('[SL41] shows the proposed name to whoever answers, and to nobody else', async () => {
  const commit = random(32);
  const sealed = await sealProposedName('Firefox auf Windows', commit, approver.halves);
  expect(await openProposedName(sealed, commit, approver.xwing)).toBe('Firefox auf Windows');
  expect(await openProposedName(sealed, commit, mallory.xwing)).toBe('');
  expect(await openProposedName(sealed, random(32), approver.xwing)).toBe('');
  const lengths = await Promise.all(
    ['', 'PC', 'x'.repeat(500)].map((n) => sealProposedName(n, commit, approver.halves)),
  );
  expect(new Set(lengths.map(({ length }) => length))).toEqual(new Set([sealed.length]));
  const odd = await sealProposedName('Empfang\u202e 1\u0000', commit, approver.halves);
  expect(await openProposedName(odd, commit, approver.xwing)).toBe('Empfang 1');
});

const attested = { size: 42, root: random(32) as Hash };
const content = { userKey: new Secret(random(32)), orgPublic: random(32), attested };
const place = { tenant: random(16), user: random(16) };
const aHandOver = () => sealHandOver(content, place, { newcomer: newcomer.halves, approver: approver.signing });
const open = (given: HandOver, at = place, by: { own?: typeof newcomer.xwing; approver?: PublicHalves } = {}) =>
  openHandOver(given, at, { own: newcomer.xwing, approver: approver.halves, ...by });

test('[SL41] hands the user key to the new device, and to no other', async () => {
  const handOver = await aHandOver();
  const opened = await open(handOver);
  expect(reveal(opened?.userKey as Secret)).toEqual(reveal(content.userKey));
  expect(opened?.orgPublic).toEqual(content.orgPublic);
  expect(opened?.attested).toEqual(attested);
  expect(await open(handOver, place, { own: mallory.xwing })).toBeUndefined();
  for (const moved of [{ tenant: random(16) }, { user: random(16) }])
    expect(await open(handOver, { ...place, ...moved })).toBeUndefined();
  for (const bit of [0, 8 * 1_120, 8 * handOver.sealed.length - 1])
    expect(await open({ ...handOver, sealed: flipped(handOver.sealed, bit) })).toBeUndefined();
  expect(await open({ ...handOver, userKeyId: random(32) })).toBeUndefined();
  expect(await open({ ...handOver, signature: flipped(handOver.signature, 7) })).toBeUndefined();
});

test('[SL41] takes no user key and no organisation from anybody but the device whose words were compared', async () => {
  const planted = { ...content, userKey: new Secret(random(32)), orgPublic: random(32) };
  const forged = await sealHandOver(planted, place, { newcomer: newcomer.halves, approver: mallory.signing });
  expect(await open(forged)).toBeUndefined();
  expect(await open({ ...forged, signature: (await aHandOver()).signature })).toBeUndefined();
});

test('[SL1] [SL41] refuses a handed-over key that is not the one its id names', async () => {
  const lying = { ...content, userKey: new Secret(random(32)) };
  const [honest, other] = [
    await aHandOver(),
    await sealHandOver(lying, place, { newcomer: newcomer.halves, approver: approver.signing }),
  ];
  expect(await open({ ...other, userKeyId: honest.userKeyId })).toBeUndefined();
});
