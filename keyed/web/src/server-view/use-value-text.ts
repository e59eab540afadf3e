import { useTranslation } from 'react-i18next';
import { formatCount } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { valueText } from './value-text.ts';

/** Writes any field value in the words of the chosen language; codes of the named field in words, too. */
export function useValueText(): (value: unknown, field?: string) => string {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const words = {
    language,
    yes: t('value.yes'),
    no: t('value.no'),
    bytes: (count: number) => t('value.bytes', { bytes: formatCount(count) }),
    code: (field: string, code: string) => {
      const key = `fieldValue.${field}.${code}`;
      return i18n.exists(key) ? t(key as 'fieldValue.seite.R') : undefined;
    },
  };
  return (value, field) => valueText(value, words, field);
}
