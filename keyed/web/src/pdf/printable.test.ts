import { expect, test } from 'vitest';
import { printable } from './printable.ts';

const isLatin = (codePoint: number) => codePoint >= 0x20 && codePoint < 0x250;

test('[AT86] a sign the font has not stands there by its number and is counted', () => {
  expect(printable('Frau 王 🙂', isLatin)).toEqual({ text: 'Frau [U+738B] [U+1F642]', missing: 2 });
});

test('[AT86] composed signs take one form; controls and joiners are no signs', () => {
  expect(printable('Gro\u0308\u00dfe\u0007 \u200da\tb\r\nc', isLatin)).toEqual({ text: 'Größe a b\nc', missing: 0 });
});
