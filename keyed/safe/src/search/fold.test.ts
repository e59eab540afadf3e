import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, foldPlain } from './fold.ts';

test('[SE1] folds case, umlauts, eszett and marks', () => {
  expect(fold('Großmann')).toBe('grossmann');
  expect(fold('GROẞMANN')).toBe('grossmann');
  expect(fold('Jäger Öztürk')).toBe('jaeger oeztuerk');
  expect(fold('Łukasz Gómez Françoise Işık Đorđević Sørensen')).toBe('lukasz gomez francoise isik dordevic soerensen');
  // The same letter written as one sign and as letter plus mark.
  expect(fold('Mu\u0308ller')).toBe(fold('M\u00fcller'));
});

test('[SE1] changes nothing when applied again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = fold(text);
      expect(fold(once)).toBe(once);
      expect(foldPlain(foldPlain(once))).toBe(foldPlain(once));
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('aeouqäöüßẞéłİı -.’')) }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
      expect(foldPlain(foldPlain(fold(text)))).toBe(foldPlain(fold(text)));
    }),
    { numRuns: 2000 },
  );
});

test('[SE2] separates words at hyphens and signs and joins them at apostrophes', () => {
  expect(fold(' Müller-Lüdenscheidt ')).toBe('mueller luedenscheidt');
  expect(fold('Meyer/Schulz (geb. Ott)')).toBe('meyer schulz geb ott');
  expect(fold("O'Brien")).toBe('obrien');
  expect(fold('D’Angelo')).toBe('dangelo');
});

test('[SE3] takes written-out umlauts back to the plain vowel', () => {
  for (const name of ['Müller', 'Mueller', 'Muller']) expect(foldPlain(fold(name))).toBe('muller');
  for (const name of ['Schäfer', 'Schaefer', 'Schafer']) expect(foldPlain(fold(name))).toBe('schafer');
  for (const name of ['Bäuerle', 'Baeuerle', 'Bauerle']) expect(foldPlain(fold(name))).toBe('bauerle');
});

test('[SE3] leaves "ue" after a vowel or q as it is', () => {
  for (const name of ['bauer', 'neuer', 'quelle', 'quednau']) expect(foldPlain(name)).toBe(name);
});
