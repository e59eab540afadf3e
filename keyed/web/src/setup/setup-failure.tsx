import type { Failure } from '@siegel/wire';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { useFailureText } from '../text/failure-text.ts';

/** Why a step could not be left. */
export function SetupFailure({ failure }: { failure: Failure | undefined }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (failure === undefined) return null;
  return (
    <Note icon="alert" tone="bad">
      <b className="n">{t('setup.found.failed')}</b> {failureText(failure)}
    </Note>
  );
}
