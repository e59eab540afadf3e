import { createHash, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { bytesOfHex, concatBytes, hexOf } from '@siegel/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Checkpoint,
  checkpointOrigin,
  checkpointText,
  parseCheckpointText,
  signCheckpoint,
  verifyCheckpoint,
} from './checkpoint.ts';
import type { VerifyEd25519 } from './ed25519-strict.ts';
import { decodeNote, encodeNote, noteKeyId } from './signed-note.ts';
import { base64OfBytes } from './signed-note-base64.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const platformVerify: VerifyEd25519 = async (publicKey, message, signature) =>
  verify(null, message, { key: concatBytes(SPKI, publicKey) as Buffer, format: 'der', type: 'spki' }, signature);
const verifier = { sha256, verify: platformVerify };

function aLogKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: rawKey(publicKey),
    sign: async (message: Uint8Array) => new Uint8Array(sign(null, message, privateKey)),
  };
}
function rawKey(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(-32));
}

const origin = checkpointOrigin(new Uint8Array(16).fill(0xab), new Uint8Array(16).fill(0x01));
const key = aLogKey();
const log = { origin, publicKey: key.publicKey };
const head: Checkpoint = { origin, size: 100_000, root: sha256(utf8('root')) };
const refused = (reason: string) => ({ ok: false, error: { code: 'CHECKPOINT_WRONG', facts: { reason } } });

test('[JT17] names a log by tenant and instance in lower-case hex', () => {
  expect(origin).toBe(`siegel/${'ab'.repeat(16)}/${'01'.repeat(16)}`);
  expect(() => checkpointOrigin(new Uint8Array(15), new Uint8Array(16))).toThrow('JT17');
  expect(() => checkpointOrigin(new Uint8Array(16), new Uint8Array(17))).toThrow('JT17');
});

test('[JT18] writes origin, size and root on three lines', () => {
  expect(checkpointText({ origin: 'example.com/log', size: 0, root: sha256(new Uint8Array(0)) })).toBe(
    'example.com/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
  );
  expect(() => checkpointText({ ...head, size: -1 })).toThrow('JT18');
  expect(() => checkpointText({ ...head, size: 2 ** 53 })).toThrow('JT18');
  expect(() => checkpointText({ ...head, root: new Uint8Array(31) })).toThrow('JT18');
  expect(() => checkpointText({ ...head, origin: '' })).toThrow('JT18');
  expect(() => checkpointText({ ...head, origin: 'a\nb' })).toThrow('JT18');
});

test('[JT18] parses what it writes', () => {
  const anOrigin = fc.string({ unit: 'grapheme', minLength: 1 }).filter((s) => !s.includes('\n'));
  const root = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(anOrigin, fc.maxSafeNat(), root, (name, size, hash) => {
      const checkpoint = { origin: name, size, root: hash };
      expect(parseCheckpointText(checkpointText(checkpoint))).toEqual({ ok: true, value: checkpoint });
    }),
    { numRuns: 300 },
  );
});

test('[JT18] refuses any other text', () => {
  const root = base64OfBytes(head.root);
  for (const text of [
    '',
    '\n',
    `o\n1\n${root}`,
    `o\n1\n`,
    `o\n1\n\n`,
    `\n1\n${root}\n`,
    `o\n1\n${root}\n\n`,
    `o\n1\n${root}\nextension\n`,
    `o\n01\n${root}\n`,
    `o\n+1\n${root}\n`,
    `o\n-1\n${root}\n`,
    `o\n1.0\n${root}\n`,
    `o\n1e3\n${root}\n`,
    `o\n0x1\n${root}\n`,
    `o\n 1\n${root}\n`,
    `o\n１\n${root}\n`,
    `o\n\n${root}\n`,
    `o\n9007199254740992\n${root}\n`,
    `o\n99999999999999999999\n${root}\n`,
    `o\n1\n${root.slice(0, -1)}\n`,
    `o\n1\n${root.replace('=', '==')}\n`,
    `o\n1\n${base64OfBytes(head.root.subarray(1))}\n`,
    `o\n1\n ${root}\n`,
    `o\n1\n${root}\r\n`,
  ])
    expect([text, parseCheckpointText(text)]).toEqual([text, refused('text')]);
});

test('[JT19] opens a checkpoint of the expected log', async () => {
  const note = await signCheckpoint(head, key, sha256);
  expect(await verifyCheckpoint(note, log, verifier)).toEqual({
    ok: true,
    value: { ...head, root: new Uint8Array(head.root) },
  });
});

test('[JT15] writes the key name and the key id before the signature', async () => {
  const note = decodeNote(await signCheckpoint(head, key, sha256));
  const [line] = note.ok ? note.value.signatures : [];
  expect(line?.name).toBe(origin);
  expect(hexOf(line!.keyId)).toBe(hexOf(sha256(concatBytes(utf8(`${origin}\n\u0001`), key.publicKey)).subarray(0, 4)));
  expect(line?.signature.length).toBe(64);
});

test('[JT19] refuses every changed bit of the signed text and of its own signature line', async () => {
  const note = await signCheckpoint(head, key, sha256);
  const reasons = new Set<string>();
  for (let at = 0; at < note.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const changed = note.slice();
      changed[at]! ^= 1 << bit;
      const opened = await verifyCheckpoint(changed, log, verifier);
      expect([at, bit, opened.ok]).toEqual([at, bit, false]);
      if (!opened.ok) reasons.add(String(opened.error.facts?.['reason']));
    }
    expect((await verifyCheckpoint(note.subarray(0, at), log, verifier)).ok).toBe(false);
  }
  expect([...reasons].sort()).toEqual(['forged', 'note', 'unsigned']);
});

test('[JT19] refuses a checkpoint of another key, instance or tenant', async () => {
  const note = await signCheckpoint(head, key, sha256);
  const verifyAs = (expected: typeof log) => verifyCheckpoint(note, expected, verifier);
  expect(await verifyAs({ ...log, publicKey: aLogKey().publicKey })).toEqual(refused('unsigned'));
  const restored = checkpointOrigin(new Uint8Array(16).fill(0xab), new Uint8Array(16).fill(0x02));
  expect(await verifyAs({ ...log, origin: restored })).toEqual(refused('unsigned'));
  // The right key under the expected name, but the text names another log.
  const other = { ...head, origin: restored };
  const text = checkpointText(other);
  const signature = await key.sign(utf8(text));
  const crossed = encodeNote({
    text,
    signatures: [{ name: origin, keyId: noteKeyId(sha256, origin, key.publicKey), signature }],
  });
  expect(await verifyCheckpoint(crossed, log, verifier)).toEqual(refused('origin'));
});

test('[JT19] refuses a signed note that is no checkpoint', async () => {
  const keyId = noteKeyId(sha256, origin, key.publicKey);
  for (const text of [`${origin}\n1\n`, `${checkpointText(head)}extension\n`, 'hello\n']) {
    const note = encodeNote({ text, signatures: [{ name: origin, keyId, signature: await key.sign(utf8(text)) }] });
    expect(await verifyCheckpoint(note, log, verifier)).toEqual(refused('text'));
  }
});

test('[JT19] leaves lines of other keys alone, but not a wrong line of its own', async () => {
  const note = decodeNote(await signCheckpoint(head, key, sha256));
  if (!note.ok) throw new Error(note.error.code);
  const { text, signatures } = note.value;
  const own = signatures[0]!;
  const witness = { name: 'witness.example/w1', keyId: Uint8Array.of(1, 2, 3, 4), signature: new Uint8Array(72) };
  const sameName = { ...witness, name: origin };
  const sameId = { ...own, name: 'other', signature: new Uint8Array(64) };
  const verifyWith = (lines: typeof signatures) =>
    verifyCheckpoint(encodeNote({ text, signatures: lines }), log, verifier);
  expect((await verifyWith([witness, sameName, own, sameId])).ok).toBe(true);
  expect((await verifyWith([own, own])).ok).toBe(true);
  expect(await verifyWith([witness, sameName, sameId])).toEqual(refused('unsigned'));
  const forged = { ...own, signature: own.signature.map((byte, i) => (i === 40 ? byte ^ 1 : byte)) };
  expect(await verifyWith([own, forged])).toEqual(refused('forged'));
  expect(await verifyWith([forged, own])).toEqual(refused('forged'));
});

test('[JT20] checks a checkpoint strictly, even when the platform would take anything', async () => {
  const note = decodeNote(await signCheckpoint(head, key, sha256));
  if (!note.ok) throw new Error(note.error.code);
  const anything = { sha256, verify: async () => true };
  const own = note.value.signatures[0]!;
  // S + L gives the same equation and another signature.
  const order = bytesOfHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')!;
  const malleable = own.signature.slice();
  for (let i = 0, carry = 0; i < 32; i++) {
    const sum = malleable[32 + i]! + order[i]! + carry;
    malleable[32 + i] = sum & 0xff;
    carry = sum >> 8;
  }
  const bytes = encodeNote({ text: note.value.text, signatures: [{ ...own, signature: malleable }] });
  expect(await verifyCheckpoint(bytes, log, anything)).toEqual(refused('forged'));
  expect((await verifyCheckpoint(encodeNote(note.value), log, anything)).ok).toBe(true);
});
