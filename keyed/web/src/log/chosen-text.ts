import type { LogDevice, LogFilter, PersonOfHouse } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

const DAY_MS = 86_400_000;

/** What there is to choose from, with names. */
export interface LogHouse {
  readonly people: readonly PersonOfHouse[];
  readonly devices: readonly LogDevice[];
  readonly personName: string | undefined;
}

/** What was chosen, in words: above a printed log, and sealed in the entry that says it was saved (LG9). */
export function useChosenText(): (filter: LogFilter, house: LogHouse) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ groups, userId, deviceId, personId, fromMs, toMs }, { people, devices, personName }) => {
    const day = (ms: number) => formatDay(localDay(ms), language);
    const parts = [
      `${t('log.group')}: ${t(`log.groups.${groups[0] ?? 'all'}`)}`,
      userId !== undefined && `${t('log.user')}: ${people.find((one) => one.userId === userId)?.name ?? ''}`,
      deviceId !== undefined && `${t('log.device')}: ${devices.find((one) => one.deviceId === deviceId)?.name ?? ''}`,
      personId !== undefined && `${t('log.person')}: ${personName ?? ''}`,
      fromMs !== undefined && `${t('log.from')}: ${day(fromMs)}`,
      toMs !== undefined && `${t('log.to')}: ${day(toMs - DAY_MS)}`,
    ];
    return parts.filter((part) => part !== false).join(', ');
  };
}
