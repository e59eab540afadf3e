import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeFindingLog } from './import-finding.ts';
import { IMPORT_LIMITS } from './import-plan.ts';
import { XdtReader } from './xdt-line.ts';

const encoder = new TextEncoder();
const field = (fk: string, content: string) => `${String(content.length + 9).padStart(3, '0')}${fk}${content}`;
const read = (input: string | Uint8Array, cuts: readonly number[] = []) => {
  const bytes = typeof input === 'string' ? Uint8Array.from(input, (character) => character.charCodeAt(0)) : input;
  const log = makeFindingLog();
  const reader = new XdtReader(log);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  const lines = ends
    .flatMap((end, at) => [...reader.push(bytes.subarray(ends[at - 1] ?? 0, end))])
    .concat(reader.end());
  return {
    fields: lines.map(({ fk, content }) => `${fk}=${content}`),
    lines,
    codes: log.list().map(({ code }) => code),
  };
};
const THREE = [field('8000', '6310'), field('3101', 'Maier'), field('6220', 'Befund')];
const THREE_READ = ['8000=6310', '3101=Maier', '6220=Befund'];

test.each([
  ['CR LF', '\r\n'],
  ['LF', '\n'],
  ['CR', '\r'],
])('[IX3] reads lines that end with %s, with and without a last line end', (_, end) => {
  expect(read(THREE.join(end) + end)).toMatchObject({ fields: THREE_READ, codes: [] });
  expect(read(THREE.join(end))).toMatchObject({ fields: THREE_READ, codes: [] });
});

test('[IX3] skips blank lines and the end mark of DOS, and counts physical lines', () => {
  const { fields, lines, codes } = read(`${THREE.join('\r\n\r\n  \r\n')}\r\n\u001a`);
  expect({ fields, codes }).toEqual({ fields: THREE_READ, codes: [] });
  expect(lines.map(({ line }) => line)).toEqual([1, 4, 7]);
});

test('[IX3] keeps a field of wrong length whole and says where', () => {
  const { fields, codes } = read([THREE[0], '0993101Maier', THREE[2], ''].join('\r\n'));
  expect(fields).toEqual(THREE_READ);
  expect(codes).toEqual(['XDT_LENGTH_WRONG']);
});

test('[IX3] finds its place again after a missing line end', () => {
  expect(read(`${THREE[0]}\r\n${THREE[1]}${THREE[2]}\r\n`)).toMatchObject({
    fields: THREE_READ,
    codes: ['XDT_LINE_BREAK_MISSING'],
  });
});

test('[IX3] joins a line break inside a content to its field', () => {
  const text = field('6220', 'erste Zeile\r\nzweite Zeile');
  expect(read(`${THREE[0]}\r\n${text}\r\n${THREE[1]}\r\n`)).toMatchObject({
    fields: ['8000=6310', '6220=erste Zeile\nzweite Zeile', '3101=Maier'],
    codes: ['XDT_LINE_CONTINUED'],
  });
});

test('[IX3] keeps a line without field id as unreadable content', () => {
  expect(read(`${THREE[0]}\r\nnur Text\r\n${THREE[1]}\r\n`)).toMatchObject({
    fields: ['8000=6310', '????=nur Text', '3101=Maier'],
    codes: ['XDT_LINE_UNREADABLE'],
  });
});

test('[IX3] believes characters counted instead of bytes in a UTF-8 file', () => {
  expect(read(encoder.encode(`${field('3101', 'Müßiggang')}\r\n`))).toMatchObject({
    fields: ['3101=Müßiggang'],
    codes: ['CHARSET_GUESSED', 'XDT_LENGTH_IN_CHARACTERS'],
  });
});

test('[IX5] calls a last line that is shorter than its length cut off', () => {
  expect(read(`${THREE[0]}\r\n0153101Ma`).codes).toEqual(['XDT_TRUNCATED']);
});

test('[IX4] refuses a line longer than the limit without holding it', () => {
  const log = makeFindingLog();
  const reader = new XdtReader(log);
  for (let pushed = 0; pushed < 8 * 1024 * 1024; pushed += 65_536) reader.push(new Uint8Array(65_536).fill(0x41));
  reader.end();
  expect(log.list()).toContainEqual({
    severity: 'error',
    code: 'XDT_LINE_TOO_LONG',
    line: 1,
    params: { limit: IMPORT_LIMITS.lineBytes },
  });
});

test('[IX3] gives the same fields however the bytes are cut into chunks', () => {
  const text = `${THREE.join('\r\n')}\r\nnur Text\r\n\r\n${THREE.join('\r')}\r${THREE.join('\n')}`;
  const whole = read(text);
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 20 }), (cuts) => {
      expect(read(text, cuts)).toEqual(whole);
    }),
  );
});

test('[IX3] loses no byte of any input that is not a line end, a length or blank', () => {
  const piece = fc.oneof(
    fc.constantFrom(...THREE, '\r\n', '\n', '0993101', '0003102', 'frei'),
    fc.string({ unit: 'binary-ascii', maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const kept = read(text)
        .fields.join('')
        .replace(/[^!-<>@-~]/g, '');
      const given = text.replace(/[^!-<>@-~]/g, '');
      // Lengths are the only digits that may go: what is kept is a subsequence of what was given.
      let at = 0;
      for (const character of given) if (character === kept[at]) at++;
      expect(at).toBe(kept.length);
      expect(given.replace(/\d/g, '')).toBe(kept.replace(/\d/g, ''));
    }),
  );
});
