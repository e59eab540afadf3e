import { isLocalDate } from '@siegel/akten';
import { formatDay } from '../text/format.ts';
import type { Language } from '../text/i18n.ts';

/** Words a value is written with. */
export interface ValueWords {
  readonly language: Language;
  readonly yes: string;
  readonly no: string;
  readonly bytes: (count: number) => string;
}

/** Writes any field value as one line of text, lists and groups joined by commas. */
export function valueText(value: unknown, words: ValueWords): string {
  if (typeof value === 'string') return isLocalDate(value) ? formatDay(value, words.language) : value;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return words.bytes(value.length);
  if (Array.isArray(value)) return value.map((item) => valueText(item, words)).join('; ');
  if (typeof value === 'object' && value !== null) {
    return Object.values(value)
      .map((item) => valueText(item, words))
      .join(', ');
  }
  return '';
}
