import type { Language } from '../text/i18n.ts';

/** Words of keys in German and English; arrows and letters speak for themselves. */
const WORDS: Readonly<Record<string, readonly [de: string, en: string]>> = {
  Ctrl: ['Strg', 'Ctrl'],
  Shift: ['⇧', '⇧'],
  Enter: ['Enter', 'Enter'],
  Delete: ['Entf', 'Del'],
  Escape: ['Esc', 'Esc'],
  Space: ['Leertaste', 'Space'],
  ' ': ['Leertaste', 'Space'],
  Home: ['Pos1', 'Home'],
  End: ['Ende', 'End'],
  PageUp: ['Bild ↑', 'PgUp'],
  PageDown: ['Bild ↓', 'PgDn'],
  Tab: ['Tab', 'Tab'],
  ArrowUp: ['↑', '↑'],
  ArrowDown: ['↓', '↓'],
  ArrowLeft: ['←', '←'],
  ArrowRight: ['→', '→'],
};

/** A code of the list as it is read: `Alt+KeyT` becomes "Alt T", `a` "A", and "Alt ⇧ A" while single keys are off (EV22). */
export function keyWords(code: string, language: Language, areSingleKeysOn: boolean): string {
  if (isSingleKey(code)) return `${areSingleKeysOn ? '' : 'Alt ⇧ '}${code.toUpperCase()}`;
  const at = language === 'de' ? 0 : 1;
  return code
    .split('+')
    .map((part) => WORDS[part]?.[at] ?? part.replace(/^(?:Key|Digit)/, ''))
    .join(' ');
}

/** True for a key that is a letter, a digit or a sign and nothing else (WCAG 2.1.4). */
export function isSingleKey(code: string): boolean {
  return /^(?:[a-z/?]|\d\.\.\d)$/.test(code);
}
