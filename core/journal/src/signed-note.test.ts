import { createHash, verify } from 'node:crypto';
import { concatBytes, hexOf } from '@siegel/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeNote,
  encodeNote,
  isNoteKeyName,
  MAX_NOTE_BYTES,
  MAX_NOTE_SIGNATURES,
  noteKeyId,
  type SignedNote,
} from './signed-note.ts';
import { base64OfBytes, bytesOfBase64 } from './signed-note-base64.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const MALFORMED = { ok: false, error: { code: 'CHECKPOINT_WRONG', facts: { reason: 'note' } } };

/** The example of Go's golang.org/x/mod/sumdb/note: its key is PeterNeumann+c74f20a3+ARpc2QcU... */
const PUBLISHED_KEY = bytesOfBase64('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')!;
const PUBLISHED_NOTE =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

const line = (name: string, bytes: Uint8Array) => `— ${name} ${base64OfBytes(bytes)}\n`;
const aSignature = new Uint8Array(68).fill(9);
const aNote = `text\n\n${line('example.com/log', aSignature)}`;

test('[JT14] reads a published note and writes the same bytes', () => {
  const bytes = utf8(PUBLISHED_NOTE);
  const note = decodeNote(bytes);
  if (!note.ok) throw new Error(note.error.code);
  expect(note.value.text.endsWith('problem is.\n')).toBe(true);
  expect(note.value.signatures.map(({ name, signature }) => [name, signature.length])).toEqual([['PeterNeumann', 64]]);
  expect(encodeNote(note.value)).toEqual(bytes);
});

test('[JT15] gives the key id of a published key', () => {
  expect(PUBLISHED_KEY[0]).toBe(1);
  expect(hexOf(noteKeyId(sha256, 'PeterNeumann', PUBLISHED_KEY.subarray(1)))).toBe('c74f20a3');
  const note = decodeNote(utf8(PUBLISHED_NOTE));
  if (!note.ok) throw new Error(note.error.code);
  const [signature] = note.value.signatures;
  expect(hexOf(signature!.keyId)).toBe('c74f20a3');
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), PUBLISHED_KEY.subarray(1)]);
  expect(verify(null, utf8(note.value.text), { key: spki, format: 'der', type: 'spki' }, signature!.signature)).toBe(
    true,
  );
});

test('[JT14] decodes what it encodes, for any text, names and signatures', () => {
  const printable = (s: string) =>
    Array.from(s)
      .filter((character) => character >= ' ' || character === '\n')
      .join('');
  const text = fc.string({ unit: 'binary' }).map((s) => `${printable(s)}\n`);
  const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter(isNoteKeyName);
  const signatures = fc.array(
    fc.record({
      name,
      keyId: fc.uint8Array({ minLength: 4, maxLength: 4 }),
      signature: fc.uint8Array({ minLength: 1, maxLength: 90 }),
    }),
    { minLength: 1, maxLength: MAX_NOTE_SIGNATURES },
  );
  fc.assert(
    fc.property(text, signatures, (noteText, lines) => {
      const note: SignedNote = { text: noteText, signatures: lines };
      expect(decodeNote(encodeNote(note))).toEqual({ ok: true, value: note });
    }),
    { numRuns: 300 },
  );
});

test('[JT14] decodes a damaged note to nothing, or to a note that encodes to the same bytes', () => {
  // One spelling only: whoever changes a byte changes the meaning or is refused.
  const withFirstLine = `first\n\nsecond é\n\n${line('a/ü', aSignature)}`;
  const bytes = utf8(withFirstLine + line('b', aSignature.subarray(0, 5)));
  let read = 0;
  for (let at = 0; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 1 << bit;
      const note = decodeNote(damaged);
      if (note.ok) {
        expect(encodeNote(note.value)).toEqual(damaged);
        read++;
      } else expect(note).toEqual(MALFORMED);
    }
    // Cut anywhere it is refused, but a whole signature line may go: it was never part of what others signed.
    expect(decodeNote(bytes.subarray(0, at)).ok).toBe(at === utf8(withFirstLine).length);
  }
  expect(read).toBeGreaterThan(100);
});

test('[JT14] separates text and signatures at the last empty line', () => {
  const note = decodeNote(utf8(`a\n\nb\n\n\n${line('k', aSignature)}`));
  expect(note.ok && note.value.text).toBe('a\n\nb\n\n');
});

test('[JT14] refuses another shape', () => {
  const b64 = base64OfBytes(aSignature);
  const wrong = [
    '',
    '\n',
    '\n\n',
    'text\n',
    'text\n\n',
    aNote.slice(0, -1),
    `${aNote}\n`,
    `${aNote}more\n`,
    aNote.replaceAll('\n', '\r\n'),
    aNote.replace('text', 'te\txt'),
    aNote.replace('text', 'te\u0000xt'),
    aNote.replace('\n\n', '\n'),
    aNote.replace('—', '-'),
    aNote.replace('—', '–'),
    aNote.replace('— ', '—'),
    aNote.replace('— ', '—  '),
    aNote.replace('— ', '—\u00a0'),
    aNote.replace('example.com/log', ''),
    aNote.replace('example.com/log', 'a b'),
    aNote.replace('example.com/log', 'a+b'),
    aNote.replace('example.com/log', 'a\u2003b'),
    aNote.replace('example.com/log', 'a\u0085b'),
    aNote.replace(` ${b64}`, `  ${b64}`),
    aNote.replace(b64, `${b64} `),
    aNote.replace(b64, `${b64} x`),
    aNote.replace(b64, b64.slice(0, -1)),
    aNote.replace(b64, b64.replaceAll('=', '')),
    aNote.replace(b64, ''),
    aNote.replace(b64, base64OfBytes(aSignature.subarray(0, 4))),
    aNote.replace(b64, base64OfBytes(aSignature).replace('CQkJ', 'CQ-J')),
  ];
  for (const note of wrong) expect([note, decodeNote(utf8(note))]).toEqual([note, MALFORMED]);
  expect(decodeNote(utf8(aNote)).ok).toBe(true);
});

test('[JT14] refuses bytes that are not UTF-8 and keeps a byte order mark as text', () => {
  const at = utf8(aNote);
  for (const bad of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x80]])
    expect(decodeNote(concatBytes(Uint8Array.from(bad), at))).toEqual(MALFORMED);
  const marked = concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), at);
  const note = decodeNote(marked);
  expect(note.ok && encodeNote(note.value)).toEqual(marked);
});

test('[JT14] throws rather than write a note that nobody could read', () => {
  const signature = { name: 'k', keyId: new Uint8Array(4), signature: new Uint8Array(64) };
  const write = (text: string, change: object) => () => encodeNote({ text, signatures: [{ ...signature, ...change }] });
  expect(write('no newline', {})).toThrow('JT14');
  expect(write('control\u0007\n', {})).toThrow('JT14');
  expect(write('half a pair \ud800\n', {})).toThrow('JT14');
  for (const name of ['', 'a b', 'a+b', 'a\nb', 'a\u0007', '\ud800']) expect(write('t\n', { name })).toThrow('JT14');
  expect(write('t\n', { keyId: new Uint8Array(5) })).toThrow('JT14');
  expect(write('t\n', { signature: new Uint8Array(0) })).toThrow('JT14');
});

test('[JT14] reads base64 in its one spelling only', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = base64OfBytes(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(bytesOfBase64(text)).toEqual(bytes);
    }),
  );
  for (const text of [
    'A',
    'AA',
    'AAA',
    'AA=',
    'A===',
    '====',
    '=',
    'AB==',
    'AAB=',
    'AA==AAAA',
    'AA A',
    'AAA\n',
    '-_==',
    'ÄA==',
  ])
    expect([text, bytesOfBase64(text)]).toEqual([text, undefined]);
});

test('[JT16] takes 1 to 16 signature lines and at most 128 KiB', () => {
  const withLines = (count: number) => utf8(`text\n\n${line('k', aSignature).repeat(count)}`);
  expect(decodeNote(withLines(MAX_NOTE_SIGNATURES)).ok).toBe(true);
  expect(decodeNote(withLines(MAX_NOTE_SIGNATURES + 1))).toEqual(MALFORMED);
  const large = line('k', new Uint8Array(5_000));
  expect(decodeNote(utf8(`text\n\n${large.repeat(16)}`)).ok).toBe(true);
  const tail = utf8(`\n\n${line('k', aSignature)}`);
  const filled = (length: number) => concatBytes(new Uint8Array(length - tail.length).fill(0x61), tail);
  expect(decodeNote(filled(MAX_NOTE_BYTES)).ok).toBe(true);
  expect(decodeNote(filled(MAX_NOTE_BYTES + 1))).toEqual(MALFORMED);
  const signature = { name: 'k', keyId: new Uint8Array(4), signature: aSignature };
  expect(() => encodeNote({ text: 't\n', signatures: [] })).toThrow('JT16');
  expect(() => encodeNote({ text: 't\n', signatures: Array.from({ length: 17 }, () => signature) })).toThrow('JT16');
  expect(() => encodeNote({ text: `${'a'.repeat(MAX_NOTE_BYTES)}\n`, signatures: [signature] })).toThrow('JT16');
});
