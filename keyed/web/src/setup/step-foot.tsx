import { Button, Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Setup } from './use-setup.ts';

/** The foot of a step that is left by filling in its fields. */
export function StepFoot({ setup, hasBack }: { setup: Setup; hasBack: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {hasBack && (
        <Button className="big" onClick={setup.back}>
          {t('setup.back')}
        </Button>
      )}
      <span className="sp" />
      <Button
        type="submit"
        variant="filled"
        className="big"
        aria-disabled={setup.isBusy}
        rightSection={<Kbd>Enter</Kbd>}
      >
        {t('setup.next')}
      </Button>
    </>
  );
}
