import type { BackupView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';

/** Who made a backup: a name, the plan, or somebody of before the organisation was restored. */
export function useMaker(): (backup: Pick<BackupView, 'madeBy' | 'isDaily'>) => string {
  const { t } = useTranslation();
  return ({ madeBy, isDaily }) => {
    if (isDaily === true) return t('backups.byPlan');
    return madeBy === '' ? t('backups.unknownPerson') : madeBy;
  };
}
