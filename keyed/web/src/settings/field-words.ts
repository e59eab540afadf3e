import { isRight, RIGHTS } from '@siegel/akten';
import type { ChangedField, ChangeValue } from '@siegel/safe';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../text/format.ts';
import type { Language } from '../text/i18n.ts';
import { useLanguage } from '../text/language.ts';
import { deSettings } from '../text/de-settings.ts';

/** A changed field in words. */
export interface ShownField {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

interface Wording {
  readonly t: TFunction;
  readonly language: Language;
}

const INSTANTS: ReadonlySet<string> = new Set(['secondFactorFrom', 'outsideUntil']);
const RULES: ReadonlySet<string> = new Set([
  ...['offlineSlot', 'accent', 'secondFactor', 'secondFactorFrom', 'outsideAccess', 'outsideUntil', 'outsideNamed'],
  ...['insideRanges', 'idleMinutes', 'idleMostMinutes', 'massReadAkten', 'massReadMinutes', 'accessSheet'],
  ...['freigabeResponsible', 'freigabeOwn', 'freigabeForced', 'strict'],
]);

type FieldKey = keyof typeof deSettings.settings.field;
type ValueKey = keyof typeof deSettings.settings.value;

/** Words for fields of settings and their values. A field this program has no word for is shown by its own name. */
export function useFieldWords(): (field: ChangedField) => ShownField {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ field, before, after }) => ({
    label: labelOf(t, field),
    before: valueOf({ t, language }, field, before),
    after: valueOf({ t, language }, field, after),
  });
}

function labelOf(t: TFunction, field: string): string {
  const key = keyOf(field);
  return Object.hasOwn(deSettings.settings.field, key) ? t(`settings.field.${key as FieldKey}`) : field;
}

/** Dots part the keys of a catalogue. */
function keyOf(field: string): string {
  return field.replaceAll('.', '_');
}

function valueOf({ t, language }: Wording, field: string, value: ChangeValue | undefined): string {
  if (field === 'logo') return t(value === undefined ? 'settings.value.noLogo' : 'settings.value.aLogo');
  if (value === undefined) return t(isRule(field) ? 'settings.value.default' : 'settings.value.nothing');
  if (typeof value === 'boolean') return t(value ? 'settings.value.yes' : 'settings.value.no');
  if (typeof value === 'number') return INSTANTS.has(field) ? formatMoment(value, language) : String(value);
  if (typeof value === 'string') return wordOf(t, value);
  if (value.length === 0) return t('settings.value.nothing');
  const wordIn = (one: string) =>
    field === 'rights' && isRight(one) ? RIGHTS[one][language] : wordOf(t, withDay(one, language));
  return value.map(wordIn).join(', ');
}

/** What stands at a default while nobody has said otherwise. */
function isRule(field: string): boolean {
  return field.startsWith('password.') || RULES.has(field);
}

/** A time in the words of a list (`Name 1795000000000`) as a day. */
function withDay(words: string, language: Language): string {
  return words.replaceAll(/\b\d{13}\b/g, (ms) => formatMoment(Number(ms), language));
}

function wordOf(t: TFunction, word: string): string {
  return Object.hasOwn(deSettings.settings.value, word) ? t(`settings.value.${word as ValueKey}`) : word;
}
