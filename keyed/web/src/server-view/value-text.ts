import { isLocalDate } from '@siegel/akten';
import { formatDay } from '../text/format.ts';
import type { Language } from '../text/i18n.ts';

/** Words a value is written with. */
export interface ValueWords {
  readonly language: Language;
  readonly yes: string;
  readonly no: string;
  readonly bytes: (count: number) => string;
  /** The word for a code of a field; undefined where there is none. */
  readonly code?: (field: string, code: string) => string | undefined;
}

/** Writes any field value as one line of text, lists and groups joined by commas; codes of `field` in words. */
export function valueText(value: unknown, words: ValueWords, field?: string): string {
  if (typeof value === 'string') return textOf(value, words, field);
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return words.bytes(value.length);
  if (Array.isArray(value)) return value.map((item) => valueText(item, words, field)).join('; ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, item]) => valueText(item, words, name))
      .join(', ');
  }
  return '';
}

function textOf(value: string, words: ValueWords, field: string | undefined): string {
  if (isLocalDate(value)) return formatDay(value, words.language);
  return (field === undefined ? undefined : words.code?.(field, value)) ?? value;
}
