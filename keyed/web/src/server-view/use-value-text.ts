import { useTranslation } from 'react-i18next';
import { formatCount } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { valueText } from './value-text.ts';

/** Writes any field value in the words of the chosen language. */
export function useValueText(): (value: unknown) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = {
    language,
    yes: t('value.yes'),
    no: t('value.no'),
    bytes: (count: number) => t('value.bytes', { bytes: formatCount(count) }),
  };
  return (value) => valueText(value, words);
}

/** The name of a field for people; its own name where there is no better one. */
export function useFieldLabel(): (name: string) => string {
  const { t, i18n } = useTranslation();
  return (name) => (i18n.exists(`field.${name}`) ? t(`field.${name}` as 'field.text') : name);
}
