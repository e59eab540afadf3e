import type { VacancyStep } from '@siegel/akten';
import type { CalendarView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';

/** The steps of a favourite in a line each: what, how long, with whom, and how soon after the one before. */
export function StepsLine({ calendar, steps }: { calendar: CalendarView; steps: readonly VacancyStep[] }) {
  const { t } = useTranslation();
  const nameOf = (id: string) => calendar.resources.find(({ resourceId }) => resourceId === id)?.shortName ?? '?';
  return (
    <ol className="steps-line">
      {steps.map(({ type, minutes, needs, wait, daysAfter }, i) => (
        <li key={`${i}${type ?? ''}`}>
          <b>{calendar.types.find(({ typeId }) => typeId === type)?.name ?? t('finding.step', { count: i + 1 })}</b>{' '}
          <span className="m">{t('dayList.minutes', { minutes })}</span>{' '}
          <span className="d">{needs.map((need) => need.map(nameOf).join(' / ')).join(' + ')}</span>
          {i > 0 && (
            <span className="m t12">
              {' '}
              {daysAfter === undefined
                ? t('finding.atMost', { minutes: wait?.most ?? 0 })
                : t(daysAfter.least === daysAfter.most ? 'finding.daysLater' : 'finding.daysBetween', {
                    count: daysAfter.most,
                    ...daysAfter,
                  })}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
