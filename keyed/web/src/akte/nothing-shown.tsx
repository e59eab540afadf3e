import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StateBlock } from '../parts/state-block.tsx';

/** Why no row is there: the Akte is empty, or the filter hides all of them. */
export function NothingShown({ all, shown, onShowAll }: { all: number; shown: number; onShowAll: () => void }) {
  const { t } = useTranslation();
  if (shown > 0) return null;
  if (all === 0) {
    return (
      <StateBlock icon="list" title={t('akte.empty')}>
        {t('akte.emptyHint')}
      </StateBlock>
    );
  }
  const action = <Button onClick={onShowAll}>{t('filter.showAll')}</Button>;
  return (
    <StateBlock icon="find" title={t('filter.nothing')} action={action}>
      {t('filter.nothingHint', { count: all })}
    </StateBlock>
  );
}
