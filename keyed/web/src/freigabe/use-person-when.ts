import type { ForPersonWish } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** When the person may see something, in a word. */
export function usePersonWhen() {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ when, atMs }: ForPersonWish) =>
    when === 'atDate'
      ? t('freigabe.person.date', { day: formatDay(localDay(atMs ?? 0), language) })
      : t(`freigabe.person.${when}`);
}
