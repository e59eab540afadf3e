import { useTranslation } from 'react-i18next';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long something lasts already, in its largest unit: "28 min", "3 h", "2 Tage". */
export function useAgeText() {
  const { t } = useTranslation();
  return (passedMs: number) => {
    if (passedMs < MINUTE_MS) return t('freigabe.age.now');
    if (passedMs < HOUR_MS) return t('freigabe.age.minutes', { count: Math.floor(passedMs / MINUTE_MS) });
    if (passedMs < DAY_MS) return t('freigabe.age.hours', { count: Math.floor(passedMs / HOUR_MS) });
    return t('freigabe.age.days', { count: Math.floor(passedMs / DAY_MS) });
  };
}
