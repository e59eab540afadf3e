import type { Failure } from '@siegel/wire';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';

/** Why a step could not be left. */
export function SetupFailure({ failure }: { failure: Failure | undefined }) {
  const { t } = useTranslation();
  return <FailureNote failure={failure} title={t('setup.found.failed')} />;
}
