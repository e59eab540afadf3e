import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Saving and taking back what was typed, and the word that it is saved. */
export function SaveBar({
  isBusy,
  isSaved,
  isDirty,
  onReset,
}: {
  isBusy: boolean;
  isSaved: boolean;
  isDirty: boolean;
  onReset: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="row settings-save">
      <Button
        type="submit"
        variant={isDirty ? 'filled' : 'default'}
        disabled={!isDirty}
        aria-disabled={isBusy || !isDirty}
      >
        {t(isBusy ? 'settings.saving' : 'settings.save')}
      </Button>
      {isDirty && !isBusy && <Button onClick={onReset}>{t('settings.reset')}</Button>}
      <span className="m" role="status">
        {isSaved && !isDirty && t('settings.saved')}
      </span>
    </div>
  );
}
