import type { Language } from '../text/i18n.ts';

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** A size people read: 1,4 MB. */
export function sizeText(bytes: number, language: Language): string {
  const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  const text = power === 0 ? String(value) : value.toFixed(1);
  return `${language === 'de' ? text.replace('.', ',') : text} ${UNITS[power]}`;
}
