import type { ChangedField, ChangeValue } from '@siegel/safe';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { deSettings } from '../text/de-settings.ts';

/** A changed field in words. */
export interface ShownField {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

type FieldKey = keyof typeof deSettings.settings.field;
type ValueKey = keyof typeof deSettings.settings.value;

/** Words for fields of settings and their values. A field this program has no word for is shown by its own name. */
export function useFieldWords(): (field: ChangedField) => ShownField {
  const { t } = useTranslation();
  return ({ field, before, after }) => ({
    label: labelOf(t, field),
    before: valueOf(t, field, before),
    after: valueOf(t, field, after),
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

function valueOf(t: TFunction, field: string, value: ChangeValue | undefined): string {
  if (field === 'logo') return t(value === undefined ? 'settings.value.noLogo' : 'settings.value.aLogo');
  if (value === undefined) return t(isRule(field) ? 'settings.value.default' : 'settings.value.nothing');
  if (typeof value === 'boolean') return t(value ? 'settings.value.yes' : 'settings.value.no');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return wordOf(t, value);
  return value.length === 0 ? t('settings.value.nothing') : value.map((one) => wordOf(t, one)).join(', ');
}

function isRule(field: string): boolean {
  return field.startsWith('password.') || field === 'offlineSlot' || field === 'accent';
}

function wordOf(t: TFunction, word: string): string {
  return Object.hasOwn(deSettings.settings.value, word) ? t(`settings.value.${word as ValueKey}`) : word;
}
