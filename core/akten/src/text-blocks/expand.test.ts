import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Selected, expandBlock, insertBlock, markBefore, nextMark } from './expand.ts';

const blocks = [
  { kuerzel: 'rrok', text: 'RR ___/___ mmHg, Puls ___.' },
  { kuerzel: 'AU', text: 'AU ab {heute} bis ___.' },
  { kuerzel: 'gs', text: 'gute Besserung' },
];
const words = new Map([['heute', '24.11.2026']]);
/** `|` is the caret; two of them enclose what is selected. */
const at = (text: string): Selected => {
  const [before = '', middle = '', after] = text.split('|');
  const isCaret = after === undefined;
  return {
    text: text.replaceAll('|', ''),
    from: before.length,
    to: isCaret ? before.length : before.length + middle.length,
  };
};
const shown = (field: Selected | undefined) => {
  if (field === undefined) return undefined;
  const { text, from, to } = field;
  return from === to
    ? `${text.slice(0, from)}|${text.slice(from)}`
    : `${text.slice(0, from)}|${text.slice(from, to)}|${text.slice(to)}`;
};

test('[TB1] puts the block in whose Kuerzel was typed, and selects its first mark', () => {
  expect(shown(expandBlock(at('Heute rrok| und'), blocks, words))).toBe('Heute RR |___|/___ mmHg, Puls ___. und');
  expect(shown(expandBlock(at('RROK|'), blocks, words))).toBe('RR |___|/___ mmHg, Puls ___.');
  expect(shown(expandBlock(at('gs|'), blocks, words))).toBe('gute Besserung|');
});

test('[TB1] leaves alone what is no Kuerzel, what is selected, and the middle of a word', () => {
  for (const text of ['Heute |', 'xrrok|', 'rrok|s', '|rrok|', '|'])
    expect(expandBlock(at(text), blocks, words), text).toBeUndefined();
});

test('[TB2] fills in what is known of the moment and keeps what is not', () => {
  expect(shown(expandBlock(at('au|'), blocks, words))).toBe('AU ab 24.11.2026 bis |___|.');
  expect(insertBlock(at('|alt|'), { kuerzel: 'x', text: '{wer} am {Heute}' }, words).text).toBe('{wer} am 24.11.2026');
});

test('[TB3] goes from mark to mark and back, and holds nobody in the field', () => {
  const field = at('RR |___|/___ Puls ____');
  expect(shown(nextMark(field))).toBe('RR ___/|___| Puls ____');
  expect(nextMark(at('RR ___/___ Puls |____|'))).toBeUndefined();
  expect(markBefore(field)).toBeUndefined();
  expect(shown(markBefore(at('RR ___/___ Puls |____|')))).toBe('RR ___/|___| Puls ____');
  expect([nextMark(at('nichts|')), markBefore(at('|nichts'))]).toEqual([undefined, undefined]);
});

test('[TB1] changes nothing before the Kuerzel and nothing behind the caret', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const field = { text: `${before} gs ${after}`, from: before.length + 3, to: before.length + 3 };
      expect(expandBlock(field, blocks, words)?.text).toBe(`${before} gute Besserung ${after}`);
    }),
  );
});
