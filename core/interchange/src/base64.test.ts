import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64 } from './base64.ts';

test('[IX6] decodes what Node encodes, with line breaks anywhere', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(), (bytes, cut) => {
      const text = Buffer.from(bytes).toString('base64');
      const at = cut % (text.length + 1);
      expect(decodeBase64(`${text.slice(0, at)}\r\n${text.slice(at)}`)).toEqual(bytes);
    }),
  );
});

test.each(['A', 'AAAAA', 'AA=A', 'AA===', 'AA-_', 'ÄAAA', 'A=='])('[IX6] refuses %s', (text) =>
  expect(decodeBase64(text)).toBeNull(),
);
