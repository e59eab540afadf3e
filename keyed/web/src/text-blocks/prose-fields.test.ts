import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SRC = new URL('..', import.meta.url).pathname;
const read = (path: string) => readFileSync(join(SRC, path), 'utf8');
const screens = globSync('**/*.tsx', { cwd: SRC });

/** Fields of several lines that take no sentences about anybody, and why. */
const NO_PROSE: Readonly<Record<string, string>> = {
  'access-rules/outside-settings.tsx': 'addresses of networks',
  'approval/code-scanner.tsx': 'a code',
  'recovery/kit-input.tsx': 'words of the kit',
  'settings/inputs.tsx': 'the part itself; who uses it is listed here',
  'settings/organisation-settings.tsx': 'address and legal lines of the house',
  'settings/password-settings.tsx': 'words that no password may hold',
};
/** Single lines in which sentences are written: nothing but their purpose tells them from a name. */
const LINES = ['akte/command-input.tsx', 'day-list/appointment-dialog.tsx'];

test('[TB7] [TB15] every field of several lines is marked as prose, or stands here with the reason why not', () => {
  const fields = screens.flatMap((path) =>
    [...read(path).matchAll(/<[Tt]extarea\b[^>]{0,40}/g)].map(([field]) => ({
      path,
      isProse: field.includes('{...PROSE}'),
    })),
  );
  expect(fields.length).toBeGreaterThan(8);
  const unmarked = fields.filter(({ isProse }) => !isProse).map(({ path }) => path);
  expect(new Set(unmarked)).toEqual(new Set(Object.keys(NO_PROSE)));
  for (const path of LINES) expect(read(path), path).toContain('{...PROSE}');
});

test('[TB15] the page says no to spell check and writing suggestions, and only the one place says yes', () => {
  const page = readFileSync(join(SRC, '../index.html'), 'utf8');
  expect(page).toMatch(/<html[^>]* spellcheck="false" writingsuggestions="false">/);
  const saying = globSync('**/*.{ts,tsx}', { cwd: SRC, exclude: (path) => path.includes('.test.') });
  const others = saying.filter((path) =>
    /spellcheck\b(?!=\{false\}|: false)|contenteditable|writingSuggestions/i.test(code(read(path))),
  );
  expect(others).toEqual(['text-blocks/use-spell-check.ts']);
});

/** Without names of texts and settings, which speak of it. */
function code(text: string): string {
  return text.replaceAll(/isSpellChecked|setSpellCheck|useSpellCheck|spellCheckChanged|use-spell-check/g, '');
}
