import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDiagnosis, writeDiagnosis } from './diagnosis-text.ts';

test('[WB23] reads code, side and certainty in any order, then the wording', () => {
  expect(parseDiagnosis('e11.40 g Diabetes Typ 2')).toEqual({ icd: 'E11.40', sicherheit: 'G', text: 'Diabetes Typ 2' });
  expect(parseDiagnosis('M17.1 g r Gonarthrose')).toEqual({
    icd: 'M17.1',
    sicherheit: 'G',
    seite: 'R',
    text: 'Gonarthrose',
  });
  expect(parseDiagnosis('S80.0 R G Prellung')).toEqual({ icd: 'S80.0', seite: 'R', sicherheit: 'G', text: 'Prellung' });
  expect(parseDiagnosis('Z88.0')).toEqual({ icd: 'Z88.0' });
  expect(parseDiagnosis('N18.3+ V')).toEqual({ icd: 'N18.3+', sicherheit: 'V' });
});

test('[WB23] takes everything for wording when no code stands in front', () => {
  expect(parseDiagnosis('Husten seit 5 Tagen')).toEqual({ text: 'Husten seit 5 Tagen' });
  expect(parseDiagnosis('E1 g Diabetes')).toEqual({ text: 'E1 g Diabetes' });
  expect(parseDiagnosis('  ')).toEqual({});
});

test('[WB23] reads a letter that stands twice as wording the second time', () => {
  expect(parseDiagnosis('J20.9 G g Faktor')).toEqual({ icd: 'J20.9', sicherheit: 'G', text: 'g Faktor' });
});

test('[WB23] keeps a wording whole that begins like a mark or a code', () => {
  expect(parseDiagnosis('J02.0 - A Streptokokken')).toEqual({ icd: 'J02.0', text: 'A Streptokokken' });
  expect(parseDiagnosis('- G Asthma')).toEqual({ sicherheit: 'G', text: 'Asthma' });
  expect(writeDiagnosis({ icd: 'J02.0', text: 'A Streptokokken' })).toBe('J02.0 - A Streptokokken');
  expect(writeDiagnosis({ icd: 'J20.9', sicherheit: 'G', text: 'Akute Bronchitis' })).toBe('J20.9 G Akute Bronchitis');
  expect(writeDiagnosis({ text: 'Husten' })).toBe('Husten');
});

test('[WB23] reads back what it writes', () => {
  const word = fc.oneof(
    fc.stringMatching(/^[a-zäöüß]{1,9}$/),
    fc.constantFrom('-', 'A', 'g', 'R', 'l', 'E11.40', 'z88.0', 'G-Faktor'),
  );
  const diagnosis = fc.record(
    {
      icd: fc.stringMatching(/^[A-Z]\d{2}\.\d{1,2}$/),
      seite: fc.constantFrom('R', 'L', 'B'),
      sicherheit: fc.constantFrom('A', 'G', 'V', 'Z'),
      text: fc
        .tuple(fc.array(word, { minLength: 1, maxLength: 5 }), fc.constantFrom(' ', '\n', '  '))
        .map(([words, by]) => words.join(by)),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(diagnosis, (fields) => {
      expect(parseDiagnosis(writeDiagnosis(fields))).toEqual(fields);
    }),
    { numRuns: 500 },
  );
});
