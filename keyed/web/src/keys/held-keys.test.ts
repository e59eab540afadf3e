import { expect, test } from 'vitest';
import { heldAct } from './held-keys.ts';
import { keyWords } from './key-words.ts';

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const held = { ...none, altKey: true, shiftKey: true };

test('[EV20] letters, digits and signs alone are held back; Enter, Space, Entf, arrows, F-keys and combinations are not', () => {
  for (const [key, code] of [
    ['a', 'KeyA'],
    ['A', 'KeyA'],
    ['1', 'Digit1'],
    ['/', 'Slash'],
    ['?', 'Minus'],
    ['ö', 'Semicolon'],
  ] as const)
    expect(heldAct({ ...none, key, code }), key).toEqual({ does: 'swallow' });
  for (const key of ['Enter', ' ', 'Delete', 'ArrowUp', 'F3', 'Tab', 'Escape', 'Home'])
    expect(heldAct({ ...none, key, code: key }), key).toEqual({ does: 'leave' });
  expect(heldAct({ ...none, ctrlKey: true, key: 'z', code: 'KeyZ' })).toEqual({ does: 'leave' });
  expect(heldAct({ ...none, altKey: true, key: 't', code: 'KeyT' })).toEqual({ does: 'leave' });
  expect(heldAct({ ...held, key: 'ArrowUp', code: 'ArrowUp' })).toEqual({ does: 'leave' });
});

test('[EV21] with Alt and Umschalt they do what they did alone, on every keyboard', () => {
  const keysOf = (key: string, code: string) => {
    const act = heldAct({ ...held, key, code });
    return act.does === 'hand-on' ? act.keys.map((one) => one.key) : act.does;
  };
  expect(keysOf('A', 'KeyA')).toEqual(['a']);
  // The Z of a German keyboard lies where the Y of an English one is.
  expect(keysOf('Z', 'KeyY')).toEqual(['z']);
  // A Mac types another letter.
  expect(keysOf('Å', 'KeyA')).toEqual(['a']);
  // The slash of a German keyboard is on the 7.
  expect(keysOf('/', 'Digit7')).toEqual(['/', '7']);
  expect(keysOf('?', 'Slash')).toEqual(['/']);
  expect(keysOf('!', 'Digit1')).toEqual(['1']);
});

test('[EV22] says keys as they are pressed, in the language, and as the setting wants them', () => {
  expect(keyWords('Ctrl+KeyZ', 'de', true)).toBe('Strg Z');
  expect(keyWords('Delete', 'en', true)).toBe('Del');
  expect(keyWords('a', 'de', true)).toBe('A');
  expect(keyWords('a', 'de', false)).toBe('Alt ⇧ A');
  expect(keyWords('1..9', 'de', false)).toBe('Alt ⇧ 1..9');
  expect(keyWords('Alt+KeyT', 'de', false)).toBe('Alt T');
  expect(keyWords(' ', 'de', false)).toBe('Leertaste');
});
