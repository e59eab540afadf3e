import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { askPasskey } from '../access/passkey.ts';
import { useFailureText } from '../text/failure-text.ts';

/** A passkey or security key that was added before. */
export function PasskeyForm({ isBusy, onSecret }: { isBusy: boolean; onSecret: (secret: string) => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [hasFailed, setHasFailed] = useState(false);
  async function onClick(): Promise<void> {
    if (isBusy) return;
    const secret = await askPasskey();
    setHasFailed(secret === undefined);
    if (secret !== undefined) onSecret(secret);
  }
  return (
    <div className="key-way">
      <p className="d">{t('devices.passkeyHint')}</p>
      <Button
        variant="filled"
        autoFocus
        aria-disabled={isBusy}
        leftSection={<Icon name="key" />}
        onClick={() => void onClick()}
      >
        {t(isBusy ? 'devices.setUpBusy' : 'devices.usePasskey')}
      </Button>
      {hasFailed && (
        <Note icon="alert" tone="bad">
          {failureText({ code: 'PASSKEY_MISSING' })}
        </Note>
      )}
    </div>
  );
}
