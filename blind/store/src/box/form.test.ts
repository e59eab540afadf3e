import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { formLines, keyOfForm } from './form.ts';
import { formPage } from './form-page.ts';

const key = new Uint8Array(createHash('sha256').update('a key').digest());
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const facts = { box: new Uint8Array(16).fill(3), mark: new Uint8Array(16).fill(4), keyMadeMs: 1_795_000_000_000 };

test('[BX9] [D1] reads back its own page, and lines typed by people', () => {
  const lines = formLines(key);
  expect(lines).toHaveLength(9);
  expect(keyOfForm(formPage(key, facts))).toEqual({ ok: true, value: key });
  const typed = lines.map((line) => line.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace('-', ' '));
  const numbered = typed.map((line, at) => `${at + 1}. ${line.slice(3)}`);
  expect(keyOfForm(`abgetippt:\r\n\r\n${numbered.toReversed().join('\r\n')}`)).toEqual({ ok: true, value: key });
});

test('[BX9] [D1] names the line of a mistake: 150 letters mistyped, lines exchanged, left out', () => {
  const lines = formLines(key);
  let passed = 0;
  for (let n = 0; n < 150; n++) {
    const at = n % 9;
    const place = 3 + (n % 4) + 5 * (Math.floor(n / 9) % 2);
    const line = lines[at]!;
    const other = LETTERS[(LETTERS.indexOf(line[place]!) + 1 + (n % 31)) % 32]!;
    if (other === line[place]) continue;
    const typed = lines.with(at, line.slice(0, place) + other + line.slice(place + 1));
    const read = keyOfForm(typed.join('\n'));
    expect(read.ok, `line ${at + 1}, place ${place}`).toBe(false);
    // One in 256 gets past its own line, and is found by the last one.
    if (!read.ok && read.error.facts?.['line'] === at + 1) passed++;
  }
  expect(passed).toBeGreaterThan(140);
  const swapped = lines.map((line, at) =>
    at === 1 ? `2${lines[2]!.slice(1)}` : at === 2 ? `3${lines[1]!.slice(1)}` : line,
  );
  expect(keyOfForm(swapped.join('\n'))).toEqual({ ok: false, error: { code: 'BOX_FORM_LINE', facts: { line: 2 } } });
  expect(keyOfForm(lines.toSpliced(4, 1).join('\n'))).toMatchObject({ error: { facts: { line: 5 } } });
  expect(keyOfForm(lines.slice(0, 8).join('\n'))).toMatchObject({ error: { facts: { line: 9 } } });
});

test('[BX9] [D1] says on the page what it opens and how it is used, and loads nothing', () => {
  const page = formPage(key, facts);
  expect(page).toContain('03030303');
  expect(page).toContain('siegel box restore-stick');
  expect(page).toContain('Keine Akte');
  expect(page).not.toMatch(/https?:|src=|href=|<script/);
});
