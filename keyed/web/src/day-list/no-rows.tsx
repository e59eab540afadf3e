import { Button, Kbd } from '@mantine/core';
import type { DayView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { StateBlock } from '../parts/state-block.tsx';

/** Nobody on this day, or nobody who fits the filter. */
export function NoRows({ view, onNew, onAll }: { view: DayView; onNew: () => void; onAll: () => void }) {
  const { t } = useTranslation();
  if (view.isClosed === true)
    return (
      <StateBlock icon="lock" title={t('dayList.closedDay')}>
        {t('dayList.closedDayHint')}
      </StateBlock>
    );
  if (view.rows.length > 0)
    return (
      <StateBlock
        icon="find"
        title={t('dayList.noneHere')}
        action={<Button onClick={onAll}>{t('dayList.showAll')}</Button>}
      >
        {t('dayList.noneHereHint')}
      </StateBlock>
    );
  return (
    <StateBlock
      icon="calendar"
      title={t('dayList.empty')}
      action={
        view.mayWrite && (
          <Button onClick={onNew} rightSection={<Kbd>Alt T</Kbd>}>
            {t('dayList.newLong')}
          </Button>
        )
      }
    >
      {view.holiday ?? t('dayList.emptyHint')}
    </StateBlock>
  );
}
