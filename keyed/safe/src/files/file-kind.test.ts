import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PLAIN } from '../../test-support/pictures.ts';
import { fileKindOf, MEDIA_TYPES } from './file-kind.ts';
import { keptFileName, safeDownloadName } from './file-name.ts';

const STRINGS = new URL('../../../../../shared/vectors/blns/blns.json', import.meta.url);
const ascii = (text: string) => new TextEncoder().encode(text);

test('[AT15] tells a file by its first bytes alone', () => {
  expect(fileKindOf(PLAIN.jpeg)).toBe('jpeg');
  expect(fileKindOf(PLAIN.png)).toBe('png');
  expect(fileKindOf(PLAIN.webp)).toBe('webp');
  expect(fileKindOf(ascii('GIF89a'))).toBe('gif');
  expect(fileKindOf(ascii('%PDF-1.7'))).toBe('pdf');
  const others = ['<svg xmlns="http://www.w3.org/2000/svg">', '<html>', '<?xml?>', ' %PDF-1.7', '', 'RIFF....WAVE'];
  for (const other of others) expect(fileKindOf(ascii(other))).toBe('other');
});

test('[AT15] hands nothing out under a type that a browser would run', () => {
  expect(Object.values(MEDIA_TYPES).filter((type) => /html|svg|xml|script|json|text/.test(type))).toEqual([]);
});

test('[AT17] takes out of a name what deceives about it, and nothing else', () => {
  expect(safeDownloadName('Befund Dr. Müller (2).pdf')).toBe('Befund Dr. Müller (2).pdf');
  expect(safeDownloadName('rechnung\u202egpj.exe')).toBe('rechnunggpj.exe');
  expect(safeDownloadName('../../etc/passwd')).toBe('etcpasswd');
  expect(safeDownloadName('C:\\Windows\\a.exe')).toBe('C:Windowsa.exe');
  expect(safeDownloadName('.bashrc')).toBe('bashrc');
  expect(safeDownloadName('a.pdf. . ')).toBe('a.pdf');
  expect(safeDownloadName('\r\nSet-Cookie: a=b')).toBe('Set-Cookie: a=b');
  expect(['', '...', '\u0000\u202e', '/'].map(safeDownloadName)).toEqual(['Anhang', 'Anhang', 'Anhang', 'Anhang']);
});

test('[AT17] keeps a name as it came, in 400 letters of well-formed text', () => {
  expect(keptFileName('a\ud800b')).toBe('a\ufffdb');
  expect(keptFileName('x'.repeat(399) + '😀').isWellFormed()).toBe(true);
});

test.skipIf(!existsSync(STRINGS))('[AT17] makes a harmless name of every naughty string', () => {
  const strings = JSON.parse(readFileSync(STRINGS, 'utf8')) as readonly string[];
  expect(strings.length).toBeGreaterThan(300);
  for (const name of strings) {
    const safe = safeDownloadName(keptFileName(name));
    expect(safe).not.toBe('');
    expect(safe).not.toMatch(/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]|^\./u);
  }
});
