import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { isSingleKey } from '../keys/key-words.ts';
import { de } from '../text/de.ts';
import { deLater } from '../text/de-later.ts';
import { KEY_AREAS } from './key-list.ts';

const SRC = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(resolve(SRC, path), 'utf8');
const AREAS = KEY_AREAS.map(({ area, of, lines }) => ({
  area: area as string,
  of: of as readonly string[],
  codes: lines.flatMap(({ codes }) => [...(codes as readonly string[])]),
}));

/** Keys that the sources of a screen name: `Alt+KeyV`, `KeyE`, `F8`, and letters and signs in tables and comparisons of keys. */
function codesIn(source: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, code = ''] of source.matchAll(/['"]?((?:(?:Ctrl|Alt|Shift)\+)*(?:Key[A-Z]|Digit\d|F\d{1,2}))\b/g))
    found.add(/^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : code);
  const singles = [
    /^\s+'?([a-z/])'?: /gm, // { a: ..., }
    /[{,] ([a-z]): '/g, // { r: 'return' }
    /case '([a-z/])':/g,
    /[kK]ey(?:\.toLowerCase\(\))? === '([a-z/?])'/g,
  ];
  for (const form of singles) for (const [, key = ''] of source.matchAll(form)) found.add(key);
  return found;
}

/** Keys of the screens that are said of another area, or are half of a key with Strg. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  // Strg Z
  waitingList: ['z'],
  tasks: ['z'],
  // Alt R, named by its place
  notices: ['r'],
};

test.each(AREAS)('[EV2] the keys of $area are those its sources name', ({ area, of, codes }) => {
  const named = new Set(of.flatMap((path) => [...codesIn(read(path))]));
  const listed = new Set(codes);
  const isHeld = (code: string) => ELSEWHERE[area]?.includes(code) ?? false;
  const missing = [...named].filter((code) => !listed.has(code) && !isHeld(code) && !isNumbered(code, listed));
  expect(missing, 'keys of a screen that the list leaves out').toEqual([]);
  // Arrows, Enter and the like are named in many ways; letters, F-keys and combinations are held both ways.
  const invented = [...listed].filter((code) => isComparable(area, code) && !named.has(code));
  expect(invented, 'keys of the list that no screen knows').toEqual([]);
});

/** `Digit1` where the list says `Digit1..8`, or `Alt+Digit0`. */
function isNumbered(code: string, listed: ReadonlySet<string>): boolean {
  return /Digit/.test(code) && [...listed].some((one) => one.startsWith(code.replace(/Digit\d$/, 'Digit')));
}

function isComparable(area: string, code: string): boolean {
  // Ctrl with a letter is written as `ctrlKey && key === 'z'`; `?` is heard by the shell's own hook; digits come by pattern.
  if (code.startsWith('Ctrl+') || code === '?' || code === 'Alt+KeyR' || code.includes('..')) return false;
  if (/Arrow|Space$/.test(code)) return false;
  return isSingleKey(code) || /^(?:Alt\+Key[A-Z]|F\d)$/.test(code) || (area === 'calendar' && code.startsWith('Key'));
}

test('[EV2] no source of the page has a key with Alt, Strg or F that the list does not show', () => {
  const listed = new Set(AREAS.flatMap(({ codes }) => codes));
  const sources = globSync('**/*.{ts,tsx}', { cwd: SRC, exclude: ['**/*.test.ts', 'help/**', 'keys/**'] });
  const literal = /'((?:(?:Ctrl|Alt|Shift)\+)+(?:Key[A-Z]|Enter)|F\d{1,2})'/g;
  const unknown = sources.flatMap((path) =>
    [...read(path).matchAll(literal)].flatMap(([, code = '']) => (listed.has(code) ? [] : [`${path}: ${code}`])),
  );
  expect(unknown).toEqual([]);
});

test('[EV2] every line and every area has its words', () => {
  const { keys } = { ...de, ...deLater };
  for (const { area, lines } of KEY_AREAS) {
    expect(keys.area[area], area).toMatch(/\S/);
    for (const { does } of lines) expect(keys.does[does], does).toMatch(/\S/);
  }
  const used = new Set(KEY_AREAS.flatMap(({ lines }) => lines.map(({ does }) => does as string)));
  expect(Object.keys(keys.does).filter((does) => !used.has(does))).toEqual([]);
});

test('[EV2] within an area no key does two things', () => {
  for (const { area, codes } of AREAS) expect([...new Set(codes)], area).toEqual(codes);
});
