import { expect, test } from 'vitest';
import { safeFileName } from './safe-file-name.ts';

const NAMES: readonly (readonly [name: unknown, safe: string])[] = [
  ['Arztbrief Dr. Müller.pdf', 'Arztbrief_Dr._Müller.pdf'],
  ['../../etc/passwd', 'etc_passwd'],
  ['..\\..\\C:\\boot.ini', 'C_boot.ini'],
  ['.htaccess', 'htaccess'],
  ['Befund. ', 'Befund'],
  ['Befund...', 'Befund'],
  ['\u202egpj.exe', 'gpj.exe'],
  ['Bild\u0000.png', 'Bild.png'],
  ['', 'datei'],
  ['...', 'datei'],
  [undefined, 'datei'],
  [42, 'datei'],
  ['\ud800.txt', 'txt'],
];

test('[IE40] the name of an exported file is no path, hides nothing and ends as it did', () => {
  expect(NAMES.map(([name]) => [name, safeFileName(name)])).toEqual(NAMES);
});

test('[IE40] letters and their marks are one composed letter, as file systems compare them', () => {
  expect(safeFileName('Mu\u0308ller.pdf')).toBe('M\u00fcller.pdf');
  expect(safeFileName('\u0939\u093f\u0928\u094d\u0926\u0940.pdf')).toBe('\u0939\u093f\u0928\u094d\u0926\u0940.pdf');
});

test('[IE40] a long name keeps its beginning and its ending, is cut between letters and never ends in a dot', () => {
  expect(safeFileName(`${'a'.repeat(300)}.pdf`)).toBe(`${'a'.repeat(76)}.pdf`);
  expect(safeFileName(`${'a'.repeat(79)}.${'b'.repeat(300)}`)).toBe('a'.repeat(79));
  // A letter of two halves lies across the cut.
  expect(safeFileName(`${'a'.repeat(79)}\u{20000}\u{20000}`)).toBe('a'.repeat(79));
  for (let length = 60; length < 100; length++) {
    for (const sign of ['a', '.', ' ', '\u{20000}', 'u\u0308', '\u4e2d']) {
      const name = safeFileName(`x${sign.repeat(length)}.jpeg`);
      expect(name.isWellFormed()).toBe(true);
      expect(name.endsWith('.jpeg') && !name.includes('..')).toBe(true);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(240);
    }
  }
});
