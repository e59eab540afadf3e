import { useTranslation } from 'react-i18next';
import { formatMoment, formatTime, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

const DAY_MS = 86_400_000;

/** A moment as people say it: heute, 09:02; gestern, 17:48; morgen, 02:00; 17.11.2026, 17:48. */
export function useWhen(): (atMs: number) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (atMs) => {
    const day = localDay(atMs);
    const time = formatTime(atMs, language);
    if (day === localDay(Date.now())) return t('backups.today', { time });
    if (day === localDay(Date.now() + DAY_MS)) return t('backups.tomorrow', { time });
    return day === localDay(Date.now() - DAY_MS) ? t('backups.yesterday', { time }) : formatMoment(atMs, language);
  };
}
