import { isSupportArea } from '@siegel/akten';
import { Button } from '@mantine/core';
import type { SupportAdmission } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** Who was admitted, for what, from when to when, and how it ended. */
export function AdmissionRow({ row, onEnd }: { row: SupportAdmission; onEnd: ((userId: string) => void) | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { userId, name, organisation, areas, sites, fromMs, untilMs, admittedBy, ended, isLiving } = row;
  const moment = (ms: number) => formatMoment(ms, language);
  const end =
    ended === undefined ? t('support.ranOut') : t('support.endedBy', { at: moment(ended.atMs), by: ended.by });
  return (
    <li className={isLiving ? '' : 'gone'}>
      <Icon name="help" small />
      <span className="el">
        <b className="n">{name}</b>
        <span className="m t12 people-what">{organisation}</span>
      </span>
      <span className="t12">
        {areas
          .filter(isSupportArea)
          .map((area) => t(`support.area.${area}`))
          .join(', ')}
        <span className="m people-what">{sites.join(', ')}</span>
      </span>
      <span className="t12">
        {t('support.fromTo', { from: moment(fromMs), to: moment(ended === undefined ? untilMs : ended.atMs) })}
        <span className="m people-what">
          {t('support.by', { by: admittedBy })}
          {isLiving ? '' : `, ${end}`}
        </span>
      </span>
      <span className="people-act">
        {onEnd !== undefined && <Button onClick={() => onEnd(userId)}>{t('support.end')}</Button>}
      </span>
    </li>
  );
}
