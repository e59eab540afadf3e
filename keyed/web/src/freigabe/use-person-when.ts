import type { ForPersonView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { sightOf } from './person-sight.ts';

/** What the person sees of a released Eintrag, in a word: "sieht sie", "ab 24.12.2026", "nach Gespräch". */
export function usePersonWhen() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (said: ForPersonView) =>
    sightOf(said) === 'later'
      ? t('freigabe.person.date', { day: formatDay(localDay(said.atMs ?? 0), language) })
      : t(`freigabe.sightWord.${sightOf(said)}`);
}
